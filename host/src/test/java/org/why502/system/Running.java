package org.why502.system;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;

/** What runs on this machine, for tests that end programs. */
public final class Running {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Running() {}

  /** Whether a program runs whose command line has these words. */
  public static boolean has(String words) {
    return ProcessHandle.allProcesses()
        .anyMatch(p -> p.info().commandLine().filter(l -> l.contains(words)).isPresent());
  }

  /**
   * None of these runs any more. They were killed: one that no processor has come to yet still
   * stands in the list.
   */
  public static void hasNone(String... words) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (String one : words) {
      while (has(one) && System.nanoTime() < end) {
        Thread.sleep(10);
      }
      assertFalse(has(one), one);
    }
  }
}
