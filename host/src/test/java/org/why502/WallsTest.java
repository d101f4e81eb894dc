package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may import whom: the house's walls, read from the sources. */
class WallsTest {
  private static final Path SOURCES = Path.of("src/main/java/org/why502");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([a-zA-Z0-9_.]+)", Pattern.MULTILINE);

  /** Each room, with the prefixes that it may import besides java.* and itself. */
  private static final Map<String, Set<String>> MAY =
      Map.of(
          "evidence", Set.of(),
          "system", Set.of("org.slf4j."),
          "probe",
              Set.of(
                  "org.why502.evidence.",
                  "org.why502.system.",
                  "okhttp3.",
                  "okio.",
                  "org.xbill.DNS.",
                  "org.jsoup.",
                  // the status page's answer alone
                  "com.fasterxml.jackson.",
                  "org.slf4j.",
                  "javax.net.",
                  "javax.naming.",
                  "javax.security."),
          "verdict", Set.of("org.why502.evidence."),
          "remedy", Set.of("org.why502.evidence.", "org.why502.verdict."),
          "message",
              Set.of(
                  "org.why502.evidence.",
                  "org.why502.verdict.",
                  "com.fasterxml.jackson.",
                  "org.slf4j."),
          "install", Set.of("org.why502.system.", "com.fasterxml.jackson.", "org.slf4j."));

  @Test
  void every_room_imports_only_what_it_may() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (var room : MAY.entrySet()) {
      for (Path file : files(room.getKey())) {
        for (String imported : imports(file)) {
          boolean allowed =
              imported.startsWith("java.")
                  || imported.startsWith("org.why502." + room.getKey() + ".")
                  || room.getValue().stream().anyMatch(imported::startsWith);
          if (!allowed) {
            breaches.add(file + " imports " + imported);
          }
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  /** A name written out in full would slip through an import. */
  @Test
  void no_room_names_another_in_full() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (var room : MAY.entrySet()) {
      for (Path file : files(room.getKey())) {
        String code =
            Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("(?m)^(import|package) .*$", "");
        for (String other : MAY.keySet()) {
          if (code.contains("org.why502." + other + ".")) {
            breaches.add(file + " names " + other);
          }
        }
        if (!room.getKey().equals("probe")
            && (code.contains("okhttp3.") || code.contains("org.xbill."))) {
          breaches.add(file + " names a library of the edge");
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  @Test
  void at_the_edge_only_the_status_page_is_read_with_jackson() throws IOException {
    List<String> files =
        files("probe").stream()
            .filter(f -> read(f).contains("com.fasterxml.jackson"))
            .map(f -> f.getFileName().toString())
            .toList();
    assertEquals(List.of("Failures.java", "StatusPageReader.java"), files);
  }

  @Test
  void every_room_exists_and_says_what_it_is() throws IOException {
    for (String room : MAY.keySet()) {
      assertTrue(files(room).size() > 1, room);
      assertTrue(Files.exists(SOURCES.resolve(room).resolve("package-info.java")), room);
    }
  }

  /**
   * The wall clock is set anew while we run; whatever waits or measures goes by {@link
   * System#nanoTime}. These files want a date, and each says which.
   */
  private static final Map<String, String> DATES =
      Map.of(
          "CertificateJudge.java", "whether a certificate is valid today",
          "World.java", "how far the clock is off by what a web server says",
          "Cookies.java", "whether a cookie has expired",
          "FirstLook.java", "when a page was seen",
          "Installer.java", "the name of a file that is set aside",
          "Companion.java", "when evidence was gathered",
          "DiagnoseCommand.java", "when evidence was gathered");

  @Test
  void no_deadline_and_no_duration_is_measured_by_the_wall_clock() throws IOException {
    Pattern wall =
        Pattern.compile(
            "Instant\\.now|currentTimeMillis|Clock\\.system|(?:Local|Zoned|Offset)\\w*\\.now");
    List<String> breaches = new ArrayList<>();
    try (var walk = Files.walk(SOURCES)) {
      for (Path file : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
        String code = read(file);
        boolean dated = DATES.containsKey(file.getFileName().toString());
        if (wall.matcher(code).find() && !dated) {
          breaches.add(file + " reads the wall clock");
        }
        if (Pattern.compile("Duration\\s*\\.between\\([^;]*now\\(\\)").matcher(code).find()) {
          breaches.add(file + " measures by the wall clock");
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  private static List<Path> files(String room) throws IOException {
    try (var walk = Files.walk(SOURCES.resolve(room))) {
      return walk.filter(p -> p.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static List<String> imports(Path file) {
    Matcher matcher = IMPORT.matcher(read(file));
    return matcher.results().map(m -> m.group(1)).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
