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
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;
import org.why502.harness.Share;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.Situations;
import org.why502.message.Json;
import org.why502.message.Refusal;
import org.why502.message.Wire;
import org.why502.proof.Judged;
import org.why502.proof.Tally;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.EveryVerdict;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Verdict;
import org.why502.verdict.rules.Diagnose;
import org.why502.verdict.rules.SideBySide;

/** Every saved situation gets its diagnosis, and the laws of the design hold over all of them. */
class SavedSituationsTest {
  static List<SituationFolders> situations() throws IOException {
    return SituationFolders.all();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void gets_its_verdict(SituationFolders situation) throws IOException {
    JsonNode made = situation.judgedNow();
    for (String field : SituationFolders.SAVED) {
      assertEquals(
          situation.diagnosis().get(field),
          made.get(field),
          () -> field + " of " + situation + " (install/situation.sh --judge-again writes it)");
    }
  }

  /**
   * Judged against the tiny internet's own list, which knows what was made to happen, and not
   * against the saved diagnosis, which says what we made of it.
   */
  @Test
  void at_least_eighty_situations_and_none_certain_and_wrong() throws IOException {
    Tally tally = new Tally(Tally.Kind.SAVED_EVIDENCE);
    for (SituationFolders situation : situations()) {
      Diagnosis diagnosis = Diagnose.diagnose(situation.evidence());
      tally.add(
          new Judged(
              situation.name(),
              Situations.named(situation.name())
                  .map(Situation::verdict)
                  .orElseGet(situation::verdict),
              diagnosis.verdict().code(),
              diagnosis.certainty().name().toLowerCase(Locale.ROOT)));
    }
    tally.close(80);
  }

  /** A situation that produces evidence has that evidence saved, and judged from then on. */
  @Test
  void every_situation_of_the_tiny_internet_has_its_folder() throws IOException {
    List<String> saved = situations().stream().map(SituationFolders::name).toList();
    assertEquals(
        List.of(),
        Situations.all().stream()
            .map(Situation::name)
            .filter(name -> !saved.contains(name))
            .toList(),
        "not saved yet: install/situation.sh NAME --save");
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
    for (int i = 0; i < whole.observations().size(); i++) {
      less.add(without(whole, Set.of(i)));
    }
    less.addAll(Share.of(poorer(whole)));
    SideBySide.each(
        less,
        part -> {
          Diagnosis poorer = Diagnose.diagnose(part);
          assertTrue(
              poorer.certainty() != Certainty.CERTAIN
                  || poorer.verdict().code().equals(full.verdict().code()),
              () -> full.verdict() + " became certain " + poorer.verdict() + " by " + part);
        });
  }

  /** The same evidence without any two observations, and without any number of them by lot. */
  private static List<Evidence> poorer(Evidence whole) {
    List<Evidence> less = new ArrayList<>();
    for (int i = 0; i < whole.observations().size(); i++) {
      for (int j = 0; j < i; j++) {
        less.add(without(whole, Set.of(i, j)));
      }
    }
    Random random = new Random(502);
    for (int i = 0; i < 300; i++) {
      List<Integer> shuffled = new ArrayList<>();
      IntStream.range(0, whole.observations().size()).forEach(shuffled::add);
      Collections.shuffle(shuffled, random);
      less.add(
          without(whole, Set.copyOf(shuffled.subList(0, random.nextInt(1 + shuffled.size())))));
    }
    return less;
  }

  @ParameterizedTest
  @MethodSource("situations")
  void the_order_of_observations_does_not_matter(SituationFolders situation) {
    Evidence e = situation.evidence();
    Diagnosis first = Diagnose.diagnose(e);
    List<Observation> turned = new ArrayList<>(e.observations());
    Collections.reverse(turned);
    Random random = new Random(502);
    for (int i = 0; i < 50; i += Share.oneIn()) {
      Diagnosis second =
          Diagnose.diagnose(
              new Evidence(e.version(), e.takenAt(), e.sighting(), e.sightedByHost(), turned));
      assertEquals(first.verdict(), second.verdict());
      assertEquals(first.certainty(), second.certainty());
      assertEquals(first.missing(), second.missing());
      assertEquals(first.remedies(), second.remedies());
      Collections.shuffle(turned, random);
    }
  }

  /** Scrubbed where it is made: nothing of the person's is in what was saved. */
  @ParameterizedTest
  @MethodSource("situations")
  void tells_nothing_of_the_person(SituationFolders situation) throws IOException {
    JsonNode saved =
        Json.MAPPER.readTree(
            SituationFolders.ROOT.resolve(situation.name()).resolve("evidence.json").toFile());
    assertEquals(List.of(), PrivacyScan.found(saved));
  }

  /** The scan above would be empty words if it found nothing anywhere. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://archiveofourown.org/works/1001",
        "/works/1001/chapters/2",
        "/home/tester/.config",
        "_otwarchive_session=from-before",
        "ip=203.0.113.77",
        "10.5.0.20",
        "fd05::20",
        "eth0",
        "Hi, Tester!"
      })
  void the_scan_finds_what_it_looks_for(String secret) {
    JsonNode planted =
        Json.MAPPER.createObjectNode().set("a", Json.MAPPER.createArrayNode().add("x " + secret));
    assertFalse(PrivacyScan.found(planted).isEmpty(), secret);
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
        situation.evidence().sighting().filter(s -> !s.method().equals(Optional.of("GET")));
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

  @Test
  void every_verdict_has_a_situation() throws IOException {
    List<String> seen = situations().stream().map(SituationFolders::verdict).toList();
    assertEquals(
        List.of(),
        EveryVerdict.all().map(Verdict::code).filter(code -> !seen.contains(code)).toList(),
        "no saved situation leads there: save one of it, install/situation.sh NAME --save");
  }

  /** The same evidence without the observations at these places. */
  private static Evidence without(Evidence whole, Set<Integer> gone) {
    List<Observation> rest = new ArrayList<>();
    for (int i = 0; i < whole.observations().size(); i++) {
      if (!gone.contains(i)) {
        rest.add(whole.observations().get(i));
      }
    }
    return new Evidence(
        whole.version(), whole.takenAt(), whole.sighting(), whole.sightedByHost(), rest);
  }
}
