package org.why502.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hosts file: names that this machine knows without asking anybody. Only the entries of the
 * name that is asked for are looked at.
 *
 * @param place where it is
 */
record HostsFile(Path place) {

  /**
   * Block lists of a million lines are about as large as this; anything larger is no hosts file.
   */
  private static final long LARGEST = 64L * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\u00EF\u00BB\u00BF";

  /** This machine's. */
  static HostsFile ofThisMachine() {
    return new HostsFile(Path.of(place(System.getProperty("os.name"), System.getenv())));
  }

  /**
   * Where an operating system keeps it: hosts(5) on Linux and macOS; on Windows Microsoft's "TCP/IP
   * and NBT configuration parameters", {@code DataBasePath}, by its default.
   */
  static String place(String os, Map<String, String> environment) {
    if (os.toLowerCase(Locale.ROOT).startsWith("windows")) {
      String root = environment.getOrDefault("SystemRoot", "C:\\Windows");
      return root + "\\System32\\drivers\\etc\\hosts";
    }
    return "/etc/hosts";
  }

  /**
   * The addresses that it gives for a name, written as look-ups' answers are.
   *
   * @return none where it has no entry or there is no such file
   * @throws IOException where it is there and cannot be read
   */
  List<String> addresses(String name) throws IOException {
    if (Files.notExists(place)) {
      return List.of();
    }
    // a pipe or a device in its place would block, and could not be interrupted
    if (!Files.isRegularFile(place) || Files.size(place) > LARGEST) {
      throw new IOException("not an ordinary hosts file");
    }
    // one byte, one character: a comment in an old encoding must not hide the rest
    try (BufferedReader lines = Files.newBufferedReader(place, StandardCharsets.ISO_8859_1)) {
      return lines.lines().flatMap(line -> entry(line, name).stream()).distinct().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Optional<String> entry(String line, String name) {
    String bare = line.startsWith(BYTE_ORDER_MARK) ? line.substring(3) : line;
    int comment = bare.indexOf('#');
    String said = (comment < 0 ? bare : bare.substring(0, comment)).strip();
    String[] words = said.split("\\s+");
    Stream<String> names = Arrays.stream(words).skip(1);
    return names.anyMatch(name::equalsIgnoreCase) ? address(words[0]) : Optional.empty();
  }

  /** A line whose first word is no address is skipped, as systems do. */
  private static Optional<String> address(String word) {
    try {
      int scope = word.indexOf('%');
      return Optional.of(
          Machine.text(InetAddress.ofLiteral(scope < 0 ? word : word.substring(0, scope))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
