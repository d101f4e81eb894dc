package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.verdict.Documents;
import org.why502.verdict.world.Worlds;

/** Looking at a few rules after each answer tells the same as looking at all of them. */
class OpenQuestionsTest {
  private static final long SEED = 502;

  /**
   * Answers come in many orders; so many of each situation are tried, beside the one of its day.
   */
  private static final int ORDERS = 2;

  private static final int DOCUMENTS = 500;

  /** Of the worlds, one in so many. */
  private static final int EVERY = 20;

  private static final Set<Question> AGAIN =
      Set.of(Question.SAME_PAGE_WITH_COOKIES_AGAIN, Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN);

  @Test
  void in_whatever_order_answers_come_the_same_is_wanted() throws IOException {
    Random random = new Random(SEED);
    int compared = 0;
    for (SituationFolders situation : SituationFolders.all()) {
      List<Observation> order = new ArrayList<>(situation.evidence().observations());
      for (int n = 0; n <= ORDERS; n++) {
        compared += follow(situation.name(), situation.evidence(), order);
        Collections.shuffle(order, random);
      }
    }
    assertTrue(compared > 10_000, "only " + compared);
  }

  @Test
  void the_same_in_worlds_with_two_causes() {
    Random random = new Random(SEED);
    List<Evidence> worlds = Worlds.pairs();
    for (int n = 0; n < worlds.size(); n += EVERY) {
      List<Observation> order = new ArrayList<>(worlds.get(n).observations());
      Collections.shuffle(order, random);
      follow("world " + n, worlds.get(n), asAsked(order));
    }
  }

  @Test
  void evidence_that_does_not_go_on_from_the_one_before_is_judged_anew() {
    Documents documents = new Documents(SEED);
    OpenQuestions open = new OpenQuestions();
    for (int n = 0; n < DOCUMENTS; n++) {
      Evidence evidence = documents.next();
      assertEquals(Diagnose.wanted(evidence), open.wanted(evidence), "document " + n);
    }
  }

  /** A trial is made again only once the first one is over. */
  private static List<Observation> asAsked(List<Observation> answers) {
    return Stream.of(false, true)
        .flatMap(again -> answers.stream().filter(o -> AGAIN.contains(o.question()) == again))
        .toList();
  }

  /** Answers come one by one or several at a time; the first look may come late. */
  private static int follow(String name, Evidence whole, List<Observation> order) {
    OpenQuestions open = new OpenQuestions();
    Evidence so =
        new Evidence(whole.version(), whole.takenAt(), Optional.empty(), false, List.of());
    assertEquals(Diagnose.wanted(so), open.wanted(so), name);
    so = so.sighted(whole.sighting(), whole.sightedByHost());
    int compared = 0;
    for (Observation observation : order) {
      assertEquals(
          Diagnose.wanted(so), open.wanted(so), () -> name + " before " + observation.id());
      so = so.with(observation);
      compared++;
    }
    assertEquals(Diagnose.wanted(so), open.wanted(so), name);
    return compared;
  }
}
