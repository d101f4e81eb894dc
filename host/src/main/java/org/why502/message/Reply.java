package org.why502.message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.verdict.Diagnosis;

/** What the companion says to a browser. */
public sealed interface Reply {

  /**
   * The answer to {@code hello}.
   *
   * @param can the remedies that are carried out here
   * @param browsers those among which a person can choose, the best first
   */
  record Welcome(
      int protocol, String version, String os, List<String> can, List<OfferedBrowser> browsers)
      implements Reply {}

  /**
   * Asked by hand: the companion looked itself, and this is what it saw.
   *
   * @param spent whether that cost AO3's own servers a request
   */
  record Sighted(String id, Sighting sighting, boolean spent) implements Reply {}

  /** One question was answered. */
  record Observed(String id, Observation observation) implements Reply {}

  /** Please try this page. */
  record Try(String id, Trial trial, int attempt) implements Reply {}

  /**
   * What it was.
   *
   * @param last whether this closes the request ({@code final} on the wire)
   * @param took since the request
   */
  record Diagnosed(String id, boolean last, Diagnosis diagnosis, Duration took) implements Reply {}

  /**
   * The request is closed without a diagnosis.
   *
   * @param ok whether what was asked for was done
   * @param repair what the companion did; empty where it was cancelled
   */
  record Done(String id, boolean cancelled, boolean ok, Optional<Repair> repair) implements Reply {
    Done(String id, boolean cancelled, boolean ok) {
      this(id, cancelled, ok, Optional.empty());
    }

    /** Of what the companion did. */
    static Done of(String id, Repair repair) {
      return new Done(id, false, repair.said().done(), Optional.of(repair));
    }
  }

  /** The message was not understood or is not allowed; the conversation goes on. */
  record Refused(Optional<String> id, Refusal.Code code) implements Reply {}
}
