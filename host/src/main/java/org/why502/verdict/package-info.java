/**
 * What it means. Pure: imports {@code evidence} and {@code java.*} alone, asks nobody, and gives
 * the same diagnosis for the same document for ever.
 *
 * <p>Here stand the verdicts, what to do about each ({@link org.why502.verdict.Advice}) and how
 * that fits a machine ({@link org.why502.verdict.FittingAdvice}), and the diagnosis that goes out.
 * {@code facts} says what evidence tells, one class for each thing looked at; {@code rules} is the
 * ordered list that joins them, and {@link org.why502.verdict.rules.Diagnose} goes through it.
 * {@code rules} knows {@code facts}, both know this package, and it knows neither.
 *
 * <p><strong>How judging works.</strong> A {@link org.why502.verdict.facts.Fact} is true, false or
 * <em>open</em>, and facts are joined by the three-valued logic of Kleene. A {@link
 * org.why502.verdict.rules.Rule} is a formula over facts, with a verdict. {@link
 * org.why502.verdict.rules.Rules} is their ordered list, specific before general; the first rule
 * that is true gives the verdict, and it is certain only when every rule before it is
 * <em>false</em>, not merely open.
 *
 * <p>Kleene's connectives are monotone: learning more can turn an open fact into a true or false
 * one, and never a true one into a false one. Three promises follow, without a line of code for
 * each:
 *
 * <ul>
 *   <li>taking an observation away can only lower certainty or lead to another answer that is not
 *       certain;
 *   <li>a certain verdict is settled: no answer that is still outstanding can change it;
 *   <li>what is still open says what to ask next, and what was missing in the end.
 * </ul>
 *
 * <p><strong>Certain is earned against rivals.</strong> That a rule fits is not enough: no other
 * cause, and no two together, may leave the same evidence. Where a rival cannot be told from here
 * the rule is at most likely, whatever else is false. One fact guards every certain rule about
 * names, the way, trust, a family, the clock and the browser: where the browser's own load stopped
 * ({@link org.why502.verdict.facts.Stop}) is where this cause stops one. The tests try the rules on
 * a small model of the world (their package {@code verdict.world}), which knows none of them.
 *
 * <p>All of this rests on one habit: a leaf fact that was not looked at, or whose look failed for a
 * reason that says nothing, is open. Only evidence to the contrary makes it false.
 */
package org.why502.verdict;
