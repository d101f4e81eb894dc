/**
 * The investigation: which question is put when, and when to stop.
 *
 * <p>{@link org.why502.probe.ask.Investigation} puts what costs AO3 nothing side by side, and what
 * reaches AO3's own servers by the {@link org.why502.probe.ask.Ladder}, cheapest first and within a
 * budget. In comes what is known at the start; out goes every observation as it comes, and all of
 * them at the end. Where the verdict is settled and only the advice turns on this machine, the
 * machine alone is asked. Who can try pages ({@link org.why502.probe.ask.Trials}), who is told
 * ({@link org.why502.probe.ask.Listener}), what is still worth asking ({@link
 * org.why502.probe.ask.Judge}) and the questions themselves ({@link org.why502.probe.ask.Probes})
 * are given to it.
 *
 * <p>Knows {@code evidence}, and of the other sub-rooms {@code work} alone: no order of questions
 * depends on how one is put.
 */
package org.why502.probe.ask;
