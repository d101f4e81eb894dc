/**
 * Asking for names: as every program on this machine does ({@link
 * org.why502.probe.names.SystemNames}), of one resolver the plain way ({@link
 * org.why502.probe.names.PlainNameServer}), and over https, where nobody between can change the
 * answer ({@link org.why502.probe.names.HttpsNameServer}).
 *
 * <p>In comes a fixed name and whom to ask; out goes a {@link org.why502.evidence.NameAnswer}, or
 * an exception that tells how the asking failed. What an answer means is for {@code verdict} to
 * say.
 *
 * <p>Knows {@code evidence}, {@code work}, {@code setup}, and {@code web} for names over https.
 */
package org.why502.probe.names;
