package org.why502.probe.setup;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long this machine's own roots take to read, from the first time on. Prints figures, and never
 * fails: {@code install/bench.sh} runs it.
 */
public final class OwnRootsFigures {
  private static final int TIMES = 9;
  private static final Duration LONG = Duration.ofSeconds(10);

  private OwnRootsFigures() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws InterruptedException {
    long[] took = new long[TIMES];
    int found = 0;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      found = OwnRoots.ofThisMachine().within(LONG).map(all -> all.size()).orElse(0);
      took[i] = System.nanoTime() - start;
    }
    long first = took[0];
    Arrays.sort(took);
    System.out.printf(
        "own roots:  %d, read only where a certificate is not public: %.0f ms the first time, %.0f"
            + " ms in the median of %d%n",
        found, first / 1e6, took[TIMES / 2] / 1e6, TIMES);
  }
}
