package org.why502.lab.net;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the machine's own network tools. */
final class Shell {
  private Shell() {}

  /** Runs a command; anything but success is an error with the command's own words. */
  static String run(String... command) throws IOException {
    return feed("", command);
  }

  /** Runs a command with this on its input. */
  static String feed(String input, String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(
            String.join(" ", List.of(command)) + " ended with " + code + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command[0], e);
    }
    return said;
  }
}
