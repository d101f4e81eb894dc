package org.why502.diagnosis;

import java.time.Duration;
import java.util.Optional;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Trial;
import org.why502.probe.World;
import org.why502.probe.ask.Trials;

/**
 * Trials that the companion makes itself, where no browser has the page: as a guest, and with
 * cookies only if a person gave some.
 *
 * @param world who asks
 * @param page the page in question
 * @param cookies a {@code Cookie} header
 * @param begun when the diagnosis began, by {@link System#nanoTime}
 */
public record HostTrials(World world, Page page, Optional<String> cookies, long begun)
    implements Trials {
  /** As long as the extension waits for its own trials. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  /**
   * A diagnosis ends after ten seconds: what is not told by then is not counted among what it cost
   * AO3, nor is what has come of it seen.
   */
  private static final Duration LATEST = Duration.ofMillis(9700);

  /** Trials of a diagnosis that begins now. */
  public HostTrials(World world, Page page, Optional<String> cookies) {
    this(world, page, cookies, System.nanoTime());
  }

  @Override
  public Observation.BrowserFetch attempt(Trial trial, int attempt) {
    boolean light =
        trial == Trial.LIGHT_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITHOUT_COOKIES;
    boolean with = trial == Trial.SAME_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITH_COOKIES;
    if (with && cookies.isEmpty()) {
      return new Observation.BrowserFetch(trial, attempt, new Outcome.NotAsked<>("no-browser"));
    }
    Page asked = light ? page.light() : page;
    // with cookies in hand it is a question whether guests are served: as they are, from a cache
    boolean asGuests = cookies.isPresent() && trial == Trial.LIGHT_PAGE_WITHOUT_COOKIES;
    Observation made =
        (asGuests
                ? world.pageAsGuestsGetIt(asked.address(), trial)
                : world.guestPage(
                    asked.address(), trial, attempt, with ? cookies : Optional.empty()))
            .ask(limit());
    if (made instanceof Observation.BrowserFetch fetch) {
      return fetch;
    }
    throw new IllegalStateException("A page was asked for and " + made.id() + " came.");
  }

  private Duration limit() {
    Duration left = LATEST.minusNanos(System.nanoTime() - begun);
    return left.compareTo(LIMIT) < 0 ? left : LIMIT;
  }
}
