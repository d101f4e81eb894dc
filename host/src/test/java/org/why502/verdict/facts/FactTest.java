package org.why502.verdict.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Question;
import org.why502.verdict.facts.Fact.Truth;

/** Kleene's connectives, and the one property that everything rests on: they are monotone. */
class FactTest {
  private static final Fact YES = Fact.known("yes", true, List.of("a"));
  private static final Fact NO = Fact.known("no", false, List.of("b"));
  private static final Fact OPEN = Fact.waiting(Question.EDGE);
  private static final Fact OPEN_TOO = Fact.waiting(Question.CONTROL);

  @Test
  void all_is_no_with_one_no_even_beside_the_open() {
    assertEquals(Truth.NO, Fact.all(OPEN, NO, YES).truth());
    assertEquals(Truth.YES, Fact.all(YES, YES).truth());
    assertEquals(Truth.OPEN, Fact.all(YES, OPEN).truth());
  }

  @Test
  void any_is_yes_with_one_yes_even_beside_the_open() {
    assertEquals(Truth.YES, Fact.any(OPEN, NO, YES).truth());
    assertEquals(Truth.NO, Fact.any(NO, NO).truth());
    assertEquals(Truth.OPEN, Fact.any(NO, OPEN).truth());
  }

  @Test
  void what_is_open_names_the_questions_that_could_decide_it() {
    assertEquals(Set.of(Question.EDGE, Question.CONTROL), Fact.all(YES, OPEN, OPEN_TOO).open());
    assertEquals(Set.of(), Fact.all(NO, OPEN).open());
  }

  @Test
  void a_decided_fact_cites_what_decided_it() {
    assertEquals(List.of("b"), Fact.all(YES, NO).reasons().getFirst().observations());
    assertEquals(2, Fact.all(YES, Fact.known("more", true, List.of("c"))).reasons().size());
    assertEquals(YES.reasons(), YES.not().not().reasons());
  }

  @Test
  void learning_more_never_turns_a_decided_fact() {
    List<Fact> values = List.of(YES, NO, OPEN);
    for (Fact a : values) {
      for (Fact b : values) {
        for (Fact learnt : List.of(YES, NO)) {
          for (boolean first : List.of(true, false)) {
            Fact x = first && a.isOpen() ? learnt : a;
            Fact y = !first && b.isOpen() ? learnt : b;
            stays(Fact.all(a, b), Fact.all(x, y));
            stays(Fact.any(a, b), Fact.any(x, y));
            stays(a.not(), x.not());
          }
        }
      }
    }
  }

  private static void stays(Fact before, Fact after) {
    assertTrue(before.isOpen() || before.truth() == after.truth());
  }
}
