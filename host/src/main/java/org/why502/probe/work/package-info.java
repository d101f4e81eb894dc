/**
 * One piece of work at the edge, and the promises that it keeps.
 *
 * <p>A {@link org.why502.probe.work.Probe} puts one question to the world and comes back with one
 * observation. It never throws, ends within its limit, ends at once when interrupted, and leaves no
 * thread and no socket behind. Inside it is a piece of {@link org.why502.probe.work.Work}, which
 * may throw whatever it likes: {@link org.why502.probe.work.WithinLimit} runs it on a virtual
 * thread and closes what it opened when the time is over, {@link org.why502.probe.work.Progress}
 * knows how far it came, and {@link org.why502.probe.work.Failures} turns what it threw into a
 * failure: the one place where an exception is given a meaning. {@link
 * org.why502.probe.work.Allowance} counts what is sent to AO3's own servers. What a busy machine
 * keeps waiting for its processor is no silence of the network, and no limit counts it ({@code
 * RunDelay}).
 *
 * <p>Knows {@code evidence}, and {@code setup} for one thing: whether this machine has a network.
 */
package org.why502.probe.work;
