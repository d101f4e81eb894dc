/**
 * What was seen. Records and sealed interfaces that import {@code java.*} alone.
 *
 * <p>A fact here is <em>seen</em>, <em>failed</em> or <em>not asked</em> ({@link
 * org.why502.evidence.Outcome}); never {@code null}, and nothing here says what a fact means: that
 * is the work of {@code verdict}. One {@link org.why502.evidence.Evidence} is the whole document of
 * one incident. It can be saved, sent with a report, and judged again without a network.
 *
 * <p><strong>Privacy is made here.</strong> What would name a person, a work or a page does not
 * enter these records: {@link org.why502.evidence.Headers} keeps a fixed few headers, {@link
 * org.why502.evidence.Markers} drops the words of ordinary pages, {@link
 * org.why502.evidence.Failure} scrubs its detail, and a page is known by its {@link
 * org.why502.evidence.PageKind kind}, never by its path.
 *
 * <p>Known by all rooms; knows none.
 */
package org.why502.evidence;
