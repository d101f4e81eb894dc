package org.why502.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.BrowserError;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.probe.World;
import org.why502.probe.ask.Look;

/**
 * Where nobody saw a failure, the companion looks once itself, as a browser would.
 *
 * @param world who asks
 * @param page the page in question
 * @param cookies a {@code Cookie} header, where the person gave cookies
 */
public record FirstLook(World world, Page page, Optional<String> cookies) implements Look {
  /**
   * A page that is silent for so long is late, whatever it would have said; what a late page gives
   * occasion to ask must fit into the ten seconds too.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  @Override
  public Found take() {
    Instant now = Instant.now();
    Trial trial =
        cookies.isPresent() ? Trial.SAME_PAGE_WITH_COOKIES : Trial.SAME_PAGE_WITHOUT_COOKIES;
    Observation look = world.guestPage(page.address(), trial, 1, cookies).ask(PATIENCE);
    Optional<Sighting> sighting =
        look instanceof Observation.BrowserFetch fetch
            ? sighting(page, fetch.outcome(), cookies.isPresent(), now)
            : Optional.empty();
    return new Found(sighting, look.archiveRequests() > 0);
  }

  private static Optional<Sighting> sighting(
      Page page, Outcome<Answer> outcome, boolean cookies, Instant now) {
    return switch (outcome) {
      case Outcome.Saw<Answer>(var a, var took) ->
          Optional.of(
              new Sighting(
                  page.address().getHost(),
                  page.kind(),
                  Optional.of("GET"),
                  Optional.empty(),
                  Optional.of(a.status()),
                  Optional.empty(),
                  a.serverIp(),
                  Optional.empty(),
                  // our own first connection is slower than a browser's; the server's time is meant
                  a.timings().firstByte().orElse(took),
                  false,
                  Optional.of(cookies),
                  Optional.empty(),
                  1,
                  now,
                  a.landing(),
                  a.headers(),
                  Optional.of(a.markers())));
      case Outcome.Failed<Answer>(var failure, var took) ->
          Optional.of(
              new Sighting(
                  page.address().getHost(),
                  page.kind(),
                  Optional.of("GET"),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(BrowserError.code(failure)),
                  Optional.empty(),
                  Optional.empty(),
                  took,
                  false,
                  Optional.of(cookies),
                  Optional.empty(),
                  1,
                  now,
                  Optional.empty(),
                  Headers.none(),
                  Optional.empty()));
      case Outcome.NotAsked<Answer> _ -> Optional.empty();
    };
  }
}
