package org.why502.remedy;

/** What came of a remedy. */
public sealed interface RemedyOutcome {

  /**
   * It was carried out.
   *
   * @param seen what a look afterwards saw of what was to change
   */
  record Ran(Seen seen) implements RemedyOutcome {}

  /** What a look after a remedy saw. */
  enum Seen {
    /** It is another now. */
    CHANGED,
    /** It is as before. */
    SAME,
    /** Nothing: AO3's name was not found in time, and may have led elsewhere. */
    NOTHING
  }

  /**
   * A person has to do it.
   *
   * @param command what to type
   */
  record ByHand(String command) implements RemedyOutcome {}

  /** There was nothing to do. */
  record Nothing() implements RemedyOutcome {}

  /** Nobody knows how it is done here. */
  record Unknown() implements RemedyOutcome {}

  /**
   * A program of the system failed, or could not be started; what ran before it has run.
   *
   * @param words its own, in one line, cleaned and cut; empty where it said nothing
   * @param command what a person can type instead
   */
  record Failed(String words, String command) implements RemedyOutcome {}

  /**
   * A program of the system did not end in its time and was ended.
   *
   * @param command what a person can type instead
   */
  record Late(String command) implements RemedyOutcome {}
}
