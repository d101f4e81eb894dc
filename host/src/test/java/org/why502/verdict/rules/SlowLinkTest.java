package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.why502.SituationFolders.evidenceOf;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Answer;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Outcome;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;

/** What the way takes on a slow link is not AO3's waiting: a recorded late page, changed. */
class SlowLinkTest {
  private static final Duration SIX = Duration.ofSeconds(6);
  private static final Duration SLOW = Duration.ofMillis(3500);

  @Test
  void a_page_that_came_late_on_a_quick_link_was_worked_on() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(seen(SIX, false, edge(Duration.ofMillis(80))));
    assertEquals("page-too-slow", diagnosis.verdict().code());
    assertEquals(Certainty.CERTAIN, diagnosis.certainty());
  }

  @Test
  void a_502_that_took_hardly_longer_than_the_way_is_no_late_page() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(seen(SIX, false, edge(SLOW)));
    assertNotEquals("page-too-slow", diagnosis.verdict().code());
    Diagnosis slower = Diagnose.diagnose(seen(Duration.ofSeconds(20), false, edge(SLOW)));
    assertEquals("page-too-slow", slower.verdict().code(), "that is more than the way takes");
  }

  /** On a link so slow that the edge's answer never came, nobody knows. */
  @Test
  void where_the_way_was_not_measured_it_is_not_certain() throws IOException {
    Failure silence = new Failure(Step.TLS, FailureKind.TIMED_OUT, "");
    Diagnosis diagnosis =
        Diagnose.diagnose(seen(SIX, false, new Outcome.Failed<>(silence, Duration.ofSeconds(4))));
    assertNotEquals("page-too-slow", diagnosis.verdict().code());
    assertNotEquals(Certainty.CERTAIN, diagnosis.certainty());
  }

  /** The companion tells how long the server took, after its own handshakes. */
  @Test
  void what_the_companion_waited_for_itself_is_the_servers_own_time() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(seen(SIX, true, edge(SLOW)));
    assertEquals("page-too-slow", diagnosis.verdict().code());
  }

  private static Outcome<Answer> edge(Duration took) throws IOException {
    Answer answer =
        evidenceOf("long-wait-then-502")
            .all(PageFetch.class)
            .filter(p -> p.target() == Target.EDGE)
            .flatMap(p -> p.outcome().seen().stream())
            .findFirst()
            .orElseThrow();
    return new Outcome.Saw<>(answer, took);
  }

  /** The 502 came after so long, to the browser or the companion, and the edge answers so. */
  private static Evidence seen(Duration took, boolean byHost, Outcome<Answer> edge)
      throws IOException {
    Evidence evidence = evidenceOf("long-wait-then-502");
    Sighting s = evidenceOf("every-page-502-at-once").sighting().orElseThrow();
    Sighting late =
        new Sighting(
            s.host(),
            s.page(),
            s.method(),
            s.sent(),
            Optional.of(502),
            Optional.empty(),
            s.serverIp(),
            Optional.empty(),
            took,
            false,
            s.signedIn(),
            Optional.of(true),
            1,
            s.seenAt(),
            Optional.empty(),
            s.headers(),
            s.markers());
    return new Evidence(
        evidence.version(),
        evidence.takenAt(),
        Optional.of(late),
        byHost,
        evidence.observations().stream().map(o -> answered(o, edge)).toList());
  }

  private static Observation answered(Observation o, Outcome<Answer> edge) {
    return o instanceof PageFetch p && p.target() == Target.EDGE
        ? new PageFetch(Target.EDGE, edge)
        : o;
  }
}
