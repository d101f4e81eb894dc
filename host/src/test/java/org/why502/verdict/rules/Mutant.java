package org.why502.verdict.rules;

import java.util.ArrayList;
import java.util.List;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Fact.Joint;
import org.why502.verdict.facts.Fact.Truth;

/**
 * A rule with one fact changed.
 *
 * @param rule its place in the order
 * @param at where the fact stands in the formula: the numbers of the parts that lead there
 * @param change what is done to it
 */
record Mutant(int rule, List<Integer> at, Change change) {

  /** What can be done to a fact. */
  enum Change {
    /** It is left out. */
    DROPPED,
    /** Its opposite is asked for. */
    NEGATED,
    /** Nobody ever knows it. */
    OPENED
  }

  /** Every one fact of a formula, changed in every way; of what is made of others, left out. */
  static List<Mutant> of(int rule, Fact formula) {
    List<Mutant> all = new ArrayList<>();
    collect(rule, formula, List.of(), all);
    return all;
  }

  private static void collect(int rule, Fact fact, List<Integer> at, List<Mutant> all) {
    all.add(new Mutant(rule, at, Change.DROPPED));
    if (isOne(fact)) {
      all.add(new Mutant(rule, at, Change.NEGATED));
      all.add(new Mutant(rule, at, Change.OPENED));
      return;
    }
    // what is under a NOT stands for itself and its opposite at once
    Fact whole = fact.joint() == Joint.NOT ? fact.parts().getFirst() : fact;
    List<Integer> here = fact.joint() == Joint.NOT ? with(at, 0) : at;
    for (int i = 0; i < whole.parts().size(); i++) {
      collect(rule, whole.parts().get(i), with(here, i), all);
    }
  }

  /** A leaf, or the opposite of one. */
  static boolean isOne(Fact fact) {
    return fact.joint() == Joint.LEAF
        || (fact.joint() == Joint.NOT && isOne(fact.parts().getFirst()));
  }

  /** The fact that is changed, in a formula that has one there. */
  static Fact find(Fact formula, List<Integer> at) {
    Fact fact = formula;
    for (int i : at) {
      fact = fact.parts().get(i);
    }
    return fact;
  }

  /** Whether this formula has a fact where this one changes it; some are made as they are asked. */
  boolean fits(Fact formula) {
    Fact fact = formula;
    for (int i : at) {
      if (i >= fact.parts().size()) {
        return false;
      }
      fact = fact.parts().get(i);
    }
    return true;
  }

  /** What the changed formula comes to. */
  Truth truth(Fact formula) {
    return truth(formula, 0);
  }

  private Truth truth(Fact fact, int depth) {
    if (depth == at.size()) {
      return switch (change) {
        case DROPPED -> Truth.YES;
        case NEGATED -> fact.not().truth();
        case OPENED -> Truth.OPEN;
      };
    }
    int changed = at.get(depth);
    boolean leftOut = change == Change.DROPPED && depth + 1 == at.size();
    Truth decisive = fact.joint() == Joint.ANY ? Truth.YES : Truth.NO;
    Truth unanimous = decisive == Truth.YES ? Truth.NO : Truth.YES;
    boolean open = false;
    for (int i = 0; i < fact.parts().size(); i++) {
      if (i == changed && leftOut) {
        continue;
      }
      Fact part = fact.parts().get(i);
      Truth truth = i == changed ? truth(part, depth + 1) : part.truth();
      if (fact.joint() == Joint.NOT) {
        return switch (truth) {
          case YES -> Truth.NO;
          case NO -> Truth.YES;
          case OPEN -> Truth.OPEN;
        };
      }
      if (truth == decisive) {
        return decisive;
      }
      open |= truth == Truth.OPEN;
    }
    return open ? Truth.OPEN : unanimous;
  }

  private static List<Integer> with(List<Integer> at, int next) {
    List<Integer> all = new ArrayList<>(at);
    all.add(next);
    return List.copyOf(all);
  }
}
