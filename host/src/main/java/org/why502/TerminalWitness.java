package org.why502;

import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.probe.Witness;

/**
 * Takes the browser's place when a person asks from a terminal.
 *
 * @param trials who tries pages
 * @param screen where progress is told
 */
record TerminalWitness(OwnTrials trials, Screen screen) implements Witness {
  @Override
  public Observation.BrowserFetch attempt(Trial trial, int attempt) {
    return trials.attempt(trial, attempt);
  }

  @Override
  public void asked(Question question) {
    screen.asked(question);
  }

  @Override
  public void sighted(Sighting sighting, boolean spent) {
    screen.sighted(sighting);
  }

  @Override
  public void observed(Observation observation) {
    screen.observed(observation);
  }

  @Override
  public void settled(Evidence evidence) {
    // what follows only completes the picture; a terminal shows the end once
  }
}
