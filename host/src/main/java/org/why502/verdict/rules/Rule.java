package org.why502.verdict.rules;

import java.util.function.Function;
import org.why502.verdict.Certainty;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;

/**
 * When a verdict is given.
 *
 * @param name what the rule says, in kebab case; several rules may give one verdict
 * @param place why it stands where it stands among the rules
 * @param atMost the best certainty that it can earn: less than certain for a rule that concludes
 *     from little
 * @param when the formula
 * @param verdict the verdict, with its parameters read from the evidence
 */
record Rule(
    String name,
    String place,
    Certainty atMost,
    Function<Facts, Fact> when,
    Function<Facts, Verdict> verdict) {

  static Rule rule(
      String name, String place, Function<Facts, Fact> when, Function<Facts, Verdict> verdict) {
    return new Rule(name, place, Certainty.CERTAIN, when, verdict);
  }

  /** The same rule, which can never earn more than this. */
  Rule atMost(Certainty certainty) {
    return new Rule(name, place, certainty, when, verdict);
  }
}
