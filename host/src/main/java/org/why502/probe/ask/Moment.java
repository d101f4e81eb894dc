package org.why502.probe.ask;

import java.time.Duration;

/**
 * A point on this process's own clock, which only ever runs forward: what a deadline is measured
 * by. The machine's wall clock is set anew while we run (by a person, by the network, after a
 * sleep), and a deadline measured by it would then be over at once, or never.
 *
 * @param nanos nanoseconds since this class was first used
 */
record Moment(long nanos) implements Comparable<Moment> {
  private static final long ORIGIN = System.nanoTime();

  /** Later than any that comes. */
  static final Moment NEVER = new Moment(Long.MAX_VALUE);

  /** This one. */
  static Moment now() {
    return new Moment(System.nanoTime() - ORIGIN);
  }

  /** So much later; {@link #NEVER} stays what it is. */
  Moment plus(Duration later) {
    return equals(NEVER) ? NEVER : new Moment(nanos + later.toNanos());
  }

  boolean isBefore(Moment other) {
    return nanos < other.nanos;
  }

  /** What is left from here until then; never negative. */
  Duration until(Moment then) {
    return Duration.ofNanos(Math.max(0, then.nanos - nanos));
  }

  /** The earlier of both. */
  Moment or(Moment other) {
    return other.isBefore(this) ? other : this;
  }

  @Override
  public int compareTo(Moment other) {
    return Long.compare(nanos, other.nanos);
  }
}
