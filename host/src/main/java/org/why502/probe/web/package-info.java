/**
 * Connections, certificates and pages: TCP, TLS and HTTP.
 *
 * <p>{@link org.why502.probe.web.Web} asks one thing and gets one {@link
 * org.why502.probe.web.WebReply}; {@link org.why502.probe.web.PageReader} keeps of it what tells
 * who wrote it, and nothing that tells who read it. {@link org.why502.probe.web.CertificateProbe}
 * has one address show its certificate and never sends anything; {@link
 * org.why502.probe.web.CertificateJudge} says what a certificate proves. All sockets are {@link
 * org.why502.probe.web.TrackedSockets}, which end with the work that opened them.
 *
 * <p>Knows {@code evidence}, {@code work} and {@code setup}. How a name becomes an address is given
 * to it as a {@link org.why502.probe.setup.NameLookup}, so that names may be asked over https
 * without a circle.
 */
package org.why502.probe.web;
