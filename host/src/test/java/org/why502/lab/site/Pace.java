package org.why502.lab.site;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the waits of the tiny internet are: 1 as in the world, 0.1 ten times as fast. Set by the
 * environment variable {@code WHY502_LAB_PACE}; tests that only want the order of things use a
 * small one. And how far away everything is: {@code WHY502_LAB_DELAY_MS=80} has every answer (a
 * resolver's, the first of a TLS handshake, a web server's) come that much later than it otherwise
 * would; without it, at once.
 */
public final class Pace {
  private static final double FACTOR =
      Optional.ofNullable(System.getenv("WHY502_LAB_PACE")).map(Double::parseDouble).orElse(1.0);

  private static final Duration DISTANCE =
      Optional.ofNullable(System.getenv("WHY502_LAB_DELAY_MS"))
          .map(Long::parseLong)
          .map(Duration::ofMillis)
          .orElse(Duration.ZERO);

  private Pace() {}

  /** A wait of the world in the lab's time. */
  public static Duration of(Duration real) {
    return Duration.ofMillis(Math.round(real.toMillis() * FACTOR));
  }

  /** Waits as long as an answer is under way. */
  public static void travel() {
    try {
      Thread.sleep(DISTANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
