/**
 * The companion. {@link org.why502.Main} chooses between a browser's messages and the command line;
 * {@link org.why502.Companion} and {@link org.why502.Remedies} wire the rooms for a browser, {@code
 * terminal} does for a person.
 *
 * <p>The rooms, and who may know whom (a test holds the table):
 *
 * <pre>
 *   evidence   what was seen                    knows nobody
 *   system     the operating system             knows nobody
 *   probe      the edge: asks the world         knows evidence, system
 *   verdict    what it means; pure              knows evidence
 *   remedy     what can be done from here       knows system
 *   drafts     dated files of sent texts         knows system
 *   diagnosis  one incident, edge and judge     knows evidence, probe, verdict
 *   message    the pipe to the browser          knows evidence, verdict, system
 *   install    making us known to browsers      knows system
 *   terminal   all that a person types and sees knows all of these
 * </pre>
 *
 * <p>One incident: a {@link org.why502.evidence.Sighting} comes in by {@code message}; {@code
 * probe} asks, guided only by the questions that {@code verdict} says are still open; every {@link
 * org.why502.evidence.Observation} goes out as it comes; when nothing that is out could change the
 * verdict, the diagnosis goes out too and nothing is left running.
 */
package org.why502;
