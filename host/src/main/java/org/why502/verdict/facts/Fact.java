package org.why502.verdict.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.why502.evidence.Question;
import org.why502.verdict.Reason;

/**
 * A statement about an incident in three-valued (Kleene) logic, with the observations that it rests
 * on. See {@link org.why502.verdict} for why.
 *
 * @param truth whether it holds
 * @param reasons what it rests on, where it is decided; empty while it is open
 * @param open the questions whose answers could decide it; empty where it is decided
 * @param joint how its parts are joined
 * @param parts what it is made of; empty for a leaf
 */
public record Fact(
    Truth truth, List<Reason> reasons, Set<Question> open, Joint joint, List<Fact> parts) {

  /** How a fact is made of others. */
  public enum Joint {
    /** It is not: somebody looked, or nobody has yet. */
    LEAF,
    /** The opposite of its one part. */
    NOT,
    /** It holds where all of its parts do. */
    ALL,
    /** It holds where one of its parts does. */
    ANY
  }

  /** The three values. */
  public enum Truth {
    /** It holds. */
    YES,
    /** It does not hold. */
    NO,
    /** Nobody knows yet. */
    OPEN
  }

  public Fact {
    reasons = List.copyOf(reasons);
    // a judging makes some hundred of these: sets that hash are most of what it would cost
    open = open.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(open));
    parts = List.copyOf(parts);
  }

  private static Fact leaf(Truth truth, List<Reason> reasons, Set<Question> open) {
    return new Fact(truth, reasons, open, Joint.LEAF, List.of());
  }

  /**
   * A leaf that was decided by looking.
   *
   * @param code its name on the wire
   * @param holds what was found
   * @param observations the ids of the observations that decided it
   */
  static Fact known(String code, boolean holds, List<String> observations) {
    return leaf(
        holds ? Truth.YES : Truth.NO, List.of(new Reason(code, holds, observations)), Set.of());
  }

  /** A leaf that waits for the answers to some questions. */
  static Fact waiting(Question... questions) {
    return leaf(Truth.OPEN, List.of(), EnumSet.copyOf(List.of(questions)));
  }

  /** Whether it holds, for certain. */
  public boolean yes() {
    return truth == Truth.YES;
  }

  boolean no() {
    return truth == Truth.NO;
  }

  /** Whether nobody knows yet. */
  public boolean isOpen() {
    return truth == Truth.OPEN;
  }

  /** The opposite; what is open stays open. */
  public Fact not() {
    Truth opposite =
        switch (truth) {
          case YES -> Truth.NO;
          case NO -> Truth.YES;
          case OPEN -> Truth.OPEN;
        };
    return new Fact(opposite, reasons, open, Joint.NOT, List.of(this));
  }

  /** False as soon as one is false, true when all are true. */
  public static Fact all(Fact... facts) {
    return join(Joint.ALL, Truth.NO, Truth.YES, List.of(facts));
  }

  /** True as soon as one is true, false when all are false. */
  public static Fact any(Fact... facts) {
    return join(Joint.ANY, Truth.YES, Truth.NO, List.of(facts));
  }

  /** One value decides alone; its opposite needs everybody; anything else stays open. */
  private static Fact join(Joint joint, Truth decisive, Truth unanimous, List<Fact> facts) {
    for (Fact fact : facts) {
      if (fact.truth == decisive) {
        return new Fact(decisive, fact.reasons, Set.of(), joint, facts);
      }
    }
    Set<Question> questions = EnumSet.noneOf(Question.class);
    for (Fact fact : facts) {
      if (fact.isOpen()) {
        questions.addAll(fact.open);
      }
    }
    return questions.isEmpty()
        ? new Fact(unanimous, reasons(facts), Set.of(), joint, facts)
        : new Fact(Truth.OPEN, List.of(), questions, joint, facts);
  }

  private static List<Reason> reasons(List<Fact> facts) {
    List<Reason> all = new ArrayList<>();
    for (Fact fact : facts) {
      for (Reason reason : fact.reasons) {
        if (!all.contains(reason)) {
          all.add(reason);
        }
      }
    }
    return all;
  }
}
