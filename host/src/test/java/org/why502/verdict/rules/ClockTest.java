package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.why502.SituationFolders.evidenceOf;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.PortalCheck;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Verdict;

/** Who may say that a clock is wrong: the recorded situations, with other clocks in them. */
class ClockTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @Test
  void a_clock_is_wrong_by_what_two_others_say() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(evidenceOf("clock-a-year-off"));
    assertEquals(new Verdict.ClockWrong(Optional.of(YEAR.negated())), diagnosis.verdict());
    assertEquals(Certainty.CERTAIN, diagnosis.certainty());
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 300})
  void two_clocks_agree_within_five_minutes(long seconds) throws IOException {
    Evidence apart =
        mozilla(evidenceOf("clock-a-year-off"), told(true, YEAR.negated().plusSeconds(seconds)));
    assertEquals(Certainty.CERTAIN, Diagnose.diagnose(apart).certainty());
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, 31536000})
  void two_that_do_not_agree_prove_nothing(long seconds) throws IOException {
    Evidence apart =
        mozilla(evidenceOf("clock-a-year-off"), told(true, YEAR.negated().plusSeconds(seconds)));
    assertEquals(new Verdict.ClockWrong(Optional.empty()), Diagnose.diagnose(apart).verdict());
    assertEquals(Certainty.LIKELY, Diagnose.diagnose(apart).certainty());
  }

  @Test
  void one_clock_alone_proves_nothing() throws IOException {
    Evidence alone = mozilla(evidenceOf("clock-a-year-off"), Optional.empty());
    assertEquals(Certainty.LIKELY, Diagnose.diagnose(alone).certainty());
  }

  /** A portal says what it likes, and the time too. */
  @Test
  void who_answers_in_anothers_place_is_not_asked_for_the_time() throws IOException {
    Evidence lied = mozilla(evidenceOf("clock-a-year-off"), told(false, YEAR.negated()));
    assertNotEquals("clock-wrong", Diagnose.diagnose(lied).verdict().code());
  }

  @Test
  void a_certificate_out_of_date_by_a_right_clock_is_the_archives_fault() throws IOException {
    for (String situation : new String[] {"clock-a-year-off", "clock-a-year-ahead"}) {
      Diagnosis diagnosis = Diagnose.diagnose(clocks(evidenceOf(situation), Duration.ofSeconds(2)));
      assertEquals("archive-down", diagnosis.verdict().code());
      assertEquals(Certainty.CERTAIN, diagnosis.certainty());
    }
  }

  /** An hour is wrong for a watch, and does not make a certificate invalid. */
  @Test
  void a_small_skew_is_nobodys_business() throws IOException {
    Diagnosis diagnosis =
        Diagnose.diagnose(clocks(evidenceOf("archive-certificate-expired"), Duration.ofHours(1)));
    assertEquals("archive-down", diagnosis.verdict().code());
    Evidence down = evidenceOf("incident-open-502");
    assertEquals(
        Diagnose.diagnose(down).verdict(),
        Diagnose.diagnose(clocks(down, Duration.ofHours(-3))).verdict());
  }

  @Test
  void the_archives_certificate_without_any_clock_is_likely_its_own_fault() throws IOException {
    Evidence silent = mozilla(evidenceOf("archive-certificate-expired"), Optional.empty());
    silent = vendor(silent, PortalVendor.GOOGLE, Optional.empty());
    Diagnosis diagnosis = Diagnose.diagnose(silent);
    assertEquals("archive-down", diagnosis.verdict().code());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
  }

  private static Optional<PortalAnswer> told(boolean expected, Duration ahead) {
    return Optional.of(new PortalAnswer(200, expected, false, Optional.of(ahead)));
  }

  /** All plain-http clocks say this. */
  private static Evidence clocks(Evidence evidence, Duration ahead) {
    Evidence changed = evidence;
    for (PortalVendor vendor : PortalVendor.values()) {
      changed = vendor(changed, vendor, told(true, ahead));
    }
    return changed;
  }

  private static Evidence mozilla(Evidence evidence, Optional<PortalAnswer> answer) {
    return vendor(evidence, PortalVendor.MOZILLA, answer);
  }

  /** Another answer to one check; without one, an answer that is right and tells no time. */
  private static Evidence vendor(
      Evidence evidence, PortalVendor vendor, Optional<PortalAnswer> answer) {
    PortalAnswer timeless = new PortalAnswer(200, true, false, Optional.empty());
    UnaryOperator<Observation> change =
        o ->
            o instanceof PortalCheck check && check.vendor() == vendor
                ? new PortalCheck(
                    vendor, new Outcome.Saw<>(answer.orElse(timeless), Duration.ofMillis(40)))
                : o;
    return new Evidence(
        evidence.version(),
        evidence.takenAt(),
        evidence.sighting(),
        evidence.sightedByHost(),
        evidence.observations().stream().map(change).toList());
  }
}
