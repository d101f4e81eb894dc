package org.why502.verdict.rules;

import java.util.function.Function;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;

/** Another cause that leaves what a rule looks for, and what tells the two apart. */
sealed interface Rival {

  /** The code of its verdict, or, where it has none, the cause in words. */
  String cause();

  /**
   * A fact of the rule's own formula excludes it: the rule cannot hold without it.
   *
   * @param by the fact, as it stands in the formula
   */
  record Excluded(String cause, Function<Facts, Fact> by) implements Rival {}

  /**
   * Its own rule stands before, and did not hold.
   *
   * @param rule the name of that rule
   */
  record Before(String cause, String rule) implements Rival {}

  /** Nothing that can be seen from here excludes it. */
  record Untold(String cause) implements Rival {}
}
