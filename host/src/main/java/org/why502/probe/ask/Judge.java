package org.why502.probe.ask;

import java.util.List;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Question;

/** What an investigation must know of judging. */
@FunctionalInterface
public interface Judge {
  /**
   * What could still change the verdict: one set of questions for each explanation that is still
   * open, in the order of the rules. Empty when the verdict is settled.
   */
  List<Set<Question>> wanted(Evidence evidence);

  /**
   * What the verdict does not turn on, but the advice that is given with it does: this machine's
   * own setup, and where its look-up leads. Nothing that reaches AO3's own servers is among it.
   */
  default Set<Question> fitting(Evidence evidence) {
    return Set.of();
  }
}
