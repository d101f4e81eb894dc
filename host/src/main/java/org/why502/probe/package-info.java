/**
 * The edge: the only place that touches the network, and the only importer of okhttp, dnsjava and
 * jsoup.
 *
 * <p>A {@link org.why502.probe.Probe} puts one question to the world and comes back with one
 * observation. It never throws, ends within its limit, ends at once when interrupted, and leaves no
 * thread and no socket behind. {@link org.why502.probe.World} makes the real ones; the addresses
 * that it may contact are {@linkplain org.why502.probe.Addresses fixed}.
 *
 * <p>Inside, every probe is a piece of {@link org.why502.probe.Work} that may throw whatever it
 * likes. {@link org.why502.probe.Running} runs it on a virtual thread, closes what it opened when
 * the time is over, and {@link org.why502.probe.Failures} turns what it threw into a failure: the
 * one place where an exception is given a meaning.
 *
 * <p><strong>Privacy.</strong> The addresses of configured resolvers, the token of AO3's dispenser,
 * the {@code ip=} of Cloudflare's trace and cookies are never put into an observation or a log.
 */
package org.why502.probe;
