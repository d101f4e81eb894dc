package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.harness.Share;
import org.why502.message.Json;
import org.why502.message.Refusal;
import org.why502.message.Wire;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Documents;
import org.why502.verdict.Harm;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;

/** The laws of judging, over thousands of documents that nobody wrote. */
class RulesTest {
  private static final int MANY = 2000;

  /** The documents are always the same ones: a failure can be looked at again. */
  private static final long SEED = 502;

  private static final List<Evidence> ALL = documents();

  private static final List<Evidence> DOCUMENTS = Share.of(ALL);

  @Test
  void every_rule_has_a_name_of_its_own_and_says_why_it_stands_there() {
    Set<String> names = new HashSet<>();
    for (Rule rule : Rules.inOrder()) {
      assertTrue(names.add(rule.name()), rule.name() + " is there twice");
      assertTrue(rule.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), rule.name());
      assertFalse(rule.place().isBlank(), rule.name() + " does not say why it stands there");
      assertNotEquals(rule.name(), rule.place());
    }
  }

  @Test
  void the_documents_come_to_most_verdicts_and_to_every_certainty() {
    Set<String> verdicts = new TreeSet<>();
    Set<Certainty> certainties = new HashSet<>();
    Set<String> certain = new TreeSet<>();
    for (Evidence evidence : ALL) {
      Diagnosis diagnosis = Diagnose.diagnose(evidence);
      verdicts.add(diagnosis.verdict().code());
      certainties.add(diagnosis.certainty());
      if (diagnosis.certainty() == Certainty.CERTAIN) {
        certain.add(diagnosis.verdict().code());
      }
    }
    // the laws below would be empty words over documents that are all inconclusive
    Set<String> rules = new TreeSet<>();
    Facts nothing =
        Facts.of(new Evidence("0.1.0", Instant.EPOCH, Optional.empty(), false, List.of()));
    Rules.inOrder().forEach(r -> rules.add(r.verdict().apply(nothing).code()));
    rules.add("inconclusive");
    assertEquals(rules, verdicts);
    assertEquals(Set.of(Certainty.values()), certainties);
    assertTrue(certain.size() >= rules.size() - 6, () -> "certain of " + certain);
  }

  @Test
  void whatever_was_seen_there_is_a_verdict_with_a_remedy_that_does_no_harm() {
    for (Evidence evidence : DOCUMENTS) {
      Diagnosis diagnosis = Diagnose.diagnose(evidence);
      assertFalse(diagnosis.remedies().isEmpty(), () -> "nothing to do about " + evidence);
      Harm.none(diagnosis.verdict(), diagnosis.remedies(), evidence.sighting());
      assertEquals(diagnosis, Diagnose.diagnose(evidence), "the same evidence, the same judgement");
    }
  }

  @Test
  void taking_observations_away_never_makes_another_certain_verdict() {
    SideBySide.each(
        drawn(MANY),
        document -> {
          String code = Diagnose.diagnose(document.whole()).verdict().code();
          for (Evidence part : document.parts()) {
            Diagnosis poorer = Diagnose.diagnose(part);
            assertTrue(
                poorer.certainty() != Certainty.CERTAIN || poorer.verdict().code().equals(code),
                () ->
                    "%s became certain %s by %s"
                        .formatted(code, poorer.verdict(), document.lost(part)));
          }
        });
  }

  /** Stronger, and what the law above rests on: more evidence never turns what one rule decided. */
  @Test
  void what_a_rule_has_decided_stays_decided() {
    Set<String> turned = new ConcurrentSkipListSet<>();
    SideBySide.each(
        drawn(MANY / 10),
        document -> {
          Facts more = Facts.of(document.whole());
          List<Fact> after = Rules.inOrder().stream().map(r -> r.when().apply(more)).toList();
          for (Evidence part : document.parts()) {
            Facts less = Facts.of(part);
            for (int i = 0; i < after.size(); i++) {
              Rule rule = Rules.inOrder().get(i);
              Fact before = rule.when().apply(less);
              if (!before.isOpen() && before.truth() != after.get(i).truth()) {
                turned.add(
                    "%s: %s turned %s by %s"
                        .formatted(rule.name(), before, after.get(i).truth(), document.lost(part)));
              }
            }
          }
        });
    assertEquals(Set.of(), turned);
  }

  @Test
  void the_order_of_observations_does_not_matter() {
    Random random = new Random(SEED);
    for (Evidence evidence : DOCUMENTS) {
      List<Observation> shuffled = new ArrayList<>(evidence.observations());
      Collections.shuffle(shuffled, random);
      Diagnosis first = Diagnose.diagnose(evidence);
      Diagnosis second = Diagnose.diagnose(Documents.with(evidence, shuffled));
      assertEquals(first.verdict().code(), second.verdict().code());
      assertEquals(first.certainty(), second.certainty());
      assertEquals(first.missing(), second.missing());
      assertEquals(first.remedies(), second.remedies());
    }
  }

  /** Every document can be saved, and is judged as before when it is read again. */
  @Test
  void a_saved_document_is_judged_the_same() throws IOException, Refusal {
    for (Evidence evidence : Share.of(ALL.subList(0, MANY / 4))) {
      Diagnosis first = Diagnose.diagnose(evidence);
      byte[] saved =
          Json.MAPPER.writeValueAsBytes(Wire.document(first, evidence, Duration.ofMillis(5)));
      Evidence read = Wire.evidence(saved);
      assertEquals(evidence, read);
      assertEquals(first, Diagnose.diagnose(read));
    }
  }

  @Test
  void a_certain_verdict_wants_nothing_more_and_an_uncertain_one_says_what_it_misses() {
    for (Evidence evidence : DOCUMENTS) {
      Diagnosis diagnosis = Diagnose.diagnose(evidence);
      if (diagnosis.certainty() == Certainty.CERTAIN) {
        assertEquals(List.of(), Diagnose.wanted(evidence));
        assertEquals(Set.of(), diagnosis.missing());
      }
      Set<Object> wanted = new HashSet<>();
      Diagnose.wanted(evidence).forEach(wanted::addAll);
      assertEquals(wanted, Set.copyOf(diagnosis.missing()));
    }
  }

  /** A verdict that is not inconclusive cites what it rests on, and only what is there. */
  @Test
  void every_reason_cites_observations_that_are_there() {
    for (Evidence evidence : DOCUMENTS) {
      Set<String> there = new HashSet<>();
      evidence.observations().forEach(o -> there.add(o.id()));
      evidence.sighting().ifPresent(_ -> there.add("sighting"));
      Diagnosis diagnosis = Diagnose.diagnose(evidence);
      boolean nothing = diagnosis.verdict() instanceof Verdict.Inconclusive;
      assertEquals(nothing, diagnosis.reasons().isEmpty(), () -> diagnosis + " from " + evidence);
      diagnosis
          .reasons()
          .forEach(r -> assertTrue(there.containsAll(r.observations()), () -> r + " is not there"));
    }
  }

  /** A document, and what is left of it when observations are taken away. */
  private record Drawn(Evidence whole, List<Evidence> parts) {
    static Drawn by(Documents documents) {
      Evidence whole = documents.next();
      List<Evidence> parts = new ArrayList<>();
      parts.add(Documents.withoutSighting(whole));
      for (Observation gone : whole.observations()) {
        List<Observation> rest = new ArrayList<>(whole.observations());
        rest.remove(gone);
        parts.add(Documents.with(whole, rest));
      }
      for (int i = 0; i < 10; i++) {
        parts.add(documents.poorer(whole));
      }
      return new Drawn(whole, parts);
    }

    String lost(Evidence part) {
      List<String> ids = new ArrayList<>();
      whole.observations().stream()
          .filter(o -> !part.observations().contains(o))
          .forEach(o -> ids.add(o.id()));
      if (part.sighting().isEmpty()) {
        ids.add("sighting");
      }
      return "the loss of " + ids + " from " + whole;
    }
  }

  private static List<Evidence> documents() {
    Documents documents = new Documents(SEED);
    return Stream.generate(documents::next).limit(MANY).toList();
  }

  private static List<Drawn> drawn(int many) {
    Documents documents = new Documents(SEED);
    return Share.of(Stream.generate(() -> Drawn.by(documents)).limit(many).toList());
  }
}
