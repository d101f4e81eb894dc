package org.why502.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The slowest tests of the last run, and what they waited for. */
public final class Slowest {
  private Slowest() {}

  /**
   * Prints them.
   *
   * @param args how many; fifty where it is not said
   */
  public static void main(String[] args) throws IOException {
    lines(args.length == 0 ? 50 : Integer.parseInt(args[0])).forEach(System.out::println);
  }

  /** So many of them, as lines of text, under a heading. */
  public static List<String> lines(int most) throws IOException {
    List<Took> all = Took.slowestFirst();
    List<String> lines = new ArrayList<>();
    if (all.isEmpty()) {
      lines.add("No test has been run: mvn verify does it.");
      return lines;
    }
    lines.add(
        "The slowest of %d tests, in seconds; of its own processor time; and what it waited for:"
            .formatted(all.size()));
    all.stream()
        .limit(most)
        .forEach(
            t ->
                lines.add(
                    "%7.1f %6.1f  %s%s"
                        .formatted(
                            t.millis() / 1000.0,
                            t.cpuMillis() / 1000.0,
                            t.test(),
                            t.waitedFor().isEmpty() ? "" : ": " + t.waitedFor())));
    return lines;
  }
}
