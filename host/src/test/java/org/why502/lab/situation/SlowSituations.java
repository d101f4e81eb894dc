package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.everyDynamicPage;
import static org.why502.lab.situation.Troubles.late;
import static org.why502.lab.situation.Troubles.when;

import java.time.Duration;
import java.util.List;
import org.why502.lab.site.Application;
import org.why502.lab.site.Edge;
import org.why502.lab.site.Neighbours;
import org.why502.lab.site.Place;

/** Everything is answered as it should be, and far too late. */
final class SlowSituations {
  private static final Duration BUSY = Duration.ofSeconds(22);

  /** Less than the companion waits for what is answered at once by its nature. */
  private static final Duration SLOW_LINK = Duration.ofMillis(2700);

  private SlowSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "archive-slow",
            "archive-slow",
            "every page of AO3's is a good one, after 22 s; its edge answers at once",
            () -> World.healthy().origin(everyDynamicPage(late(BUSY, Application::answer)))),
        new Situation(
            "slow-only-here",
            "archive-slow",
            "every page of AO3's comes after 22 s, and whatever else is asked from here is late,"
                + " too",
            () ->
                World.healthy()
                    .origin(everyDynamicPage(late(BUSY, Application::answer)))
                    .path(when(v -> v.path().startsWith("/cdn-cgi/"), late(SLOW_LINK, Edge::trace)))
                    .site(Place.CONTROL, late(SLOW_LINK, Neighbours.of(Place.CONTROL)))));
  }
}
