package org.why502.probe.ask;

import java.util.List;
import java.util.Optional;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.probe.work.Probe;

/** A question that has ended. */
sealed interface Arrival {
  Question question();

  /** An observation; none only where our own code failed. */
  record Answered(Question question, Optional<Observation> observation) implements Arrival {}

  /** The first look was taken. */
  record Looked(Look.Found found) implements Arrival {
    @Override
    public Question question() {
      return Question.SIGHTING;
    }
  }

  /** Other ways out of this machine were found, and are tried when there is reason to. */
  record Ways(List<Probe> probes) implements Arrival {
    @Override
    public Question question() {
      return Question.UPLINKS;
    }
  }
}
