package org.why502.probe;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs one of the operating system's own programs, always by its whole path. */
final class Command {
  /** The longest table of routes that is worth reading. */
  private static final int MOST = 256 * 1024;

  private Command() {}

  /**
   * What it prints, at most 256 KiB of it. The process ends with the work, whatever happens.
   *
   * @throws IOException where it cannot be run
   */
  static String output(List<String> command, Progress progress) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    AutoCloseable ending = process::destroyForcibly;
    progress.closes(ending);
    try {
      process.getOutputStream().close();
      // figures and names of interfaces: one byte, one character, in whatever code page
      return new String(process.getInputStream().readNBytes(MOST), StandardCharsets.ISO_8859_1);
    } finally {
      process.destroyForcibly();
    }
  }
}
