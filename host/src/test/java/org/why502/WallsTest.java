package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may import whom: the house's walls, read from the sources. */
class WallsTest {
  private static final Path SOURCES = Path.of("src/main/java/org/why502");
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([a-zA-Z0-9_.]+)", Pattern.MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");

  /** The longest file, in lines: what is longer holds two things. */
  private static final int LONGEST = 400;

  private static final String LOG = "org.slf4j";
  private static final String JSON = "com.fasterxml.jackson";
  private static final String HTTP = "okhttp3";
  private static final String DNS = "org.xbill.DNS";
  private static final String TLS = "javax.net";
  private static final String NAMING = "javax.naming";

  /**
   * The table: each room, and which rooms and libraries it may know besides java.* and itself.
   * {@code .} is the package of {@code Main}. A sub-room is a room of its own.
   */
  private static final Map<String, Set<String>> MAY =
      Map.ofEntries(
          // what all may know, and who know nobody
          row("evidence"),
          row("system", LOG),
          // the edge, from the machine up to the whole world
          row("probe/setup", "evidence", "system", HTTP, LOG, NAMING),
          row("probe/work", "evidence", "probe/setup", HTTP, DNS, JSON, LOG, TLS),
          row(
              "probe/web",
              "evidence",
              "probe/setup",
              "probe/work",
              HTTP,
              "okio",
              "org.jsoup",
              JSON,
              LOG,
              TLS,
              NAMING),
          row("probe/names", "evidence", "probe/setup", "probe/work", "probe/web", HTTP, DNS),
          row(
              "probe/ways",
              "evidence",
              "system",
              "probe/setup",
              "probe/work",
              "probe/web",
              "probe/names"),
          row("probe/ask", "evidence", "probe/work", LOG),
          row(
              "probe",
              "evidence",
              "probe/setup",
              "probe/work",
              "probe/web",
              "probe/names",
              "probe/ways",
              "probe/ask",
              HTTP,
              TLS),
          // the meaning
          row("verdict", "evidence"),
          row("verdict/facts", "evidence", "verdict"),
          row("verdict/rules", "evidence", "verdict", "verdict/facts"),
          row("remedy", "system", LOG),
          row("remedy/browser", "system", LOG),
          row("drafts", "system", LOG),
          // what is done with both
          row("message", "evidence", "verdict", "system", JSON, LOG),
          row("install", "system", JSON),
          row("diagnosis", "evidence", "probe", "probe/ask", "verdict/rules"),
          // those that put all together
          row(
              "terminal",
              "evidence",
              "system",
              "probe",
              "probe/ask",
              "verdict",
              "verdict/rules",
              "diagnosis",
              "message",
              "install",
              "picocli"),
          row(
              ".",
              "evidence",
              "system",
              "probe",
              "probe/names",
              "probe/ways",
              "remedy",
              "remedy/browser",
              "drafts",
              "probe/ask",
              "verdict",
              "verdict/rules",
              "diagnosis",
              "message",
              "terminal",
              LOG));

  private static Map.Entry<String, Set<String>> row(String name, String... known) {
    return Map.entry(name, Set.of(known));
  }

  @Test
  void every_room_knows_only_whom_it_may() throws IOException {
    List<String> breaches = new ArrayList<>();
    for (Path file : all()) {
      Set<String> may = MAY.getOrDefault(room(file), Set.of());
      for (String imported : imports(file)) {
        boolean allowed =
            imported.startsWith("java.")
                || (ours(imported)
                    ? room(imported).equals(room(file)) || may.contains(room(imported))
                    : may.stream().anyMatch(known -> imported.startsWith(known + ".")));
        if (!allowed) {
          breaches.add(file + " imports " + imported);
        }
      }
    }
    assertEquals(List.of(), breaches);
  }

  /** The table is no wish list: what nobody uses any more goes, or it would let somebody in. */
  @Test
  void the_table_allows_nothing_that_is_not_used() throws IOException {
    Map<String, Set<String>> unused = new TreeMap<>();
    MAY.forEach((room, known) -> unused.put(room, new TreeSet<>(known)));
    for (Path file : all()) {
      for (String imported : imports(file)) {
        unused
            .getOrDefault(room(file), new TreeSet<>())
            .removeIf(
                known ->
                    ours(imported)
                        ? known.equals(room(imported))
                        : imported.startsWith(known + "."));
      }
    }
    unused.values().removeIf(Set::isEmpty);
    assertEquals(Map.of(), unused);
  }

  @Test
  void no_two_packages_know_each_other_whatever_stands_between() throws IOException {
    Map<String, Set<String>> knows = new TreeMap<>();
    for (Path file : all()) {
      Set<String> known = knows.computeIfAbsent(room(file), _ -> new TreeSet<>());
      imports(file).stream().filter(WallsTest::ours).map(WallsTest::room).forEach(known::add);
      known.remove(room(file));
    }
    for (String room : knows.keySet()) {
      assertFalse(reached(room, knows).contains(room), () -> room + " is part of a circle");
    }
  }

  private static Set<String> reached(String from, Map<String, Set<String>> knows) {
    Set<String> found = new HashSet<>();
    List<String> next = new ArrayList<>(knows.getOrDefault(from, Set.of()));
    while (!next.isEmpty()) {
      String one = next.removeLast();
      if (found.add(one)) {
        next.addAll(knows.getOrDefault(one, Set.of()));
      }
    }
    return found;
  }

  /** A name written out in full would slip through an import. */
  @Test
  void no_room_names_another_in_full() throws IOException {
    Pattern inFull =
        Pattern.compile("\\b(org\\.why502\\.\\w+\\.|okhttp3\\.|org\\.xbill\\.|org\\.jsoup\\.)");
    List<String> breaches = new ArrayList<>();
    for (Path file : all()) {
      String code = code(file).replaceAll("(?m)^(import|package) .*$", "");
      inFull
          .matcher(code.replace("\"org.why502.terminal.words\"", ""))
          .results()
          .map(found -> file + " names " + found.group())
          .forEach(breaches::add);
    }
    assertEquals(List.of(), breaches);
  }

  @Test
  void at_the_edge_only_the_status_page_is_read_with_jackson() throws IOException {
    Set<String> files = new TreeSet<>();
    for (Path file : all()) {
      if (room(file).startsWith("probe") && read(file).contains(JSON)) {
        files.add(file.getFileName().toString());
      }
    }
    assertEquals(Set.of("Failures.java", "StatusPageReader.java"), files);
  }

  @Test
  void which_system_this_is_is_asked_in_one_place() throws IOException {
    List<String> asking = new ArrayList<>();
    for (Path file : all()) {
      if (code(file).contains("\"os.name\"")) {
        asking.add(file.getFileName().toString());
      }
    }
    assertEquals(List.of("Os.java"), asking);
  }

  @Test
  void every_room_is_in_the_table_and_says_what_it_is() throws IOException {
    Set<String> rooms = all().stream().map(WallsTest::room).collect(Collectors.toSet());
    assertEquals(new TreeSet<>(MAY.keySet()), new TreeSet<>(rooms));
    for (String room : rooms) {
      Path words = SOURCES.resolve(room).resolve("package-info.java");
      assertTrue(Files.exists(words), () -> room + " does not say what it is");
    }
  }

  @Test
  void no_file_is_long() throws IOException {
    List<String> longer = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src"))) {
      for (Path file : sources.filter(WallsTest::isJava).toList()) {
        long lines = read(file).lines().count();
        if (lines > LONGEST) {
          longer.add(file + ": " + lines);
        }
      }
    }
    assertEquals(List.of(), longer);
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
          "LostLedger.java", "the name of a file that is set aside",
          "Remedies.java", "the day in the name of a text that is kept",
          "Investigate.java", "when evidence was gathered");

  @Test
  void no_deadline_and_no_duration_is_measured_by_the_wall_clock() throws IOException {
    Pattern wall =
        Pattern.compile(
            "Instant\\.now|currentTimeMillis|Clock\\.system|(?:Local|Zoned|Offset)\\w*\\.now");
    List<String> breaches = new ArrayList<>();
    for (Path file : all()) {
      String code = read(file);
      boolean dated = DATES.containsKey(file.getFileName().toString());
      if (wall.matcher(code).find() && !dated) {
        breaches.add(file + " reads the wall clock");
      }
      if (Pattern.compile("Duration\\s*\\.between\\([^;]*now\\(\\)").matcher(code).find()) {
        breaches.add(file + " measures by the wall clock");
      }
    }
    assertEquals(List.of(), breaches);
  }

  private static List<Path> all() throws IOException {
    try (Stream<Path> walk = Files.walk(SOURCES)) {
      return walk.filter(WallsTest::isJava).sorted().toList();
    }
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java");
  }

  /** The room that a file stands in. */
  private static String room(Path file) {
    String room = SOURCES.relativize(file.getParent()).toString().replace('\\', '/');
    return room.isEmpty() ? "." : room;
  }

  /** The room that a type of ours stands in: the parts of its name that begin small. */
  private static String room(String type) {
    String room =
        Arrays.stream(type.split("\\."))
            .skip(2)
            .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
            .collect(Collectors.joining("/"));
    return room.isEmpty() ? "." : room;
  }

  private static boolean ours(String type) {
    return type.startsWith("org.why502.");
  }

  private static List<String> imports(Path file) {
    return IMPORT.matcher(code(file)).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static String code(Path file) {
    return COMMENT.matcher(read(file)).replaceAll("");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }
}
