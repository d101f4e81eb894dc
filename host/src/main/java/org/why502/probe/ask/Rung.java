package org.why502.probe.ask;

import org.why502.evidence.Evidence;
import org.why502.evidence.Question;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;

/** How each question that reaches AO3's own servers is put, once the {@link Ladder} lets it. */
final class Rung {
  private Rung() {}

  /**
   * Puts it.
   *
   * @throws IllegalArgumentException for a question that does not reach AO3's own servers
   */
  static void climb(Question question, Evidence evidence, Probes probes, InFlight inFlight) {
    switch (question) {
      case APPLICATION -> inFlight.ask(probes.page(Target.APPLICATION), Ceiling.isSlow(evidence));
      case STATIC -> inFlight.ask(probes.page(Target.STATIC));
      case SAME_PAGE_WITH_COOKIES -> inFlight.attempt(Trial.SAME_PAGE_WITH_COOKIES, 1);
      case SAME_PAGE_WITHOUT_COOKIES -> inFlight.attempt(Trial.SAME_PAGE_WITHOUT_COOKIES, 1);
      case SAME_PAGE_WITH_COOKIES_AGAIN -> inFlight.attempt(Trial.SAME_PAGE_WITH_COOKIES, 2);
      case SAME_PAGE_WITHOUT_COOKIES_AGAIN -> inFlight.attempt(Trial.SAME_PAGE_WITHOUT_COOKIES, 2);
      case LIGHT_PAGE_WITH_COOKIES -> inFlight.attempt(Trial.LIGHT_PAGE_WITH_COOKIES, 1);
      case LIGHT_PAGE_WITHOUT_COOKIES -> inFlight.attempt(Trial.LIGHT_PAGE_WITHOUT_COOKIES, 1);
      case SIGHTING,
          LOCAL_SETUP,
          NAMES_MACHINE,
          NAMES_CONFIGURED,
          NAMES_PUBLIC,
          NAMES_HTTPS,
          NAMES_NOBODY,
          NAMES_SISTER,
          CONNECTIONS,
          HANDSHAKES,
          OTHER_NAME,
          EDGE,
          STATUS_PAGE,
          PORTALS,
          CONTROL,
          UPLINKS ->
          throw new IllegalArgumentException(question + " does not reach AO3's own servers");
    }
  }
}
