package org.why502.message;

import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.Outcome;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.verdict.RemedyCode;

/** What a browser says to the companion. */
public sealed interface Request {

  /** The first message: which protocol and version the extension speaks. */
  record Hello(int protocol, String version) implements Request {}

  /**
   * Find out.
   *
   * @param sighting what the browser saw; empty when a person asks by hand
   */
  record Diagnose(String id, Optional<Sighting> sighting) implements Request {}

  /** How a trial that the companion asked for ended. */
  record Tried(String id, Trial trial, int attempt, Outcome<Answer> outcome) implements Request {}

  /**
   * A person clicked a remedy.
   *
   * @param browser the id of the one that they chose, where there are several to be opened
   */
  record Remedy(String id, RemedyCode remedy, Optional<String> browser) implements Request {}

  /** Stop a diagnosis. */
  record Cancel(String id) implements Request {}
}
