package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.when;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.why502.lab.site.Cookies;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Visit;

/**
 * What is wrong sits in one browser. Most of it no network can make: the browser tests do it to a
 * real browser (site settings, another extension, secure DNS, a filled cache) in these worlds.
 */
final class BrowserSituations {
  private static final String ONE_HOUR = "max-age=3600";

  private BrowserSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "cookies-refused-by-setting",
            "cookies-blocked",
            "a form that comes without a session leads to /auth_error (refuse AO3's cookies first)",
            () ->
                World.healthy()
                    .origin(
                        when(
                            v ->
                                v.method().equals("POST")
                                    && !v.cookies().containsKey(Cookies.SESSION),
                            v -> Reply.redirect(302, "/auth_error")))),
        new Situation(
            "extension-breaks-page",
            "browser-interference",
            "nothing at all (another extension blocks AO3's pages)",
            World::healthy),
        new Situation(
            "secure-dns-down",
            "browser-names",
            "nothing at all (the browser's own resolver does not answer)",
            World::healthy),
        new Situation(
            "secure-dns-leads-elsewhere",
            "browser-names",
            "nothing at all (the browser's own resolver names a filter's address)",
            World::healthy),
        new Situation(
            "maintenance-only-in-browser-cache",
            "recovered",
            "each page's first answer is the maintenance page, to be kept for an hour",
            () -> onceAndKept(FrontServer.maintenance(200))),
        new Situation(
            "bad-gateway-only-in-browser-cache",
            "recovered",
            "each page's first answer is a 502, to be kept for an hour (Firefox keeps none)",
            () -> onceAndKept(FrontServer.badGateway())));
  }

  /** What is asked with a query of its own is asked past every cache, and is fine. */
  private static World onceAndKept(Reply reply) {
    Map<String, Boolean> seen = new ConcurrentHashMap<>();
    return World.healthy()
        .origin(when(v -> fresh(v, seen), _ -> reply.header("cache-control", ONE_HOUR)));
  }

  private static boolean fresh(Visit visit, Map<String, Boolean> seen) {
    return Troubles.heavy(visit)
        && visit.query().isEmpty()
        && seen.putIfAbsent(visit.path(), true) == null;
  }
}
