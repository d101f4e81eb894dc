package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sent;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Trial;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Manner;
import org.why502.verdict.Reason;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Verdict;

/** The message files that both sides' tests read: the companion's half. */
class MessageFilesTest {
  private static final Path FILES = Path.of("src/test/resources/messages");

  static List<Path> toHost() throws IOException {
    return list("to-host");
  }

  static List<Path> observed() throws IOException {
    return list("from-host").stream()
        .filter(p -> p.getFileName().toString().startsWith("observed-"))
        .toList();
  }

  private static List<Path> list(String folder) throws IOException {
    try (var files = Files.list(FILES.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("toHost")
  void every_message_to_the_host_is_understood(Path file) throws Exception {
    Wire.request(Files.readAllBytes(file));
  }

  @Test
  void a_sighting_is_read_whole_and_scrubbed() throws Exception {
    var message = (Request.Diagnose) request("diagnose.json");
    var sighting = message.sighting().orElseThrow();
    assertEquals("7", message.id());
    assertEquals(PageKind.CHAPTER, sighting.page());
    assertEquals(Optional.of(502), sighting.status());
    assertEquals(Duration.ofMillis(180), sighting.took());
    assertEquals(Optional.of(true), sighting.signedIn());
    assertEquals(Optional.of("present"), sighting.headers().cfRay(), "the ray id is dropped");
    assertEquals(
        List.of("system", "errors", "error-502", "region"),
        sighting.markers().orElseThrow().mainClasses());
  }

  @Test
  void a_sighting_without_a_page_has_an_error() throws Exception {
    var sighting =
        ((Request.Diagnose) request("diagnose-without-a-page.json")).sighting().orElseThrow();
    assertEquals(Optional.empty(), sighting.status());
    assertEquals(Optional.of("net::ERR_NAME_NOT_RESOLVED"), sighting.error());
    assertEquals(Optional.empty(), sighting.markers());
  }

  /** What was not looked at is null; a form that AO3 took led to a page that was only asked for. */
  @Test
  void how_the_page_was_asked_for_may_be_unknown_and_what_was_sent_may_be_taken() throws Exception {
    var plain = ((Request.Diagnose) request("diagnose.json")).sighting().orElseThrow();
    assertEquals(Optional.of("GET"), plain.method());
    assertEquals(Optional.empty(), plain.sent());
    var unseen = ((Request.Diagnose) request("diagnose-restored.json")).sighting().orElseThrow();
    assertEquals(Optional.empty(), unseen.method());
    var taken = ((Request.Diagnose) request("diagnose-after-a-form.json")).sighting().orElseThrow();
    assertEquals(Optional.of("GET"), taken.method());
    assertEquals(Optional.of(Sent.ACCEPTED), taken.sent());
  }

  @Test
  void a_trial_is_seen_failed_or_not_asked() throws Exception {
    var seen = (Request.Tried) request("tried.json");
    assertEquals(Trial.SAME_PAGE_WITHOUT_COOKIES, seen.trial());
    Answer answer = seen.outcome().seen().orElseThrow();
    assertEquals(200, answer.status());
    assertEquals(Optional.of("31"), answer.headers().age());
    var failed = (Request.Tried) request("tried-no-answer.json");
    assertEquals(FailureKind.RESET, failed.outcome().failed().orElseThrow().kind());
    var stopped =
        ((Request.Tried) request("tried-stopped-midway.json")).outcome().failed().orElseThrow();
    assertEquals(FailureKind.TIMED_OUT, stopped.kind());
    assertEquals(Step.BODY, stopped.step(), "whatever the browser's own word for it is");
    assertEquals(200, stopped.begun().orElseThrow().status());
    assertEquals(15872, stopped.begun().orElseThrow().bytes());
    assertEquals(Optional.of("present"), stopped.begun().orElseThrow().headers().cfRay());
    var none = (Request.Tried) request("tried-not-possible.json");
    assertEquals(new Outcome.NotAsked<Answer>("not-a-get"), none.outcome());
  }

  @ParameterizedTest
  @MethodSource("observed")
  void every_observation_is_written_as_the_file_says(Path file) throws Exception {
    JsonNode wanted = Json.MAPPER.readTree(file.toFile());
    Observation observation = Json.MAPPER.treeToValue(wanted.get("observation"), Observation.class);
    JsonNode made = Json.MAPPER.readTree(Wire.reply(new Reply.Observed("7", observation)));
    assertEquals(wanted, made);
  }

  @Test
  void the_other_replies_are_written_as_the_files_say() throws Exception {
    same("welcome.json", new Reply.Welcome(1, "0.1.0", "linux", List.of("flush-dns"), List.of()));
    same(
        "welcome-with-browsers.json",
        new Reply.Welcome(
            1,
            "0.1.0",
            "linux",
            List.of("flush-dns", "other-browser"),
            List.of(
                new OfferedBrowser("firefox", "Firefox"),
                new OfferedBrowser("edge", "Microsoft Edge"))));
    same("try.json", new Reply.Try("7", Trial.SAME_PAGE_WITHOUT_COOKIES, 1));
    same("done.json", new Reply.Done("7", true, true));
    same(
        "done-by-the-companion.json",
        Reply.Done.of("7", Repair.of(Repair.Said.FAILED, "Access denied", "sudo nscd -i hosts")));
    same(
        "done-in-another-browser.json",
        Reply.Done.of("7", Repair.of(Repair.Said.OPENED, "Firefox")));
    same(
        "done-with-a-local-copy.json",
        Reply.Done.of(
            "7", Repair.kept("/home/me/Documents/AO3 drafts/2026-11-22 A Title – chapter 3.html")));
    same("done-without-a-local-copy.json", Reply.Done.of("7", Repair.notKept("full")));
    same("refused.json", new Reply.Refused(Optional.empty(), Refusal.Code.BAD_JSON));
    same(
        "diagnosed-in-part.json",
        new Reply.Diagnosed(
            "7",
            true,
            new Diagnosis(
                new Verdict.BlockedHere(Verdict.BlockedHere.Part.LARGE_ANSWERS),
                Certainty.LIKELY,
                List.of(new Reason("page-stopped-midway", true, List.of("sighting"))),
                Set.of(),
                List.of(RemedyCode.OTHER_CONNECTION, RemedyCode.TRY_PHONE),
                Map.of(),
                2),
            Duration.ofMillis(6400)));
    same(
        "diagnosed.json",
        new Reply.Diagnosed(
            "7",
            true,
            new Diagnosis(
                new Verdict.ArchiveDown(Optional.empty()),
                Certainty.CERTAIN,
                List.of(
                    new Reason("archive-answered-with-an-error", true, List.of("sighting")),
                    new Reason("application-in-trouble", true, List.of("page-fetch/application"))),
                Set.of(),
                List.of(RemedyCode.WAIT, RemedyCode.WATCH),
                Map.of(),
                3),
            Duration.ofMillis(640)));
    same(
        "diagnosed-on-this-machine.json",
        new Reply.Diagnosed(
            "7",
            true,
            new Diagnosis(
                new Verdict.AddressRefused(403),
                Certainty.CERTAIN,
                List.of(new Reason("status-403", true, List.of("sighting"))),
                Set.of(),
                List.of(RemedyCode.OTHER_CONNECTION, RemedyCode.VPN_OFF),
                Map.of(RemedyCode.OTHER_CONNECTION, Manner.ANOTHER_VPN_EXIT),
                1),
            Duration.ofMillis(320)));
  }

  @Test
  void what_the_companion_saw_itself_is_told_as_a_browser_would() throws Exception {
    JsonNode file = Json.MAPPER.readTree(FILES.resolve("from-host/sighted.json").toFile());
    Sighting sighting = Json.MAPPER.treeToValue(file.get("sighting"), Sighting.class);
    same("sighted.json", new Reply.Sighted("7", sighting, true));
  }

  @Test
  void every_reply_has_a_file() throws IOException {
    List<String> types =
        list("from-host").stream()
            .map(p -> p.getFileName().toString().replaceAll("(-.*)?\\.json$", ""))
            .distinct()
            .toList();
    for (Class<?> reply : Reply.class.getPermittedSubclasses()) {
      assertTrue(types.contains(reply.getSimpleName().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  private static Request request(String name) throws IOException, Refusal {
    return Wire.request(Files.readAllBytes(FILES.resolve("to-host").resolve(name)));
  }

  private static void same(String name, Reply reply) throws IOException {
    JsonNode wanted = Json.MAPPER.readTree(FILES.resolve("from-host").resolve(name).toFile());
    ObjectNode made = (ObjectNode) Json.MAPPER.readTree(Wire.reply(reply));
    assertEquals(wanted, made, name);
  }
}
