/**
 * The leaf facts: one class for each thing that was looked at, in three-valued logic.
 *
 * <p>In comes one document of evidence; out go {@link org.why502.verdict.facts.Facts}, from which
 * rules are made. A fact is <em>false</em> only where evidence contradicts it. What was not looked
 * at, or whose look failed for a reason that says nothing, is <em>open</em>: every promise about
 * certainty rests on this.
 *
 * <p>Knows {@code evidence}, and of {@code verdict} the reasons that a diagnosis names. It knows no
 * rule: a fact does not ask what it is good for.
 */
package org.why502.verdict.facts;
