package org.why502.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The document of one incident: one observation for each question, and what it cost AO3. */
class EvidenceTest {
  private static final Duration TOOK = Duration.ofMillis(5);

  private final Evidence nothing =
      new Evidence("0.1.0", Instant.EPOCH, Optional.empty(), false, List.of());

  @Test
  void a_second_look_with_the_same_id_replaces_the_first() {
    Evidence twice =
        nothing
            .with(fetch(Target.APPLICATION, failed(Step.FIRST_BYTE)))
            .with(fetch(Target.EDGE, failed(Step.TLS)))
            .with(fetch(Target.APPLICATION, saw(0)));
    assertEquals(
        List.of("page-fetch/edge", "page-fetch/application"),
        twice.observations().stream().map(Observation::id).toList());
    assertEquals(1, twice.archiveRequests());
    assertEquals(0, nothing.observations().size(), "the document before is untouched");
  }

  @Test
  void only_what_left_this_machine_for_the_archive_is_counted() {
    assertEquals(0, cost(Target.APPLICATION, failed(Step.NAME)));
    assertEquals(0, cost(Target.APPLICATION, failed(Step.CONNECT)));
    assertEquals(0, cost(Target.APPLICATION, failed(Step.TLS)));
    assertEquals(1, cost(Target.APPLICATION, failed(Step.REQUEST)));
    assertEquals(1, cost(Target.APPLICATION, failed(Step.FIRST_BYTE)));
    assertEquals(1, cost(Target.APPLICATION, failed(Step.BODY)));
    assertEquals(1, cost(Target.STATIC, saw(0)));
    assertEquals(0, cost(Target.APPLICATION, new Outcome.NotAsked<>("budget-spent")));
    assertEquals(0, cost(Target.EDGE, saw(0)), "the edge's trace never reaches AO3");
    assertEquals(0, cost(Target.CONTROL, saw(0)));
  }

  @Test
  void what_something_in_the_browser_stopped_cost_nothing() {
    Outcome<Answer> stopped =
        new Outcome.Failed<>(new Failure(Step.REQUEST, FailureKind.BLOCKED_LOCALLY, ""), TOOK);
    assertEquals(
        0,
        nothing
            .with(new Observation.BrowserFetch(Trial.SAME_PAGE_WITH_COOKIES, 1, stopped))
            .archiveRequests());
  }

  @Test
  void every_redirect_is_a_request() {
    assertEquals(
        16,
        nothing
            .with(new Observation.BrowserFetch(Trial.SAME_PAGE_WITH_COOKIES, 1, saw(15)))
            .archiveRequests());
  }

  @Test
  void a_look_by_the_host_itself_is_counted() {
    assertEquals(
        1,
        new Evidence("0.1.0", Instant.EPOCH, Optional.empty(), true, List.of()).archiveRequests());
  }

  @Test
  void trials_have_ids_and_questions_of_their_own() {
    Set<String> ids = new HashSet<>();
    Set<Question> questions = new HashSet<>();
    for (Trial trial : Trial.values()) {
      for (int attempt : List.of(1, 2)) {
        Observation o = new Observation.BrowserFetch(trial, attempt, saw(0));
        ids.add(o.id());
        questions.add(o.question());
      }
    }
    assertEquals(6, ids.size(), "light pages are tried once");
    assertEquals(6, questions.size());
  }

  private int cost(Target target, Outcome<Answer> outcome) {
    return nothing.with(fetch(target, outcome)).archiveRequests();
  }

  private static Observation fetch(Target target, Outcome<Answer> outcome) {
    return new Observation.PageFetch(target, outcome);
  }

  private static Outcome<Answer> failed(Step step) {
    return new Outcome.Failed<>(new Failure(step, FailureKind.TIMED_OUT, ""), TOOK);
  }

  private static Outcome<Answer> saw(int redirects) {
    return new Outcome.Saw<>(
        new Answer(
            200,
            Optional.empty(),
            redirects,
            Optional.empty(),
            Headers.none(),
            Markers.none(),
            Timings.none()),
        TOOK);
  }
}
