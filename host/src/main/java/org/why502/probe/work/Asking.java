package org.why502.probe.work;

import java.time.Duration;
import java.util.function.Function;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;

/**
 * The one implementation of {@link Probe}.
 *
 * @param question which question it answers
 * @param running runs its work within the promises of a probe
 * @param work what it does
 * @param as makes the observation from how the work ended
 * @param <T> what is known when it went well
 */
public record Asking<T>(
    Question question, WithinLimit running, Work<T> work, Function<Outcome<T>, Observation> as)
    implements Probe {

  @Override
  public Observation ask(Duration limit) {
    return as.apply(running.run(limit, work));
  }
}
