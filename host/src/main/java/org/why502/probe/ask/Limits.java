package org.why502.probe.ask;

import java.time.Duration;
import org.why502.evidence.Question;

/**
 * How long each question may take, by its own nature: what has not come by then does not come, or
 * came too late for anybody who waits. The ceiling of the whole investigation is for what nobody
 * foresaw.
 */
final class Limits {
  /**
   * Where a page came, and only after a long time, one light look may take as long: an answer that
   * comes after half a minute is slow, and not missing. The extension holds a companion that says
   * nothing for 45 s for dead.
   */
  static final Duration PATIENT = Duration.ofSeconds(40);

  private Limits() {}

  /** How long a question of this kind is waited for. */
  static Duration of(Question question) {
    return switch (question) {
      // it reads files and asks one program of the desktop's
      case LOCAL_SETUP -> Duration.ofSeconds(2);
      // a silent resolver is given up for the next after 5 s (glibc, resolv.conf(5)): nothing new
      // comes in the second before that
      case NAMES_MACHINE -> Duration.ofSeconds(4);
      // three packets, and time for what a resolver of one's own asks others
      case NAMES_CONFIGURED -> Duration.ofSeconds(3);
      // they have the answer at hand; one packet may be lost
      case NAMES_PUBLIC -> Duration.ofSeconds(2);
      // three journeys there and back (connection, TLS, question), on a slow machine too: what they
      // say decides more than any other answer about names
      case NAMES_HTTPS -> Duration.ofMillis(2500);
      // by all of these ways at once
      case NAMES_SISTER -> Duration.ofSeconds(4);
      // whatever answers in a resolver's place stands near, and is quick
      case NAMES_NOBODY -> Duration.ofSeconds(1);
      // a first packet and one more after a second (RFC 6298, 2.1); the third comes too late
      case CONNECTIONS, HANDSHAKES, OTHER_NAME -> Duration.ofSeconds(3);
      // a name, a connection and TLS, through a way that may not be there
      case UPLINKS -> Duration.ofSeconds(3);
      // a name, a connection, TLS, and an answer that is ready
      case EDGE, STATIC, STATUS_PAGE, PORTALS, CONTROL -> Duration.ofSeconds(4);
      // AO3's application in trouble thinks for a while before it fails
      case APPLICATION -> Duration.ofSeconds(6);
      // whoever tries a page or looks sets the limit
      case SIGHTING,
          SAME_PAGE_WITH_COOKIES,
          SAME_PAGE_WITHOUT_COOKIES,
          SAME_PAGE_WITH_COOKIES_AGAIN,
          SAME_PAGE_WITHOUT_COOKIES_AGAIN,
          LIGHT_PAGE_WITH_COOKIES,
          LIGHT_PAGE_WITHOUT_COOKIES ->
          Ceiling.LONGEST;
    };
  }
}
