package org.why502.verdict.rules;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
 * @param rivals what else leaves this evidence, and what excludes it
 */
record Rule(
    String name,
    String place,
    Certainty atMost,
    Function<Facts, Fact> when,
    Function<Facts, Verdict> verdict,
    List<Rival> rivals) {

  static Rule rule(
      String name, String place, Function<Facts, Fact> when, Function<Facts, Verdict> verdict) {
    return new Rule(name, place, Certainty.CERTAIN, when, verdict, List.of());
  }

  /**
   * The same rule, with a rival that a fact of its formula excludes.
   *
   * @param cause the code of the rival's verdict, or the cause in words
   * @param by that fact, as it stands in the formula
   */
  Rule against(String cause, Function<Facts, Fact> by) {
    return with(atMost, new Rival.Excluded(cause, by));
  }

  /** The same rule, with a rival whose own rule stands before it. */
  Rule after(String cause, String rule) {
    return with(atMost, new Rival.Before(cause, rule));
  }

  /**
   * The same rule, which can never earn more than this.
   *
   * @param rival the cause that nothing from here excludes
   */
  Rule atMost(Certainty certainty, String rival) {
    return with(certainty, new Rival.Untold(rival));
  }

  private Rule with(Certainty best, Rival rival) {
    List<Rival> all = Stream.concat(rivals.stream(), Stream.of(rival)).toList();
    return new Rule(name, place, best, when, verdict, all);
  }
}
