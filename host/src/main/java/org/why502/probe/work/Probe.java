package org.why502.probe.work;

import java.time.Duration;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;

/** One question to the world. */
public interface Probe {

  /** Which question it answers. */
  Question question();

  /**
   * Asks, and waits for the end. Never throws. An interrupt ends it at once with a failure of kind
   * {@code CANCELLED}, and the interrupt status stays set.
   *
   * @param limit the longest that it may take, some hundredths of a second of tidying apart; when
   *     it is over, the failure says {@code TIMED_OUT} and which step was under way
   */
  Observation ask(Duration limit);
}
