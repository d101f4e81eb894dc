package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.why502.harness.Profiler;
import org.why502.lab.situation.Barrier;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.Situations;
import org.why502.lab.standing.StandingLabs;
import org.why502.message.Json;
import org.why502.proof.Judged;
import org.why502.proof.Tally;

/**
 * The unmodified packaged host inside every situation of the tiny internet, from the terminal: its
 * verdict, what it asked of AO3, whom else it contacted, and that the saved evidence says the same.
 *
 * <p>{@code mvn verify -Dwhy502.save=true} also writes what was seen to {@code situations/}; {@code
 * -Dwhy502.only=REGEX} leads through the situations of these names alone.
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
          "search-445", "https://archiveofourown.org/tags/Lamps/works",
          "sister-name-gone", "https://ao3.org/works/1001",
          "sister-name-denied-here", "https://ao3.org/works/1001");

  /** Seen only in a real browser: the extension's browser tests go through them. */
  private static final Set<String> NEED_A_REAL_BROWSER =
      Set.of(
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
          "members-520",
          "members-525-and-an-incident",
          "members-502-and-an-incident",
          "members-met-by-silence");

  /** What is found out only by suspecting the session: it is, or it is every member's. */
  private static final Set<String> OF_THE_SESSION = Set.of("stale-session", "signed-in-pages-down");

  /** Where a proxy writes the page in AO3's place, so that nothing arrives there. */
  private static final Set<String> ANSWERED_ON_THE_WAY =
      Set.of("proxy-502-in-the-page", "limit-of-a-gateway");

  /** Cloudflare answers this itself: it never reaches AO3, and is not counted. */
  private static final String TRACE = "/cdn-cgi/trace";

  /** How many situations the project promises to tell apart. */
  private static final int PROMISED = 80;

  private static final Tally TALLY = new Tally(Tally.Kind.TINY_INTERNET);

  /**
   * What the host said, and what the tiny internet logged.
   *
   * @param byHeart trials that a browser answered by heart, without asking anybody
   */
  private record Seen(JsonNode printed, List<JsonNode> log, int byHeart) {

    /** Whether a proxy took requests to AO3 and answered them itself: sent, and never arrived. */
    boolean answeredOnTheWay() {
      return log.stream()
          .filter(entry -> "situation".equals(entry.path("kind").asText()))
          .anyMatch(entry -> ANSWERED_ON_THE_WAY.contains(entry.path("situation").asText()));
    }
  }

  @AfterAll
  static void none_is_certain_and_wrong() throws IOException {
    TALLY.close(System.getProperty("why502.only", ".*").equals(".*") ? PROMISED : 0);
  }

  @TestFactory
  Stream<DynamicTest> every_situation() throws IOException {
    Files.createDirectories(KEPT);
    assertTrue(Files.isExecutable(Path.of(WHY502)), "the image is built first: mvn verify");
    Pattern only = Pattern.compile(System.getProperty("why502.only", ".*"));
    return Situations.all().stream()
        .sorted(Comparator.comparing(TinyInternetIT::silent).reversed())
        .filter(s -> only.matcher(s.name()).matches())
        .filter(s -> !NEED_A_REAL_BROWSER.contains(s.name()))
        .map(s -> DynamicTest.dynamicTest(s.name(), () -> judge(s)));
  }

  /** Where packets vanish, silence is waited for: those begin first, beside those that work. */
  private static boolean silent(Situation situation) {
    return situation.world().get().barriers().stream()
        .anyMatch(b -> b instanceof Barrier.Drop || b instanceof Barrier.NothingAnswers);
  }

  private static void judge(Situation situation) throws Exception {
    Path saved = KEPT.resolve(situation.name() + ".json");
    Judged judged = Judged.silent(situation.name(), situation.verdict());
    Seen seen;
    try {
      Optional<BrowserSaw> saw = BrowserSightings.of(situation.name());
      seen =
          saw.isPresent()
              ? ledByABrowser(situation, saw.get(), saved)
              : fromTheTerminal(situation, saved);
      judged =
          new Judged(
              situation.name(),
              situation.verdict(),
              seen.printed().at("/verdict/code").textValue(),
              seen.printed().get("certainty").textValue());
    } finally {
      TALLY.add(judged);
    }
    JsonNode explained = ExplainEach.explain(saved);

    JsonNode printed = seen.printed();
    Profiler.note(longest(printed));
    String wanted = judged.wanted();
    String code = judged.got();
    String certainty = judged.certainty();
    assertEquals(wanted, code, () -> printed.toPrettyString());
    assertEquals(printed.get("verdict"), explained.get("verdict"));
    assertEquals(printed.get("certainty"), explained.get("certainty"));
    assertEquals(List.of(), PrivacyScan.found(printed.get("evidence")));
    gentle(seen, printed, OF_THE_SESSION.contains(code) || suspectsTheSession(printed) ? 6 : 4);
    if (Boolean.getBoolean("why502.save") && code.equals(wanted)) {
      SituationFolders.write(situation.name(), "evidence", printed.get("evidence"));
      SituationFolders.write(situation.name(), "diagnosis", SituationFolders.saved(printed));
    }
  }

  /** What a diagnosis waited for: the questions whose answers took longest. */
  private static String longest(JsonNode printed) {
    return StreamSupport.stream(printed.at("/evidence/observations").spliterator(), false)
        .sorted(Comparator.comparing(TinyInternetIT::took).reversed())
        .limit(2)
        .map(o -> "%s %.1f s".formatted(o.get("id").textValue(), took(o) / 1000.0))
        .collect(Collectors.joining(", "));
  }

  /** Whether the page was asked for a second time, with cookies and without. */
  private static boolean suspectsTheSession(JsonNode printed) {
    return StreamSupport.stream(printed.at("/evidence/observations").spliterator(), false)
        .anyMatch(o -> "same-page-without-cookies-again".equals(o.path("question").textValue()));
  }

  private static int took(JsonNode observation) {
    return observation.at("/outcome/tookMs").asInt(0);
  }

  private static Seen fromTheTerminal(Situation situation, Path saved)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(WHY502, "diagnose", "--json", "--save", saved.toAbsolutePath().toString()));
    if (NEED_COOKIES.contains(situation.name()) || situation.verdict().equals("stale-session")) {
      command.addAll(List.of("--cookies", cookies(situation.name()).toAbsolutePath().toString()));
    }
    command.add(PAGES.getOrDefault(situation.name(), WORK));
    Path out = kept(situation, ".out");
    List<JsonNode> log =
        StandingLabs.in(
            List.of(), lab -> lab.run(situation.name(), command, out, kept(situation, ".err")));
    return new Seen(Json.MAPPER.readTree(out.toFile()), log, 0);
  }

  /** Over the pipe; what was streamed makes the document that the terminal would have saved. */
  private static Seen ledByABrowser(Situation situation, BrowserSaw saw, Path saved)
      throws Exception {
    String message = saw.message("a");
    try (PackagedHost host = PackagedHost.inside(situation.name())) {
      host.greet();
      host.send(message);
      ScriptedBrowser seen = ScriptedBrowser.until(host, "a", saw.trials());
      host.endInput();
      assertEquals(0, host.exit());
      ObjectNode document = (ObjectNode) seen.last().get("diagnosis");
      ObjectNode evidence = document.putObject("evidence");
      evidence.put("version", "0.1.0").put("takenAt", Instant.now().toString());
      evidence.set("sighting", Json.MAPPER.readTree(message).get("sighting"));
      evidence.put("sightedByHost", false).putArray("observations").addAll(seen.observed());
      Files.writeString(saved, document.toPrettyString() + "\n");
      return new Seen(document, host.requests(), seen.asked());
    }
  }

  private static Path kept(Situation situation, String what) {
    return KEPT.resolve(situation.name() + what);
  }

  /** What the request log says: AO3 was spared, and nobody else was contacted. */
  private static void gentle(Seen seen, JsonNode printed, int budget) {
    List<JsonNode> log = seen.log();
    assertTrue(!log.isEmpty(), "the tiny internet kept no log");
    int archive = 0;
    for (JsonNode entry : log) {
      String kind = entry.path("kind").textValue();
      assertTrue(!"stranger".equals(kind) || stranger(entry), () -> "a stranger: " + entry);
      if ("dns".equals(kind)) {
        assertTrue(entry.path("listed").asBoolean(true), () -> "not on our list: " + entry);
      }
      boolean toArchive = List.of("archive", "edge").contains(entry.path("role").asText());
      if ("http".equals(kind) && toArchive && !entry.path("target").asText().equals(TRACE)) {
        archive++;
        assertTrue(entry.toString().contains("bot"), () -> "an honest User-Agent: " + entry);
      }
    }
    int spent = archive + seen.byHeart();
    assertTrue(spent <= budget, () -> spent + " requests to AO3's own servers");
    if (!seen.answeredOnTheWay()) {
      assertEquals(
          printed.get("archiveRequests").intValue(), spent, "the figure shown is what was sent");
    }
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
}
