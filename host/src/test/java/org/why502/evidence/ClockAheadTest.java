package org.why502.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a clock is off, by the headers of an answer. */
class ClockAheadTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "'Sun, 22 Nov 2026 12:00:00 GMT', , 0",
    "'Sun, 22 Nov 2026 12:00:02 GMT', , -2",
    "'Mon, 22 Nov 2027 12:00:00 GMT', , -31536000",
    "'Sat, 22 Nov 2025 12:00:00 GMT', , 31536000",
    "'Sun, 22 Nov 2026 11:00:00 GMT', 3600, 0",
    "'Sun, 22 Nov 2026 11:00:00 GMT', ' 3600 ', 0",
    "'Sun, 22 Nov 2026 11:00:00 GMT', soon, 3600",
    "'Sun, 22 Nov 2026 11:00:00 GMT', -5, 3600",
    "'Sun, 22 Nov 2026 11:00:00 GMT', 99999999999999999999, 3600",
    "'Thu, 01 Jan 1970 00:00:00 GMT', , 1795348800",
  })
  void a_date_and_its_age_tell_the_time(String date, String age, long ahead) {
    assertEquals(Optional.of(Duration.ofSeconds(ahead)), headers(date, Optional.ofNullable(age)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "2026-11-22T12:00:00Z", "1795348800", "Sun, 40 Nov 2026"})
  void what_is_no_date_tells_no_time(String date) {
    assertEquals(Optional.empty(), headers(date, Optional.empty()));
  }

  @Test
  void no_date_tells_no_time() {
    assertEquals(Optional.empty(), Headers.none().clockAhead(NOW));
  }

  private static Optional<Duration> headers(String date, Optional<String> age) {
    Optional<String> no = Optional.empty();
    return new Headers(no, no, no, no, age, no, no, Optional.of(date), no).clockAhead(NOW);
  }
}
