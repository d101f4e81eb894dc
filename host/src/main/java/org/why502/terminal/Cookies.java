package org.why502.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.why502.evidence.OfficialHosts;

/**
 * AO3's cookies from a file that a person exported, in the format of Netscape's {@code cookies.txt}
 * that curl and the browsers' export tools write. They are sent to AO3 alone and kept nowhere.
 */
final class Cookies {
  private static final int FIELDS = 7;

  /** Browsers mark a cookie that scripts may not read so; it is no comment. */
  private static final String HTTP_ONLY = "#HttpOnly_";

  private Cookies() {}

  /**
   * The {@code Cookie} header for AO3.
   *
   * @return empty where the file holds no cookie of AO3's
   * @throws IOException where the file cannot be read
   */
  static Optional<String> header(Path file) throws IOException {
    String header =
        Files.readAllLines(file).stream()
            .map(l -> l.startsWith(HTTP_ONLY) ? l.substring(HTTP_ONLY.length()) : l)
            .filter(l -> !l.startsWith("#"))
            .map(l -> Arrays.asList(l.split("\t", FIELDS)))
            .filter(Cookies::usable)
            .map(f -> f.get(5) + "=" + f.get(6))
            .collect(Collectors.joining("; "));
    return header.isEmpty() ? Optional.empty() : Optional.of(header);
  }

  private static boolean usable(List<String> fields) {
    if (fields.size() < FIELDS) {
      return false;
    }
    String domain = fields.get(0).startsWith(".") ? fields.get(0).substring(1) : fields.get(0);
    return OfficialHosts.contains(domain) && !expired(fields.get(4));
  }

  private static boolean expired(String end) {
    try {
      long seconds = Long.parseLong(end);
      return seconds != 0 && seconds < Instant.now().getEpochSecond();
    } catch (NumberFormatException _) {
      // not a cookie line after all
      return true;
    }
  }
}
