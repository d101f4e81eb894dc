package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.why502.SituationFolders.evidenceOf;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Observation.Uplink;
import org.why502.evidence.Outcome;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Timings;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Verdict;

/** A page that came after half a minute, in a world where all else is well, and that changed. */
class SlownessTest {
  private static final Duration WAITED = Duration.ofSeconds(34);

  @Test
  void a_light_page_as_late_is_the_archive_for_certain() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(slow(Duration.ofSeconds(28), Duration.ofMillis(90)));
    assertEquals(new Verdict.ArchiveSlow(WAITED, false), diagnosis.verdict());
    assertEquals(Certainty.CERTAIN, diagnosis.certainty());
  }

  @Test
  void a_light_page_at_once_is_a_heavy_page_or_a_moment() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(slow(Duration.ofMillis(200), Duration.ofMillis(90)));
    assertEquals("page-too-slow", diagnosis.verdict().code());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
  }

  /** Some seconds of silence are what a slow archive gives; a page did come. */
  @Test
  void a_light_page_that_was_not_waited_for_is_not_dead() throws IOException {
    Failure silence = new Failure(Step.FIRST_BYTE, FailureKind.TIMED_OUT, "");
    Evidence evidence =
        with(
            slow(Duration.ofMillis(200), Duration.ofMillis(90)),
            new PageFetch(
                Target.APPLICATION, new Outcome.Failed<>(silence, Duration.ofSeconds(6))));
    Diagnosis diagnosis = Diagnose.diagnose(evidence);
    assertEquals(new Verdict.ArchiveSlow(WAITED, false), diagnosis.verdict());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
  }

  /** The edge answers by itself; where that is slow, the way to it is. */
  @Test
  void an_edge_as_slow_is_never_the_archive_for_certain() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(slow(Duration.ofSeconds(28), Duration.ofSeconds(3)));
    assertNotEquals(Certainty.CERTAIN, diagnosis.certainty());
  }

  @Test
  void where_another_uplink_is_quick_it_is_this_connection() throws IOException {
    Evidence evidence = slow(Duration.ofSeconds(28), Duration.ofSeconds(3));
    Certificate certificate =
        evidence.all(Handshake.class).flatMap(h -> h.outcome().seen().stream()).findFirst().get();
    Evidence two =
        with(
            with(evidence, new Uplink(1, 2, new Outcome.Saw<>(certificate, Duration.ofSeconds(2)))),
            new Uplink(2, 2, new Outcome.Saw<>(certificate, Duration.ofMillis(120))));
    assertEquals(new Verdict.ArchiveSlow(WAITED, true), Diagnose.diagnose(two).verdict());
    Evidence bothSlow =
        with(two, new Uplink(2, 2, new Outcome.Saw<>(certificate, Duration.ofSeconds(2))));
    assertNotEquals(new Verdict.ArchiveSlow(WAITED, true), Diagnose.diagnose(bothSlow).verdict());
  }

  /**
   * A machine that is busy with other things makes the edge late as well, which accused the
   * connection; nor may a slow connection be excluded for certain.
   */
  @Test
  void what_this_machine_kept_waiting_accuses_no_connection() throws IOException {
    Evidence late = slow(Duration.ofSeconds(28), Duration.ofMillis(3500));
    Certificate certificate =
        late.all(Handshake.class).flatMap(h -> h.outcome().seen().stream()).findFirst().get();
    Evidence two =
        with(
            with(late, new Uplink(1, 2, new Outcome.Saw<>(certificate, Duration.ofSeconds(3)))),
            new Uplink(2, 2, new Outcome.Saw<>(certificate, Duration.ofMillis(400))));
    assertEquals(new Verdict.ArchiveSlow(WAITED, true), Diagnose.diagnose(two).verdict());
    Diagnosis busy = Diagnose.diagnose(two.delayed(Duration.ofMillis(1800)));
    assertEquals(new Verdict.ArchiveSlow(WAITED, false), busy.verdict());
    assertEquals(Certainty.LIKELY, busy.certainty());
    Diagnosis alittle = Diagnose.diagnose(two.delayed(Duration.ofMillis(200)));
    assertEquals(new Verdict.ArchiveSlow(WAITED, true), alittle.verdict());
  }

  /** An application that was late on a busy machine alone was not late. */
  @Test
  void what_this_machine_kept_waiting_is_no_slowness_of_the_archive() throws IOException {
    Evidence late = slow(Duration.ofSeconds(6), Duration.ofMillis(900));
    assertEquals(new Verdict.ArchiveSlow(WAITED, false), Diagnose.diagnose(late).verdict());
    Diagnosis busy = Diagnose.diagnose(late.delayed(Duration.ofSeconds(4)));
    assertEquals("page-too-slow", busy.verdict().code());
    assertEquals(Certainty.LIKELY, busy.certainty());
  }

  /** An application that failed, and late, is no proof that AO3 is slow. */
  @Test
  void an_application_that_fails_late_leaves_it_unsure() throws IOException {
    Evidence late = slow(Duration.ofSeconds(28), Duration.ofMillis(3500));
    Evidence failing =
        with(
            late,
            after(
                evidenceOf("every-page-502-at-once"), Target.APPLICATION, Duration.ofSeconds(28)));
    Diagnosis busy = Diagnose.diagnose(failing.delayed(Duration.ofMillis(1800)));
    assertEquals(Certainty.UNSURE, busy.certainty());
  }

  /** An error that came late is another story: no page came. */
  @Test
  void an_error_that_came_late_is_no_slow_page() throws IOException {
    Evidence evidence = evidenceOf("every-page-502-at-once");
    Evidence late = seen(evidence, took(evidence.sighting().orElseThrow(), WAITED));
    assertNotEquals("archive-slow", Diagnose.diagnose(late).verdict().code());
  }

  private static Evidence slow(Duration application, Duration edge) throws IOException {
    Evidence healthy = evidenceOf("healthy");
    Evidence seen = seen(healthy, took(healthy.sighting().orElseThrow(), WAITED));
    return with(
        with(seen, after(seen, Target.APPLICATION, application)), after(seen, Target.EDGE, edge));
  }

  private static PageFetch after(Evidence evidence, Target target, Duration took) {
    Answer a =
        evidence
            .all(PageFetch.class)
            .filter(p -> p.target() == target)
            .flatMap(p -> p.outcome().seen().stream())
            .findFirst()
            .orElseThrow();
    Timings timings = new Timings(Optional.empty(), Optional.empty(), Optional.of(took));
    return new PageFetch(
        target,
        new Outcome.Saw<>(
            new Answer(
                a.status(),
                a.serverIp(),
                a.redirects(),
                a.landing(),
                a.headers(),
                a.markers(),
                timings),
            took));
  }

  /** The same with one observation in the place of what answered its question. */
  private static Evidence with(Evidence evidence, Observation instead) {
    List<Observation> all = new ArrayList<>(evidence.observations());
    all.removeIf(o -> o.id().equals(instead.id()));
    all.removeIf(o -> instead instanceof Uplink && o instanceof Uplink u && !u.outcome().asked());
    all.add(instead);
    return new Evidence(
        evidence.version(),
        evidence.takenAt(),
        evidence.sighting(),
        evidence.sightedByHost(),
        all,
        evidence.runDelay());
  }

  private static Evidence seen(Evidence evidence, Sighting sighting) {
    return new Evidence(
        evidence.version(),
        evidence.takenAt(),
        Optional.of(sighting),
        false,
        evidence.observations());
  }

  private static Sighting took(Sighting s, Duration took) {
    return new Sighting(
        s.host(),
        s.page(),
        s.method(),
        s.sent(),
        s.status(),
        s.error(),
        s.serverIp(),
        s.browserAddresses(),
        took,
        s.fromCache(),
        s.signedIn(),
        s.cookiesAllowed(),
        s.repeats(),
        s.seenAt(),
        s.landing(),
        s.headers(),
        s.markers());
  }
}
