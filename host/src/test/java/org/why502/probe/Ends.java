package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Step;

/** How an observation must have ended. */
public final class Ends {
  private Ends() {}

  public static void failed(Observation observation, Step step, FailureKind kind) {
    Outcome.Failed<?> failed =
        assertInstanceOf(Outcome.Failed.class, observation.outcome(), observation::toString);
    assertEquals(kind, failed.failure().kind(), observation::toString);
    assertEquals(step, failed.failure().step(), observation::toString);
  }

  public static <T> T saw(Observation observation, Class<T> kind) {
    Outcome.Saw<?> saw =
        assertInstanceOf(Outcome.Saw.class, observation.outcome(), observation::toString);
    return kind.cast(saw.value());
  }

  public static Answer answer(Observation observation) {
    return saw(observation, Answer.class);
  }
}
