package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.everyDynamicPage;
import static org.why502.lab.situation.Troubles.first;
import static org.why502.lab.situation.Troubles.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.why502.lab.site.Edge;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Role;
import org.why502.lab.site.Trouble;

/** Cloudflare between the reader and AO3, and the limits that either of them sets. */
final class EdgeSituations {
  private EdgeSituations() {}

  static List<Situation> all() {
    List<Situation> all = new ArrayList<>();
    Stream.of(502, 504, 520, 521, 522, 523, 524, 525, 526, 530)
        .map(EdgeSituations::cloudflare)
        .forEach(all::add);
    all.add(
        new Situation(
            "525-once-then-fine",
            "recovered",
            "Cloudflare's 525 once, everything fine after it",
            () -> World.healthy().origin(first(1, visit -> Edge.ownPage(visit, 525)))));
    all.add(
        new Situation(
            "shields-up",
            "browser-check",
            "every page is a 403 challenge, also for programs",
            () -> World.healthy().edge(Trouble.always(visit -> Edge.challenge()))));
    all.add(limited("retry-later", "429 with Retry-After: 120", "120"));
    all.add(limited("retry-later-a-date", "429 with a date", "Sun, 22 Nov 2099 12:00:00 GMT"));
    all.add(limited("retry-later-zero", "429 with Retry-After: 0", "0"));
    all.add(limited("retry-later-absurd", "429 with an absurd wait", "99999999999999999999"));
    all.add(limited("retry-later-nonsense", "429 with a wait that is not one", "soon"));
    all.add(limited("retry-later-missing", "429 without Retry-After", ""));
    all.add(limited("limit-for-the-third-time", "429 for the third time within the hour", "120"));
    all.add(limited("limit-on-the-days-first-page", "429 to the day's first request", "120"));
    all.add(
        new Situation(
            "check-for-the-second-time",
            "browser-check",
            "a 403 challenge that was met within the hour before",
            () -> World.healthy().edge(Trouble.always(visit -> Edge.challenge()))));
    all.add(
        new Situation(
            "address-blocked",
            "address-refused",
            "AO3's own 403 page for this address",
            () -> World.healthy().origin(everyDynamicPage(visit -> FrontServer.addressBlocked()))));
    all.add(
        new Situation(
            "teapot",
            "address-refused",
            "a 418 for this address",
            () -> World.healthy().origin(everyDynamicPage(visit -> FrontServer.teapot()))));
    all.add(
        new Situation(
            "cloudflare-turns-you-away",
            "address-refused",
            "Cloudflare's own 403 for this visitor",
            () -> World.healthy().edge(Trouble.always(Edge::turnedAway))));
    all.add(
        new Situation(
            "cloudflare-turns-the-browser-away",
            "address-refused",
            "the same, which a browser met: its light page is refused, too",
            () -> World.healthy().edge(Trouble.always(Edge::turnedAway))));
    all.add(
        new Situation(
            "one-request-refused",
            "request-refused",
            "a rule of Cloudflare's turns requests for works away; light pages pass",
            () -> World.healthy().edge(when(Troubles::ofAWork, Edge::turnedAway))));
    all.add(
        new Situation(
            "request-too-large",
            "request-refused",
            "Cloudflare answers requests for works with 413",
            () -> World.healthy().edge(when(Troubles::ofAWork, visit -> Edge.tooLarge()))));
    all.add(
        new Situation(
            "legal-reasons",
            "address-refused",
            "every page is a 451 of the edge's",
            () -> World.healthy().edge(Trouble.always(visit -> Edge.legalReasons()))));
    all.add(
        new Situation(
            "legal-reasons-without-a-page",
            "address-refused",
            "every page is a 451 of the edge's without one byte of body",
            () -> World.healthy().edge(Trouble.always(visit -> Reply.empty(451)))));
    all.add(
        new Situation(
            "too-large-without-a-page",
            "request-refused",
            "the edge answers requests for works with 413 and no body; light pages pass",
            () -> World.healthy().edge(when(Troubles::ofAWork, visit -> Reply.empty(413)))));
    all.add(
        new Situation(
            "edge-down",
            "edge-down",
            "Cloudflare's own 500 for everything of AO3's, also for what it answers by itself",
            () -> World.healthy().path(when(Troubles::atTheArchive, Edge::brokenItself))));
    all.add(
        new Situation(
            "edge-half-down",
            "edge-down",
            "Cloudflare's own 500 for every page of AO3's; what it answers by itself comes",
            () -> World.healthy().edge(Trouble.always(visit -> Edge.ownPage(visit, 500)))));
    return List.copyOf(all);
  }

  private static Situation cloudflare(int code) {
    return new Situation(
        "cloudflare-" + code,
        "edge-cannot-reach-archive",
        "Cloudflare's own " + code + " page for every dynamic page",
        () -> World.healthy().origin(everyDynamicPage(visit -> Edge.ownPage(visit, code))));
  }

  private static Situation limited(String name, String summary, String retryAfter) {
    return new Situation(
        name,
        "too-many-requests",
        summary,
        () ->
            World.healthy()
                .edge(
                    Trouble.always(
                        visit -> FrontServer.retryLater(retryAfter).from(Role.ARCHIVE))));
  }
}
