package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static void reads(Optional<Duration> wait, String header) {
    assertEquals(wait, RetryAfter.read(header, NOW), header);
  }

  @Test
  void seconds() {
    reads(Optional.of(Duration.ofSeconds(120)), "120");
    reads(Optional.of(Duration.ZERO), "0");
  }

  @Test
  void an_http_date() {
    reads(Optional.of(Duration.ofMinutes(5)), "Sun, 22 Nov 2026 12:05:00 GMT");
  }

  @Test
  void a_date_that_is_over_asks_for_no_wait() {
    reads(Optional.of(Duration.ZERO), "Sun, 22 Nov 2026 11:00:00 GMT");
  }

  @Test
  void an_absurd_wait_is_a_day() {
    reads(Optional.of(Duration.ofDays(1)), "999999999999");
  }

  @Test
  void nonsense_asks_for_nothing() {
    reads(Optional.empty(), "soon");
    reads(Optional.empty(), "-5");
    reads(Optional.empty(), "99999999999999999999999");
    reads(Optional.empty(), "");
  }
}
