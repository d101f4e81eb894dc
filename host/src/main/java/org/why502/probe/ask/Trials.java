package org.why502.probe.ask;

import org.why502.evidence.Observation;
import org.why502.evidence.Trial;

/** Who tries pages again as the person sees them: the browser, or what stands in for one. */
@FunctionalInterface
public interface Trials {
  /**
   * Tries a page. Waits for the end; the investigation sets the limit and interrupts.
   *
   * @param trial which page, with cookies or without
   * @param attempt 1, or 2 for the repetition
   */
  Observation.BrowserFetch attempt(Trial trial, int attempt) throws InterruptedException;
}
