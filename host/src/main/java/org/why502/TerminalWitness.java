package org.why502;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Trial;
import org.why502.probe.Witness;
import org.why502.probe.World;

/**
 * Takes the browser's place when a person asks from a terminal: it can try pages as a guest, and
 * with cookies only if the person gave some.
 *
 * @param world who asks
 * @param page the page in question
 * @param cookies a {@code Cookie} header
 * @param progress where each observation is told
 * @param words how
 */
record TerminalWitness(
    World world, Page page, Optional<String> cookies, PrintStream progress, Words words)
    implements Witness {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  @Override
  public Observation.BrowserFetch attempt(Trial trial, int attempt) {
    boolean light =
        trial == Trial.LIGHT_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITHOUT_COOKIES;
    boolean with = trial == Trial.SAME_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITH_COOKIES;
    if (with && cookies.isEmpty()) {
      return new Observation.BrowserFetch(trial, attempt, new Outcome.NotAsked<>("no-browser"));
    }
    Page asked = light ? page.light() : page;
    Observation made =
        world
            .guestPage(asked.address(), trial, attempt, with ? cookies : Optional.empty())
            .ask(LIMIT);
    if (made instanceof Observation.BrowserFetch fetch) {
      return fetch;
    }
    throw new IllegalStateException("A page was asked for and " + made.id() + " came.");
  }

  @Override
  public void observed(Observation observation) {
    progress.println("  " + words.observation(observation));
  }

  @Override
  public void settled(Evidence evidence) {
    // what follows only completes the picture; a terminal shows the end once
  }
}
