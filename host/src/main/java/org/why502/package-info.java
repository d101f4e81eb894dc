/**
 * The companion. This package alone sees all rooms and puts them together: {@link org.why502.Main}
 * chooses between a browser's messages and the command line, {@link org.why502.Companion} joins
 * probes, investigation and judge for a browser, and the commands do the same for a terminal.
 *
 * <p>The rooms, and who may know whom:
 *
 * <pre>
 *   evidence   what was seen; knows nobody
 *   probe      the edge: asks the world         knows evidence
 *   verdict    what it means; pure              knows evidence
 *   remedy     what can be done from here       knows evidence, verdict
 *   message    the pipe to the browser          knows evidence, verdict
 *   install    making the companion known to browsers; knows nobody
 * </pre>
 *
 * <p>One incident: a {@link org.why502.evidence.Sighting} comes in by {@code message}; {@code
 * probe} asks, guided only by the questions that {@code verdict} says are still open; every {@link
 * org.why502.evidence.Observation} goes out as it comes; when nothing that is out could change the
 * verdict, the diagnosis goes out too and nothing is left running.
 */
package org.why502;
