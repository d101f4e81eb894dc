package org.why502.probe.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How long this machine kept work waiting for its processor ("run delay", as Linux calls it in
 * {@code /proc/PID/schedstat}). A limit says how long the network may take; on a machine that is
 * busy with other things an answer lies there unread, and a limit that counts that time would call
 * silent what has long answered.
 *
 * <p>A virtual thread sleeps for a moment, again and again, and looks how late it wakes: it waits
 * for the same few carriers as all work does. Of no time more than two thirds count, so that
 * whatever has a limit ends after three times as long at the latest, and so does a machine that
 * slept.
 */
final class RunDelay implements AutoCloseable {
  /** What it sleeps, in nanoseconds. */
  static final long PULSE = Duration.ofMillis(25).toNanos();

  /** A thread wakes a little late on every machine; in nanoseconds. */
  static final long USUAL = Duration.ofMillis(75).toNanos();

  private final LongSupplier clock;
  private Optional<Thread> pulse = Optional.empty();
  private boolean closed;
  private long before;
  private long last;

  /** Of this process. */
  RunDelay() {
    this(System::nanoTime);
  }

  /** By a clock that only runs forward. */
  RunDelay(LongSupplier clock) {
    this.clock = clock;
  }

  /** From now on, if it was not begun before. */
  synchronized void begin() {
    if (pulse.isEmpty() && !closed) {
      last = clock.getAsLong();
      pulse = Optional.of(Thread.ofVirtual().name("why502-run-delay").start(this::watch));
    }
  }

  /** All of it so far; it only grows. */
  synchronized Duration total() {
    boolean runs = pulse.isPresent() && !closed;
    return Duration.ofNanos(before + (runs ? counted(clock.getAsLong() - last) : 0));
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(Duration.ofNanos(PULSE));
        woke();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // it was closed
    }
  }

  /** What it slept is over, however long that was. */
  private synchronized void woke() {
    if (closed) {
      return;
    }
    long now = clock.getAsLong();
    before += counted(now - last);
    last = now;
  }

  /** How much of the time since it fell asleep was no sleep of its. */
  private static long counted(long slept) {
    long late = slept - PULSE;
    return late < USUAL ? 0 : Math.min(late, slept / 3 * 2);
  }

  @Override
  public synchronized void close() {
    before = total().toNanos();
    closed = true;
    pulse.ifPresent(Thread::interrupt);
  }
}
