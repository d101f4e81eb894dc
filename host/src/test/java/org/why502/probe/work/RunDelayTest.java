package org.why502.probe.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Outcome;

class RunDelayTest {
  private static final Duration LIMIT = Duration.ofMillis(100);

  /** A machine's clock, which stands at the beginning. */
  private final AtomicLong clock = new AtomicLong(1);

  private final RunDelay delay = new RunDelay(clock::get);

  private void passes(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void what_was_before_the_first_work_is_none() {
    passes(Duration.ofHours(1));
    assertEquals(Duration.ZERO, delay.total());
  }

  @Test
  void a_thread_that_wakes_a_little_late_was_kept_by_nothing() {
    delay.begin();
    passes(Duration.ofNanos(RunDelay.PULSE + RunDelay.USUAL - 1));
    assertEquals(Duration.ZERO, delay.total());
    delay.close();
  }

  @Test
  void of_what_passes_while_nothing_runs_two_thirds_count_at_most() {
    // as if nothing ran: the pulse cannot come in
    synchronized (delay) {
      delay.begin();
      passes(Duration.ofSeconds(3));
      assertEquals(Duration.ofSeconds(2), delay.total());
    }
    delay.close();
    passes(Duration.ofSeconds(3));
    assertEquals(Duration.ofSeconds(2), delay.total(), "and is over when it is closed");
  }

  @Test
  void a_limit_does_not_count_the_time_in_which_the_machine_lets_nothing_run() {
    try (WithinLimit running = new WithinLimit(delay)) {
      Outcome<String> outcome =
          running.run(
              LIMIT,
              _ -> {
                // twice the limit passes, in all of which the machine was busy with other things
                synchronized (delay) {
                  passes(LIMIT.multipliedBy(6));
                }
                Thread.sleep(LIMIT.multipliedBy(2));
                return "here";
              });
      assertEquals("here", outcome.seen().orElse("too late"));
    }
  }

  @Test
  void a_limit_that_the_machine_keeps_nobody_from_ends_as_it_says() {
    try (WithinLimit running = new WithinLimit(delay)) {
      Outcome<String> outcome =
          running.run(
              LIMIT,
              _ -> {
                Thread.sleep(Duration.ofMinutes(1));
                return "late";
              });
      assertInstanceOf(Outcome.Failed.class, outcome);
    }
  }
}
