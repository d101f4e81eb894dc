package org.why502.remedy.browser;

import java.io.IOException;
import java.nio.file.Path;

/** What a companion that starts later does, in a process of its own: locks tell processes apart. */
final class SweepElsewhere {
  private SweepElsewhere() {}

  /** Begins it. */
  static Process in(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SweepElsewhere.class.getName(),
            folder.toString())
        .inheritIO()
        .start();
  }

  /** Sweeps the folder that is named. */
  public static void main(String[] args) {
    new TemporaryProfiles(Path.of(args[0]), _ -> true).sweep();
  }
}
