/**
 * The ordered list of rules, and the judge that goes through it.
 *
 * <p>A {@link org.why502.verdict.rules.Rule} is a formula over facts with a verdict and the reason
 * for its place. {@link org.why502.verdict.rules.Rules} holds the order; those that blame the
 * browser or the session, that turn on names or on certificates, and those that guess from little
 * stand in a file of their kind. {@link org.why502.verdict.rules.Diagnose} is what the rest of the
 * program calls: in comes a document of evidence, out goes a diagnosis, or what is worth asking
 * next.
 *
 * <p><strong>Rivals.</strong> Beside its formula each rule names its {@link
 * org.why502.verdict.rules.Rival}s: what else leaves the evidence that it looks for. {@code
 * .against("names-wrong", f -> f.reach().machineAddressProven())} names a rival and the fact that
 * excludes it, written as it stands in the formula; {@code .after("edge-down",
 * "edge-itself-fails")} names one whose own rule stands before and did not hold. A cause without a
 * verdict is told in words. Where nothing that can be seen from here excludes a rival, the rule is
 * {@code .atMost(LIKELY, "signed-in-pages-down")}, which names it, and its advice has to help
 * against that one, too. The tests fail for a rule without a rival, for a fact that is no part of
 * its formula or does not hold wherever the rule does, for one that holds in every known document
 * of the rival's own, and for a rule that is said to stand before and does not.
 *
 * <p>Knows {@code evidence}, the verdicts and their facts. It stands above both so that verdicts
 * and facts need not know of it, and no two packages know each other.
 */
package org.why502.verdict.rules;
