package org.why502.probe;

import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;

/** Who takes part in an investigation: the browser that can try pages, and who is told. */
public interface Witness {
  /**
   * Tries a page as the person sees it. Waits for the end; the investigation sets the limit and
   * interrupts.
   */
  Observation.BrowserFetch attempt(Trial trial, int attempt) throws InterruptedException;

  /** A question is put; several of one kind may be out at once. */
  default void asked(Question question) {
    // most want to hear of answers only
  }

  /**
   * The first look was taken, where nobody had seen anything.
   *
   * @param spent whether it cost AO3's own servers a request
   */
  default void sighted(Sighting sighting, boolean spent) {
    // most have seen for themselves
  }

  /** One question was answered. */
  void observed(Observation observation);

  /** Nothing that is still out can change the verdict any more; called at most once. */
  void settled(Evidence evidence);
}
