package org.why502.verdict.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Question;
import org.why502.verdict.Advice;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;

/** Judges evidence: the first rule that is true, else {@link Verdict.Inconclusive}. */
public final class Diagnose {
  private Diagnose() {}

  /** What an incident was, as far as this evidence tells. */
  public static Diagnosis diagnose(Evidence evidence) {
    Facts facts = Facts.of(evidence);
    Set<Question> missing = EnumSet.noneOf(Question.class);
    for (Rule rule : Rules.inOrder()) {
      Fact fact = rule.when().apply(facts);
      switch (fact.truth()) {
        case YES -> {
          Certainty certainty = missing.isEmpty() ? rule.atMost() : worse(rule.atMost());
          return diagnosis(evidence, rule.verdict().apply(facts), certainty, fact, missing);
        }
        case NO -> {
          // this rule is ruled out: the next one is looked at
        }
        case OPEN -> missing.addAll(fact.open());
      }
    }
    return diagnosis(evidence, new Verdict.Inconclusive(), Certainty.UNSURE, NOTHING_HELD, missing);
  }

  /**
   * What could still change {@link #diagnose}'s answer: for each rule that is open before the one
   * that is true, in order, the questions that could decide it. An answer to any other question
   * changes nothing.
   */
  public static List<Set<Question>> wanted(Evidence evidence) {
    Facts facts = Facts.of(evidence);
    List<Set<Question>> wanted = new ArrayList<>();
    for (Rule rule : Rules.inOrder()) {
      Fact fact = rule.when().apply(facts);
      if (fact.yes()) {
        break;
      }
      if (fact.isOpen()) {
        wanted.add(fact.open());
      }
    }
    return List.copyOf(wanted);
  }

  private static final Fact NOTHING_HELD = new Fact(Fact.Truth.NO, List.of(), Set.of());

  /** With another explanation still open, nothing is certain. */
  private static Certainty worse(Certainty certainty) {
    return certainty == Certainty.CERTAIN ? Certainty.LIKELY : certainty;
  }

  private static Diagnosis diagnosis(
      Evidence evidence, Verdict verdict, Certainty certainty, Fact fact, Set<Question> missing) {
    return new Diagnosis(
        verdict,
        certainty,
        fact.reasons(),
        missing,
        Advice.remedies(verdict, evidence.sighting()),
        evidence.archiveRequests());
  }
}
