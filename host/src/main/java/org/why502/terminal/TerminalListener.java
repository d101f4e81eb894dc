package org.why502.terminal;

import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.probe.ask.Listener;

/**
 * Tells a person at a terminal how far an investigation has come.
 *
 * @param screen where progress is told
 */
record TerminalListener(Screen screen) implements Listener {
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
    // a terminal shows the verdict once, at the end
  }
}
