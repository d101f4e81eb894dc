package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.everyDynamicPage;
import static org.why502.lab.situation.Troubles.when;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.why502.lab.site.Application;
import org.why502.lab.site.Cookies;
import org.why502.lab.site.Edge;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Site;
import org.why502.lab.site.StatusPages;
import org.why502.lab.site.Trouble;
import org.why502.lab.site.Visit;

/**
 * Cookies that AO3 cannot live with. Visit {@code /lab/sign-in} first: it gives a browser such
 * cookies in any situation.
 */
final class SessionSituations {
  private static final int TOO_MUCH = 8 * 1024;

  private SessionSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "stale-cookies",
            "stale-session",
            "502 for every session from before, 200 uncached without cookies or with new ones",
            () -> World.healthy().origin(stale(visit -> FrontServer.badGateway()))),
        new Situation(
            "redirect-loop-with-cookies",
            "stale-session",
            "a redirect to the same page, over and over, for sessions from before",
            () -> World.healthy().origin(stale(SessionSituations::round))),
        new Situation(
            "fifteen-redirects-with-cookies",
            "stale-session",
            "fifteen redirects and then a 502 for sessions from before",
            () -> {
              AtomicInteger count = new AtomicInteger();
              return World.healthy()
                  .origin(
                      stale(
                          visit ->
                              count.incrementAndGet() % 16 == 0
                                  ? FrontServer.badGateway()
                                  : round(visit)));
            }),
        new Situation(
            "cookies-too-big",
            "stale-session",
            "400 for more than 8 KB of cookies (visit /lab/many-cookies first)",
            () ->
                World.healthy()
                    .origin(
                        when(
                            visit -> visit.cookieLength() > TOO_MUCH,
                            visit ->
                                Reply.html(
                                    400,
                                    "<html>\r\n<head><title>400 Request Header Or Cookie Too"
                                        + " Large</title></head>\r\n<body>\r\n<center><h1>400 Bad"
                                        + " Request</h1></center>\r\n<center>Request Header Or"
                                        + " Cookie Too Large</center>\r\n<hr><center>nginx</center>"
                                        + "\r\n</body>\r\n</html>\r\n")))),
        new Situation(
            "502-then-cookies-too-big",
            "stale-session",
            "a 502 for the page that was asked for, and 400 for its cookies ever since",
            World::healthy),
        new Situation(
            "502-for-a-guest-the-second-time",
            "archive-overloaded",
            "502 for three requests of four, which happen to be the browser's with cookies and the"
                + " second one without",
            World::healthy),
        new Situation(
            "guests-cached-members-502",
            "signed-in-pages-down",
            "502 while signed in; guests get yesterday's copy from the edge, 502 past its cache",
            () ->
                World.healthy()
                    .edge(
                        visit ->
                            visit.signedIn() || !visit.query().isEmpty()
                                ? Optional.empty()
                                : cached(visit))
                    .origin(everyDynamicPage(visit -> FrontServer.badGateway()))),
        new Situation(
            "members-520",
            "signed-in-pages-down",
            "Cloudflare's own 520 while signed in; guests get fresh pages",
            () -> members(visit -> Edge.ownPage(visit, 520))),
        new Situation(
            "members-525-and-an-incident",
            "signed-in-pages-down",
            "Cloudflare's own 525 while signed in, and an open incident; guests get fresh pages",
            () ->
                members(visit -> Edge.ownPage(visit, 525))
                    .site(Place.STATUS, StatusPages.incident("major"))),
        new Situation(
            "members-502-and-an-incident",
            "signed-in-pages-down",
            "502 while signed in, and an open incident; guests get fresh pages",
            () ->
                members(visit -> FrontServer.badGateway())
                    .site(Place.STATUS, StatusPages.incident("major"))),
        new Situation(
            "members-met-by-silence",
            "signed-in-pages-down",
            "no answer ever comes while signed in; guests get fresh pages",
            () -> members(visit -> FrontServer.badGateway().after(Duration.ofSeconds(90)))),
        new Situation(
            "session-expired",
            "signed-out",
            "signed-in pages lead to /auth_error",
            () -> World.healthy().origin(stale(visit -> Reply.redirect(302, "/auth_error")))),
        new Situation(
            "forced-logout",
            "signed-out",
            "signed-in pages lead to /lost_cookie",
            () -> World.healthy().origin(stale(visit -> Reply.redirect(302, "/lost_cookie")))));
  }

  /** Whoever is signed in meets this at every dynamic page. */
  private static World members(Site reply) {
    return World.healthy()
        .origin(when(visit -> Troubles.dynamic(visit) && visit.signedIn(), reply));
  }

  private static Trouble stale(Site reply) {
    return when(
        visit ->
            Troubles.dynamic(visit)
                && Cookies.stale(visit)
                && !visit.path().equals("/auth_error")
                && !visit.path().equals("/lost_cookie"),
        reply);
  }

  /** A page of a work from the edge's cache; what is not a page is never there. */
  private static Optional<Reply> cached(Visit visit) {
    if (!visit.path().startsWith("/works/")) {
      return Optional.empty();
    }
    Reply page = Application.answer(visit);
    return Optional.of(
        Reply.html(page.status(), new String(page.body(), StandardCharsets.UTF_8))
            .header("cf-cache-status", "HIT")
            .header("age", "3131"));
  }

  private static Reply round(Visit visit) {
    return Reply.redirect(302, visit.target());
  }
}
