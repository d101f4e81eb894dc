package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;
import org.why502.message.Json;
import org.why502.message.Refusal;
import org.why502.message.Wire;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnose;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;

/** Every saved situation gets its diagnosis, and the laws of the design hold over all of them. */
class SituationsTest {

  static List<SituationFolders> situations() throws IOException {
    return SituationFolders.all();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void gets_its_verdict(SituationFolders situation) throws IOException {
    // written and read again, as the other was: a number in memory may be long where it is int
    JsonNode made =
        Json.MAPPER.readTree(
            Wire.diagnosis(Diagnose.diagnose(situation.evidence()), Duration.ZERO).toString());
    JsonNode wanted = situation.diagnosis();
    assertEquals(wanted.get("verdict"), made.get("verdict"));
    assertEquals(wanted.get("certainty"), made.get("certainty"));
    assertEquals(wanted.get("remedies"), made.get("remedies"));
  }

  /** Taking away may lower certainty or lead to inconclusive, never to another certain verdict. */
  @ParameterizedTest
  @MethodSource("situations")
  void taking_observations_away_never_makes_another_certain_verdict(SituationFolders situation) {
    Evidence whole = situation.evidence();
    Diagnosis full = Diagnose.diagnose(whole);
    List<Evidence> less = new ArrayList<>();
    less.add(
        new Evidence(
            whole.version(), whole.takenAt(), Optional.empty(), false, whole.observations()));
    for (Observation gone : whole.observations()) {
      less.add(without(whole, Set.of(gone)));
      for (Observation too : whole.observations()) {
        less.add(without(whole, Set.copyOf(List.of(gone, too))));
      }
    }
    Random random = new Random(502);
    for (int i = 0; i < 300; i++) {
      List<Observation> shuffled = new ArrayList<>(whole.observations());
      Collections.shuffle(shuffled, random);
      less.add(
          without(whole, Set.copyOf(shuffled.subList(0, random.nextInt(1 + shuffled.size())))));
    }
    for (Evidence part : less) {
      Diagnosis poorer = Diagnose.diagnose(part);
      assertTrue(
          poorer.certainty() != Certainty.CERTAIN
              || poorer.verdict().code().equals(full.verdict().code()),
          () -> full.verdict() + " became certain " + poorer.verdict() + " by " + part);
    }
  }

  @ParameterizedTest
  @MethodSource("situations")
  void the_order_of_observations_does_not_matter(SituationFolders situation) {
    Evidence e = situation.evidence();
    Diagnosis first = Diagnose.diagnose(e);
    List<Observation> turned = new ArrayList<>(e.observations());
    Collections.reverse(turned);
    Diagnosis second =
        Diagnose.diagnose(
            new Evidence(e.version(), e.takenAt(), e.sighting(), e.sightedByHost(), turned));
    assertEquals(first.verdict(), second.verdict());
    assertEquals(first.certainty(), second.certainty());
    assertEquals(first.missing(), second.missing());
  }

  /** A certain verdict is settled: nothing that is still wanted could change it. */
  @ParameterizedTest
  @MethodSource("situations")
  void a_certain_verdict_wants_nothing_more(SituationFolders situation) {
    boolean certain = Diagnose.diagnose(situation.evidence()).certainty() == Certainty.CERTAIN;
    assertTrue(!certain || Diagnose.wanted(situation.evidence()).isEmpty());
  }

  /** At least one remedy, and none that makes the cause worse. */
  @ParameterizedTest
  @MethodSource("situations")
  void has_remedies_that_do_no_harm(SituationFolders situation) {
    Diagnosis diagnosis = Diagnose.diagnose(situation.evidence());
    List<RemedyCode> remedies = diagnosis.remedies();
    assertFalse(remedies.isEmpty());
    if (Set.of("browser-check", "address-refused", "too-many-requests", "posting-limit")
        .contains(diagnosis.verdict().code())) {
      assertFalse(remedies.contains(RemedyCode.RELOAD_ONCE));
    }
    int clear = remedies.indexOf(RemedyCode.CLEAR_SITE_DATA);
    if (clear >= 0) {
      int save = remedies.indexOf(RemedyCode.SAVE_TEXT);
      assertTrue(save >= 0 && save < clear, "text is saved before anything is cleared");
    }
    Optional<Sighting> posted =
        situation.evidence().sighting().filter(s -> !s.method().equals("GET"));
    if (posted.isPresent()) {
      assertFalse(remedies.contains(RemedyCode.RELOAD_ONCE), "a reload would post again");
      boolean text = posted.get().page() != PageKind.SIGN_IN;
      assertTrue(!text || remedies.getFirst() == RemedyCode.SAVE_TEXT);
    }
  }

  @ParameterizedTest
  @MethodSource("situations")
  void a_saved_document_is_judged_the_same(SituationFolders situation) throws IOException, Refusal {
    Diagnosis first = Diagnose.diagnose(situation.evidence());
    byte[] saved =
        Json.MAPPER.writeValueAsBytes(
            Wire.document(first, situation.evidence(), Duration.ofMillis(5)));
    Evidence read = Wire.evidence(saved);
    assertEquals(situation.evidence(), read);
    assertEquals(first, Diagnose.diagnose(read));
  }

  /** The first verdicts that the program promises, each with a situation of its own. */
  @Test
  void every_first_verdict_has_a_situation() throws IOException {
    List<String> seen = situations().stream().map(SituationFolders::verdict).toList();
    List<String> promised =
        List.of(
            "recovered",
            "archive-down",
            "archive-overloaded",
            "archive-maintenance",
            "page-too-slow",
            "edge-cannot-reach-archive",
            "browser-check",
            "too-many-requests",
            "stale-session",
            "names-failing",
            "names-wrong",
            "captive-portal",
            "offline",
            "inconclusive");
    assertEquals(List.of(), promised.stream().filter(v -> !seen.contains(v)).toList());
  }

  private static Evidence without(Evidence whole, Set<Observation> gone) {
    List<Observation> rest = whole.observations().stream().filter(o -> !gone.contains(o)).toList();
    return new Evidence(
        whole.version(), whole.takenAt(), whole.sighting(), whole.sightedByHost(), rest);
  }
}
