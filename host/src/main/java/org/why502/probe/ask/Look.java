package org.why502.probe.ask;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.why502.evidence.Sighting;

/** Where nobody saw a failure: one look of our own at the page, as a browser would take it. */
@FunctionalInterface
public interface Look {
  /**
   * What a look found.
   *
   * @param sighting as a browser would have reported it; empty where no look could be taken
   * @param spent whether it cost AO3's own servers a request
   */
  record Found(Optional<Sighting> sighting, boolean spent) {}

  /**
   * Looks, and waits for the end; the investigation interrupts.
   *
   * @param worthWaiting whether a page that is late may still come, as far as is known by now:
   *     AO3's edge answers, and its application has answered nothing yet
   */
  Found take(BooleanSupplier worthWaiting);
}
