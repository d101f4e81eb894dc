package org.why502.probe.ask;

import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;

/** Who is told how far an investigation has come. */
public interface Listener {
  /** A question is put; several of one kind may be out at once. */
  default void asked(Question question) {
    // by default only answers are told of
  }

  /**
   * The first look was taken, where nobody had seen anything.
   *
   * @param spent whether it cost AO3's own servers a request
   */
  default void sighted(Sighting sighting, boolean spent) {
    // who saw the failure itself need not be told of it
  }

  /** One question was answered. */
  void observed(Observation observation);

  /** Nothing that is still out can change the verdict any more; called at most once. */
  void settled(Evidence evidence);
}
