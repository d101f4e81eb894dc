package org.why502.evidence;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The few response headers that mean something to us; all others are never kept.
 *
 * @param server who says it answered
 * @param cfRay {@code present} where Cloudflare's ray id was; the id itself could be traced to one
 *     request, so it is dropped here
 * @param cfMitigated {@code challenge} on a browser check
 * @param retryAfter seconds or an HTTP date (RFC 9110, 10.2.3), as sent
 * @param age seconds in a shared cache (RFC 9111, 5.1)
 * @param cfCacheStatus Cloudflare's cache: {@code HIT}, {@code MISS}, {@code DYNAMIC}, …
 * @param via the proxies that say they stood between (RFC 9110, 7.6.3), without their addresses
 * @param date the server's clock
 * @param contentType the media type, without parameters
 */
public record Headers(
    Optional<String> server,
    Optional<String> cfRay,
    Optional<String> cfMitigated,
    Optional<String> retryAfter,
    Optional<String> age,
    Optional<String> cfCacheStatus,
    Optional<String> via,
    Optional<String> date,
    Optional<String> contentType) {

  private static final int LONGEST = 80;

  /** Ages beyond a few decades are nonsense, and would not fit. */
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  public Headers {
    server = shortened(server);
    cfRay = cfRay.map(_ -> "present");
    cfMitigated = shortened(cfMitigated);
    retryAfter = shortened(retryAfter);
    age = shortened(age);
    cfCacheStatus = shortened(cfCacheStatus);
    via = shortened(via);
    date = shortened(date);
    contentType = shortened(contentType).map(t -> t.split(";", 2)[0].strip());
  }

  /** No header at all. */
  public static Headers none() {
    Optional<String> no = Optional.empty();
    return new Headers(no, no, no, no, no, no, no, no, no);
  }

  /**
   * How far a clock is ahead of the server's, by {@code Date} (RFC 9110, 6.6.1). A cache hands out
   * the {@code Date} of the day that it was filled, and says in {@code Age} how long ago that was
   * (RFC 9111, 4.2.3): the two together are the time now.
   *
   * @param now what the clock said when these headers came
   * @return whole seconds, negative where the clock is behind; empty where they tell no time
   */
  public Optional<Duration> clockAhead(Instant now) {
    return date.flatMap(Headers::time)
        .map(
            then -> {
              long old =
                  age.map(String::strip)
                      .filter(a -> SECONDS.matcher(a).matches())
                      .map(Long::parseLong)
                      .orElse(0L);
              return Duration.ofSeconds(Duration.between(then.plusSeconds(old), now).toSeconds());
            });
  }

  private static Optional<Instant> time(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      // a date that cannot be read says nothing about the clock
      return Optional.empty();
    }
  }

  private static Optional<String> shortened(Optional<String> value) {
    return value.map(v -> v.length() > LONGEST ? v.substring(0, LONGEST) : v);
  }
}
