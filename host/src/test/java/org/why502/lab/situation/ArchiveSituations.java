package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.everyDynamicPage;
import static org.why502.lab.situation.Troubles.everyThird;
import static org.why502.lab.situation.Troubles.first;
import static org.why502.lab.situation.Troubles.firstVisitOfEachPage;
import static org.why502.lab.situation.Troubles.late;
import static org.why502.lab.situation.Troubles.when;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mockwebserver3.SocketEffect;
import org.why502.lab.site.Application;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Site;
import org.why502.lab.site.StatusPages;
import org.why502.lab.site.Trouble;
import org.why502.lab.site.Visit;

/** AO3's own servers, and what its status page says about them. */
final class ArchiveSituations {
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final Pattern HEAVY =
      Pattern.compile("view_full_work=true|show_comments=true|work_search(?:\\[|%5B)");
  private static final Site BAD_GATEWAY = visit -> FrontServer.badGateway();
  static final Trouble ALL_DOWN = everyDynamicPage(BAD_GATEWAY);

  private ArchiveSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation("healthy", "none", "nothing is wrong anywhere", World::healthy),
        new Situation(
            "ordinary-page",
            "none",
            "a normal page with Cloudflare's script in it",
            World::healthy),
        new Situation(
            "ordinary-404",
            "none",
            "every work is a 404 of the living application",
            () ->
                World.healthy()
                    .origin(
                        when(
                            v -> v.path().startsWith("/works/"),
                            v ->
                                Application.error(
                                    v, 404, "Error 404", "The page doesn't exist.")))),
        new Situation(
            "fine-again",
            "recovered",
            "each page is a 502 the first time, and fine from then on",
            () -> World.healthy().origin(firstVisitOfEachPage(BAD_GATEWAY))),
        new Situation(
            "recovered",
            "recovered",
            "the first dynamic request gets a 502, everything after it is fine",
            () -> World.healthy().origin(first(1, BAD_GATEWAY))),
        new Situation(
            "every-page-502-at-once",
            "archive-down",
            "every dynamic page is AO3's 502 at once; static files come from its front server",
            () -> World.healthy().origin(ALL_DOWN.or(freshRobots()))),
        new Situation(
            "archive-down",
            "archive-down",
            "every dynamic page is AO3's 502 at once, and an open incident says so",
            () -> down(StatusPages.incident("major"))),
        new Situation(
            "incident-open-502",
            "archive-down",
            "502 everywhere and a critical incident on the status page",
            () -> down(StatusPages.incident("critical"))),
        new Situation(
            "status-page-green-502",
            "archive-down",
            "502 everywhere, the status page says operational",
            () -> down(StatusPages.operational())),
        new Situation(
            "status-page-silent",
            "archive-down",
            "502 everywhere, the status page never answers",
            () -> down(visit -> Reply.sabotage(SocketEffect.Stall.INSTANCE))),
        new Situation(
            "status-page-nonsense",
            "archive-down",
            "502 everywhere, the status page answers with a page instead of data",
            () -> down(visit -> Reply.html(200, "<title>Sign in to continue</title>"))),
        new Situation(
            "empty-body-502",
            "archive-down",
            "every dynamic page is a 502 without one byte of body",
            () -> World.healthy().origin(everyDynamicPage(visit -> Reply.empty(502)))),
        new Situation(
            "nameless-gateway-502",
            "archive-down",
            "every dynamic page is a bare 502 under AO3's certificate, without a sign of the edge",
            () ->
                World.healthy()
                    .path(everyDynamicPage(visit -> FrontServer.bareBadGateway("nginx")))),
        new Situation(
            "bare-502",
            "archive-down",
            "every dynamic page is a gateway's bare 502, passed through the edge",
            () ->
                World.healthy()
                    .origin(everyDynamicPage(visit -> FrontServer.bareBadGateway("nginx")))),
        new Situation(
            "every-page-503-at-once",
            "archive-down",
            "every dynamic page is AO3's 503 at once",
            () -> World.healthy().origin(everyDynamicPage(visit -> FrontServer.unavailable()))),
        new Situation(
            "one-in-three-502",
            "archive-overloaded",
            "the 1st, 4th, 7th … dynamic request is shed with a 502",
            () -> World.healthy().origin(everyThird(BAD_GATEWAY))),
        new Situation(
            "one-in-three-503",
            "archive-overloaded",
            "the 1st, 4th, 7th … dynamic request is shed with a 503",
            () -> World.healthy().origin(everyThird(visit -> FrontServer.unavailable()))),
        new Situation(
            "maintenance-as-503",
            "archive-maintenance",
            "the maintenance page with its own status; the status page announces it",
            () ->
                World.healthy()
                    .origin(everyDynamicPage(visit -> FrontServer.maintenance(503)))
                    .site(Place.STATUS, StatusPages.maintenance())),
        new Situation(
            "maintenance-as-200",
            "archive-maintenance",
            "the maintenance page with status 200; the status page says nothing",
            () -> World.healthy().origin(everyDynamicPage(visit -> FrontServer.maintenance(200)))),
        new Situation(
            "long-wait-then-502",
            "page-too-slow",
            "pages wait 25 s and then get a 502; token_dispenser.json answers at once",
            () ->
                World.healthy().origin(when(ArchiveSituations::work, late(PATIENCE, BAD_GATEWAY)))),
        new Situation(
            "entire-work-times-out",
            "page-too-slow",
            "an entire work, comments and filtered lists wait 25 s and get a 504; other pages load",
            () ->
                World.healthy()
                    .origin(
                        when(
                            ArchiveSituations::heavy,
                            late(PATIENCE, visit -> FrontServer.gatewayTimeout())))),
        new Situation(
            "timeout-error-redirect",
            "page-too-slow",
            "a work is redirected to /timeout_error, a 504 of the living application",
            () ->
                World.healthy()
                    .origin(
                        when(
                            ArchiveSituations::work,
                            late(PATIENCE, v -> Reply.redirect(302, "/timeout_error"))))),
        new Situation(
            "download-fails",
            "archive-overloaded",
            "files of works get a 502 at once; the works themselves open",
            () ->
                World.healthy().origin(when(v -> v.path().startsWith("/downloads/"), BAD_GATEWAY))),
        new Situation(
            "search-445",
            "search-down",
            "listings and searches get 445, works by id are fine",
            () ->
                World.healthy()
                    .origin(when(ArchiveSituations::listing, v -> FrontServer.searchDown()))),
        new Situation(
            "posting-too-fast",
            "posting-limit",
            "everything posted gets 507",
            () ->
                World.healthy()
                    .origin(
                        when(v -> v.method().equals("POST"), v -> FrontServer.postingTooFast()))));
  }

  private static World down(Site status) {
    return World.healthy().origin(ALL_DOWN).site(Place.STATUS, status);
  }

  /** Static files that the front server hands out itself, past the edge's cache. */
  private static Trouble freshRobots() {
    return visit ->
        visit.path().equals("/robots.txt")
            ? Optional.of(FrontServer.robots().header("cf-cache-status", "MISS"))
            : Optional.empty();
  }

  /** A page of a work that has to be put together; its index of chapters is light. */
  private static boolean work(Visit visit) {
    return visit.path().matches("/works/\\d+(/chapters/\\d+)?");
  }

  private static boolean heavy(Visit visit) {
    return HEAVY.matcher(visit.query()).find();
  }

  private static boolean listing(Visit visit) {
    return visit.path().matches("/works(/search)?|/tags/.*|/users/[^/]+/works");
  }
}
