package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.Situations;
import org.why502.message.Json;

/**
 * The unmodified packaged host inside every situation of the tiny internet, from the terminal: its
 * verdict, what it asked of AO3, whom else it contacted, and that the saved evidence says the same.
 *
 * <p>{@code mvn verify -Dwhy502.save=true} also writes what was seen to {@code situations/}.
 */
@Execution(ExecutionMode.CONCURRENT)
class TinyInternetIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String WHY502 = ROOT.resolve("host/target/image/bin/why502").toString();
  private static final Path KEPT = Path.of("target/tiny-internet");
  private static final String WORK = "https://archiveofourown.org/works/1001";

  /** Where another page than a work shows the trouble. */
  private static final Map<String, String> PAGES =
      Map.of(
          "entire-work-times-out",
          WORK + "?view_full_work=true",
          "search-445",
          "https://archiveofourown.org/works/search?q=x");

  /**
   * Seen only by a browser: the packaged host is led through them by {@link PipeIT} and by the
   * extension's browser tests.
   */
  private static final Set<String> NEED_A_BROWSER =
      Set.of(
          "posting-too-fast",
          "cookies-refused-by-setting",
          "extension-breaks-page",
          "secure-dns-down",
          "secure-dns-leads-elsewhere",
          "maintenance-only-in-browser-cache",
          "bad-gateway-only-in-browser-cache");

  /** Where the cookies of a browser matter; the terminal takes them from a file. */
  private static final Set<String> NEED_COOKIES =
      Set.of(
          "stale-cookies",
          "redirect-loop-with-cookies",
          "cookies-too-big",
          "session-expired",
          "forced-logout",
          "guests-cached-members-502");

  /** Situations whose verdict is not made yet; each must at least not be certain and wrong. */
  private static final Set<String> NOT_YET = Set.of("filter-certificate");

  @TestFactory
  Stream<DynamicTest> every_situation() throws IOException {
    Files.createDirectories(KEPT);
    assertTrue(Files.isExecutable(Path.of(WHY502)), "the image is built first: mvn verify");
    return Situations.all().stream()
        .filter(s -> !NEED_A_BROWSER.contains(s.name()))
        .map(s -> DynamicTest.dynamicTest(s.name(), () -> judge(s)));
  }

  private static void judge(Situation situation) throws IOException, InterruptedException {
    Path log = KEPT.resolve(situation.name() + ".jsonl");
    Path saved = KEPT.resolve(situation.name() + ".json");
    List<String> command =
        new ArrayList<>(
            List.of(
                ROOT.resolve("install/lab.sh").toString(),
                situation.name(),
                "--log",
                log.toString(),
                "--",
                WHY502,
                "diagnose",
                "--json",
                "--save",
                saved.toAbsolutePath().toString()));
    if (NEED_COOKIES.contains(situation.name()) || situation.verdict().equals("stale-session")) {
      command.addAll(List.of("--cookies", cookies(situation.name()).toAbsolutePath().toString()));
    }
    command.add(PAGES.getOrDefault(situation.name(), WORK));
    JsonNode printed = Json.MAPPER.readTree(run(situation.name(), command));
    JsonNode explained =
        Json.MAPPER.readTree(
            run(
                situation.name() + "-explained",
                List.of(WHY502, "explain", "--json", saved.toString())));

    String wanted = situation.verdict().equals("none") ? "recovered" : situation.verdict();
    String code = printed.at("/verdict/code").textValue();
    String certainty = printed.get("certainty").textValue();
    if (NOT_YET.contains(situation.name())) {
      assertTrue(
          code.equals(wanted) || !certainty.equals("certain"), () -> "certain and wrong: " + code);
    } else {
      assertEquals(wanted, code, () -> printed.toPrettyString());
    }
    assertEquals(printed.get("verdict"), explained.get("verdict"));
    assertEquals(printed.get("certainty"), explained.get("certainty"));
    gentle(log, printed, code.equals("stale-session") ? 6 : 4);
    if (Boolean.getBoolean("why502.save") && code.equals(wanted)) {
      save(situation.name(), (ObjectNode) printed);
    }
  }

  /** What the request log says: AO3 was spared, and nobody else was contacted. */
  private static void gentle(Path log, JsonNode printed, int budget) throws IOException {
    int archive = 0;
    for (String line : Files.readAllLines(log)) {
      JsonNode entry = Json.MAPPER.readTree(line);
      String kind = entry.path("kind").textValue();
      assertTrue(!"stranger".equals(kind) || stranger(entry), () -> "a stranger: " + entry);
      if ("dns".equals(kind)) {
        assertTrue(entry.path("listed").asBoolean(true), () -> "not on our list: " + entry);
      }
      // the edge's own trace never reaches AO3, whoever answers for it here
      boolean trace = entry.path("target").asText().startsWith("/cdn-cgi/");
      if ("http".equals(kind) && "archive".equals(entry.path("role").textValue()) && !trace) {
        archive++;
        assertTrue(entry.toString().contains("bot"), () -> "an honest User-Agent: " + entry);
      }
    }
    int spent = archive;
    assertTrue(spent <= budget, () -> spent + " requests to AO3's own servers");
    assertTrue(spent <= printed.get("archiveRequests").intValue(), "none goes uncounted");
  }

  /** A liar may lead AO3's name to any address; connecting there is how it is found out. */
  private static boolean stranger(JsonNode entry) {
    return entry.toString().contains("\"10.10.34.34\"");
  }

  private static Path cookies(String name) throws IOException {
    String line = ".archiveofourown.org\tTRUE\t/\tTRUE\t0\t%s\t%s\n";
    StringBuilder jar = new StringBuilder(line.formatted("_otwarchive_session", "from-before"));
    jar.append(line.formatted("user_credentials", "1"));
    if (name.equals("cookies-too-big")) {
      for (int i = 0; i < 6; i++) {
        jar.append(line.formatted("crumb" + i, "x".repeat(2000)));
      }
    }
    return Files.writeString(KEPT.resolve(name + "-cookies.txt"), jar);
  }

  private static String run(String name, List<String> command)
      throws IOException, InterruptedException {
    File out = KEPT.resolve(name + ".out").toFile();
    File err = KEPT.resolve(name + ".err").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    process.getOutputStream().close();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(name + " does not end; see " + err);
    }
    assertEquals(0, process.exitValue(), () -> name + ": " + read(err));
    return read(out);
  }

  private static String read(File file) {
    try {
      return Files.readString(file.toPath());
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be read", e);
    }
  }

  private static void save(String name, ObjectNode document) throws IOException {
    Path folder = Files.createDirectories(SituationFolders.ROOT.resolve(name));
    ObjectNode diagnosis = Json.MAPPER.createObjectNode();
    for (String field : List.of("verdict", "certainty", "remedies")) {
      diagnosis.set(field, document.get(field));
    }
    Files.writeString(
        folder.resolve("evidence.json"), document.get("evidence").toPrettyString() + "\n");
    Files.writeString(folder.resolve("diagnosis.json"), diagnosis.toPrettyString() + "\n");
  }
}
