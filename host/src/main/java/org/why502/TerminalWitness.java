package org.why502;

import java.io.PrintStream;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Trial;
import org.why502.probe.Witness;

/**
 * Takes the browser's place when a person asks from a terminal.
 *
 * @param trials who tries pages
 * @param progress where each observation is told
 * @param words how
 */
record TerminalWitness(OwnTrials trials, PrintStream progress, Words words) implements Witness {
  @Override
  public Observation.BrowserFetch attempt(Trial trial, int attempt) {
    return trials.attempt(trial, attempt);
  }

  @Override
  public void observed(Observation observation) {
    progress.println("  " + words.observation(observation));
  }

  @Override
  public void settled(Evidence evidence) {
    // what follows only completes the picture; a terminal shows the end once
  }
}
