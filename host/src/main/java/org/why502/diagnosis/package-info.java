/**
 * One incident from its beginning to its evidence: where the edge and the judge meet.
 *
 * <p>{@link org.why502.diagnosis.Investigate} is what a browser's companion and a person's command
 * both call. {@link org.why502.diagnosis.FirstLook} and {@link org.why502.diagnosis.HostTrials}
 * stand in for a browser where none has the page: both need them, for a browser may ask by hand as
 * well, and so they stand here and not at the terminal.
 *
 * <p>Knows {@code evidence}, {@code probe} and {@code verdict}; is known by the root package and by
 * {@code terminal}. A {@link org.why502.diagnosis.Page} holds an address; it enters no evidence.
 */
package org.why502.diagnosis;
