package org.why502.lab.site;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the waits of the tiny internet are: 1 as in the world, 0.1 ten times as fast. Set by the
 * environment variable {@code WHY502_LAB_PACE}; tests that only want the order of things use a
 * small one.
 */
public final class Pace {
  private static final double FACTOR =
      Optional.ofNullable(System.getenv("WHY502_LAB_PACE")).map(Double::parseDouble).orElse(1.0);

  private Pace() {}

  /** A wait of the world in the lab's time. */
  public static Duration of(Duration real) {
    return Duration.ofMillis(Math.round(real.toMillis() * FACTOR));
  }
}
