package org.why502.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What may be written to one of the program's streams.
 *
 * @param live whether lines may be redrawn: a person sits there, and the terminal understands
 *     ECMA-48's control sequences
 * @param colour whether colours may be added; they never carry meaning alone
 * @param marks whether ✓ and ✗ can be shown
 * @param width columns
 * @param height lines
 */
public record Terminal(boolean live, boolean colour, boolean marks, int width, int height) {
  /** What every terminal since the VT100 has, where the environment does not say. */
  private static final int USUAL_WIDTH = 80;

  private static final int USUAL_HEIGHT = 24;
  private static final int NARROWEST = 20;
  private static final String MARKS = "✓✗…";

  /** The program's own streams. */
  public record Both(Terminal out, Terminal err) {
    /** Nobody sits there: a pipe, a file, a test. */
    static Both plain() {
      return new Both(Terminal.plain(), Terminal.plain());
    }

    /** This process's own standard output and standard error. */
    public static Both ofThisProcess(PrintStream out, PrintStream err) {
      Map<String, String> env = System.getenv();
      return new Both(of(env, isTerminal(1), out.charset()), of(env, isTerminal(2), err.charset()));
    }
  }

  /** Words in plain lines, of any length. */
  static Terminal plain() {
    return new Terminal(false, false, false, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /**
   * What a stream can do.
   *
   * @param env {@code NO_COLOR} (no-color.org: any value but the empty one), {@code TERM}, {@code
   *     COLUMNS}, {@code LINES}
   * @param terminal whether it leads to one
   * @param charset what it is written in
   */
  static Terminal of(Map<String, String> env, boolean terminal, Charset charset) {
    String kind = env.getOrDefault("TERM", "dumb");
    if (!terminal) {
      return plain();
    }
    boolean able = !kind.isEmpty() && !kind.equals("dumb");
    return new Terminal(
        able,
        able && env.getOrDefault("NO_COLOR", "").isEmpty(),
        charset.newEncoder().canEncode(MARKS),
        Math.max(NARROWEST, number(env, "COLUMNS", USUAL_WIDTH)),
        number(env, "LINES", USUAL_HEIGHT));
  }

  private static int number(Map<String, String> env, String name, int otherwise) {
    return Optional.ofNullable(env.get(name))
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(Integer::valueOf)
        .orElse(otherwise);
  }

  /**
   * Whether one of this process's descriptors leads to a terminal. Java knows only whether both
   * stdin and stdout do; Linux says it of each (proc(5), {@code fd}).
   */
  private static boolean isTerminal(int descriptor) {
    Path link = Path.of("/proc/self/fd/" + descriptor);
    if (Files.isSymbolicLink(link)) {
      try {
        String leadsTo = Files.readSymbolicLink(link).toString();
        return leadsTo.startsWith("/dev/pts/")
            || leadsTo.startsWith("/dev/tty")
            || leadsTo.equals("/dev/console");
      } catch (IOException _) {
        // the descriptor was closed meanwhile: nobody sits there
        return false;
      }
    }
    return System.console() != null && System.console().isTerminal();
  }
}
