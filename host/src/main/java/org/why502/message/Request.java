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
   * @param text the one that is to be kept, where it is about one
   */
  record Remedy(String id, RemedyCode remedy, Optional<String> browser, Optional<GivenText> text)
      implements Request {}

  /**
   * A text that a person sent to AO3, to be kept on this machine.
   *
   * @param kind of which form: a word of the companion's, unknown ones are {@code OTHER}
   * @param title as the person calls it
   * @param chapter from 1; 0 where it has no number
   * @param html its words as they were sent
   * @param text the same for reading
   */
  record GivenText(Kind kind, String title, int chapter, String html, String text) {
    /** Of which form it is. */
    public enum Kind {
      WORK,
      CHAPTER,
      COMMENT,
      OTHER
    }
  }

  /** Stop a diagnosis. */
  record Cancel(String id) implements Request {}
}
