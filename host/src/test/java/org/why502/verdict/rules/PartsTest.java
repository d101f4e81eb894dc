package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.why502.SituationFolders.changed;
import static org.why502.SituationFolders.evidenceOf;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.BrowserFetch;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Outcome;
import org.why502.evidence.PartialAnswer;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Verdict;
import org.why502.verdict.Verdict.BlockedHere.Part;

/** What of AO3 is blocked here: the recorded situations, changed a little. */
class PartsTest {
  private static final Duration TOOK = Duration.ofMillis(90);

  /** Half of the page came; the browser says nothing but that the connection was reset. */
  @ParameterizedTest
  @ValueSource(strings = {"net::ERR_CONNECTION_RESET", "NS_ERROR_NET_RESET", "net::ERR_TIMED_OUT"})
  void a_page_that_stops_midway_while_small_answers_come_is_cut_by_its_size(String error)
      throws IOException {
    Diagnosis diagnosis =
        Diagnose.diagnose(stopping(error, FailureKind.TIMED_OUT, 200, 15_872, edge()));
    assertEquals(new Verdict.BlockedHere(Part.LARGE_ANSWERS), diagnosis.verdict());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureKind.class,
      names = {"TIMED_OUT", "RESET", "CLOSED"})
  void whether_it_stalls_is_reset_or_cut_short(FailureKind kind) throws IOException {
    Evidence evidence = stopping("net::ERR_CONNECTION_RESET", kind, 200, 15_872, edge());
    assertEquals(
        new Verdict.BlockedHere(Part.LARGE_ANSWERS), Diagnose.diagnose(evidence).verdict());
  }

  /** A few bytes, an error's page, or a page without a sign of the edge tell nothing of a size. */
  @Test
  void what_is_no_large_answer_of_the_archives_does_not_count() throws IOException {
    for (Evidence other :
        new Evidence[] {
          stopping("net::ERR_CONNECTION_RESET", FailureKind.RESET, 200, 120, edge()),
          stopping("net::ERR_CONNECTION_RESET", FailureKind.RESET, 502, 15_872, edge()),
          stopping("net::ERR_CONNECTION_RESET", FailureKind.RESET, 200, 15_872, Headers.none())
        }) {
      assertNotEquals("blocked-here", Diagnose.diagnose(other).verdict().code());
    }
  }

  /** Where small answers do not come either, it is not their size. */
  @Test
  void where_nothing_comes_it_is_not_about_size() throws IOException {
    Failure reset = new Failure(Step.FIRST_BYTE, FailureKind.RESET, "");
    Evidence nothing =
        changed(
            stopping("net::ERR_CONNECTION_RESET", FailureKind.TIMED_OUT, 200, 15_872, edge()),
            o ->
                o instanceof PageFetch p && p.target().question().name().matches("APPLICATION|EDGE")
                    ? new PageFetch(p.target(), new Outcome.Failed<>(reset, TOOK))
                    : o);
    assertNotEquals(
        new Verdict.BlockedHere(Part.LARGE_ANSWERS), Diagnose.diagnose(nothing).verdict());
  }

  /** A page that comes whole at the next try was not cut: it is over. */
  @Test
  void a_page_of_which_the_head_came_is_not_archives_silence() throws IOException {
    Evidence evidence = stopping("net::ERR_TIMED_OUT", FailureKind.TIMED_OUT, 200, 9000, edge());
    assertNotEquals("page-too-slow", Diagnose.diagnose(evidence).verdict().code());
    assertNotEquals("archive-overloaded", Diagnose.diagnose(evidence).verdict().code());
  }

  /** The very address makes a connection for another name: what breaks AO3's goes by the name. */
  @Test
  void where_another_name_is_let_through_it_is_blocked_by_name() throws IOException {
    Evidence byName = evidenceOf("reset-on-name");
    Diagnosis diagnosis = Diagnose.diagnose(byName);
    assertEquals(new Verdict.BlockedHere(Part.BY_NAME), diagnosis.verdict());
    assertEquals(Certainty.CERTAIN, diagnosis.certainty());
    Evidence whole = evidenceOf("reset-at-address");
    assertEquals(new Verdict.BlockedHere(Part.WHOLE), Diagnose.diagnose(whole).verdict());
  }

  /**
   * Google's hosts are blocked too, and the status page and both checks are silent: what is left is
   * the edge at AO3's own address, or a resolver whose certificate proved who it is.
   */
  @Test
  void a_name_let_through_or_a_resolver_that_proves_itself_is_witness_enough() throws IOException {
    Evidence alone = changed(evidenceOf("reset-on-name"), PartsTest::deaf);
    Diagnosis byName = Diagnose.diagnose(alone);
    assertEquals(new Verdict.BlockedHere(Part.BY_NAME), byName.verdict());
    assertEquals(Certainty.LIKELY, byName.certainty());
    Evidence without = changed(evidenceOf("reset-at-address"), PartsTest::deaf);
    assertNotEquals("blocked-here", Diagnose.diagnose(without).verdict().code());
    NameAnswer answer = new NameAnswer("NOERROR", List.of("104.20.28.24"));
    Evidence secure =
        without.with(
            new Observation.NameLookup(
                Resolver.overHttps("1.1.1.1"),
                "archiveofourown.org",
                new Outcome.Saw<>(answer, TOOK)));
    assertEquals(new Verdict.BlockedHere(Part.WHOLE), Diagnose.diagnose(secure).verdict());
    assertEquals(Certainty.LIKELY, Diagnose.diagnose(secure).certainty());
  }

  private static Observation deaf(Observation o) {
    return switch (o) {
      case PageFetch p when p.target() == Target.CONTROL -> new PageFetch(p.target(), silence());
      case Observation.StatusPage _ -> new Observation.StatusPage(silence());
      case Observation.PortalCheck p -> new Observation.PortalCheck(p.vendor(), silence());
      default -> o;
    };
  }

  private static <T> Outcome<T> silence() {
    return new Outcome.Failed<>(new Failure(Step.CONNECT, FailureKind.TIMED_OUT, ""), TOOK);
  }

  /** A browser that failed so, whose looks at pages all stop after so many bytes. */
  private static Evidence stopping(
      String error, FailureKind kind, int status, long bytes, Headers headers) throws IOException {
    Evidence evidence = evidenceOf("large-answers-only");
    Failure stopped =
        new Failure(Step.FIRST_BYTE, kind, "").after(new PartialAnswer(status, headers, bytes));
    Sighting s = evidence.sighting().orElseThrow();
    Sighting seen =
        new Sighting(
            s.host(),
            s.page(),
            s.method(),
            s.sent(),
            Optional.empty(),
            Optional.of(error),
            Optional.empty(),
            Optional.empty(),
            TOOK,
            false,
            s.signedIn(),
            Optional.of(true),
            1,
            s.seenAt(),
            Optional.empty(),
            Headers.none(),
            Optional.empty());
    Evidence browser =
        new Evidence(
            evidence.version(),
            evidence.takenAt(),
            Optional.of(seen),
            false,
            evidence.observations());
    for (Trial trial : Trial.values()) {
      browser = browser.with(new BrowserFetch(trial, 1, new Outcome.Failed<>(stopped, TOOK)));
    }
    return browser;
  }

  private static Headers edge() {
    Optional<String> no = Optional.empty();
    return new Headers(
        Optional.of("cloudflare"), Optional.of("present"), no, no, no, no, no, no, no);
  }
}
