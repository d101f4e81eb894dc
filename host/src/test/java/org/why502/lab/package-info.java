/**
 * The tiny internet: an internet of a dozen sites and five resolvers at their real addresses, which
 * behaves as a named situation. {@code install/lab.sh} starts it in a namespace of its own, so that
 * the unmodified host and unmodified browsers meet it as they would meet the world.
 *
 * <p>{@code situation} says what is wrong: each row of {@code situations.md} is a {@code Situation}
 * that bends a healthy {@code World}: its resolvers, the edge and origin of AO3, the path to every
 * site, TLS connections, packets. {@code site} holds the sites and their look-alike pages. {@code
 * net} puts both on the wire. To add a situation, add a line to the class of its theme; to add a
 * kind of misbehaviour, add it to {@code World} and let {@code net} or {@code Stage} honour it.
 *
 * <p>AO3 keeps nothing here, unless a test opens its {@code Desk}, where forms are sent: that
 * stores, loses or hides what is posted, as it is told.
 */
package org.why502.lab;
