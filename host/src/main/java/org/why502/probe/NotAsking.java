package org.why502.probe;

import java.time.Duration;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.probe.work.Probe;

/**
 * A question that is not put.
 *
 * @param question which
 * @param observation says so, and why
 */
record NotAsking(Question question, Observation observation) implements Probe {
  @Override
  public Observation ask(Duration limit) {
    return observation;
  }
}
