package org.why502.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What was done or found, for people.
 *
 * @param lines in the order in which it happened
 */
public record InstallReport(List<Line> lines) {

  public InstallReport {
    lines = List.copyOf(lines);
  }

  /** How a line is meant. */
  public enum Kind {
    /** Done, or found in order. */
    GOOD,
    /** Nothing had to be done. */
    SAME,
    /** Worth knowing; not ours to change. */
    NOTE,
    /** Not as it should be. */
    BAD
  }

  /**
   * One line.
   *
   * @param kind how it is meant
   * @param file the file that it is about
   * @param sentence a whole sentence; it names the file where there is one
   */
  public record Line(Kind kind, Optional<Path> file, String sentence) {
    static Line about(Kind kind, Path file, String sentence) {
      return new Line(kind, Optional.of(file), sentence);
    }

    static Line plain(Kind kind, String sentence) {
      return new Line(kind, Optional.empty(), sentence);
    }
  }

  /** Whether nothing is wrong: the exit code of the command. */
  public boolean good() {
    return lines.stream().noneMatch(line -> line.kind() == Kind.BAD);
  }
}
