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
 * <p>Knows {@code evidence}, the verdicts and their facts. It stands above both so that verdicts
 * and facts need not know of it, and no two packages know each other.
 */
package org.why502.verdict.rules;
