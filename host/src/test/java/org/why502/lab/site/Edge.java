package org.why502.lab.site;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Cloudflare in front of AO3: answers for itself what it can, and passes the rest on.
 *
 * @param trouble meets requests before anything else but {@code /cdn-cgi/}
 * @param origin meets requests that go on to AO3's own servers, before the application does
 */
public record Edge(Trouble trouble, Trouble origin) implements Site {
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(500, "Internal server error"),
          Map.entry(502, "Bad gateway"),
          Map.entry(504, "Gateway time-out"),
          Map.entry(520, "Web server is returning an unknown error"),
          Map.entry(521, "Web server is down"),
          Map.entry(522, "Connection timed out"),
          Map.entry(523, "Origin is unreachable"),
          Map.entry(524, "A timeout occurred"),
          Map.entry(525, "SSL handshake failed"),
          Map.entry(526, "Invalid SSL certificate"),
          Map.entry(530, "Origin DNS error"));

  @Override
  public Reply answer(Visit visit) {
    return signed(respond(visit));
  }

  private Reply respond(Visit visit) {
    if (!visit.tls()) {
      return Reply.redirect(301, "https://" + visit.host() + visit.target()).from(Role.EDGE);
    }
    if (visit.path().startsWith("/lab/")) {
      return LabPages.answer(visit).from(Role.EDGE);
    }
    if (visit.path().equals("/cdn-cgi/trace")) {
      return trace(visit).from(Role.EDGE);
    }
    if (visit.path().startsWith("/cdn-cgi/")) {
      return Reply.of(200, "application/javascript", "/* a look-alike: does nothing */\n")
          .from(Role.EDGE);
    }
    if (visit.path().equals("/stylesheets/lab.css")) {
      return Reply.of(200, "text/css; charset=utf-8", Pages.read("style.css"))
          .header("cache-control", "max-age=3600")
          .header("cf-cache-status", "HIT")
          .header("age", "4711")
          .from(Role.EDGE);
    }
    if (visit.path().equals("/favicon.ico")) {
      return Reply.empty(200)
          .header("content-type", "image/x-icon")
          .header("cf-cache-status", "HIT")
          .from(Role.EDGE);
    }
    return trouble.meets(visit).map(r -> fromEdgeUnlessSaid(r)).orElseGet(() -> passOn(visit));
  }

  private static Reply fromEdgeUnlessSaid(Reply reply) {
    return reply.reached().isPresent() ? reply : reply.from(Role.EDGE);
  }

  private Reply passOn(Visit visit) {
    Reply reply =
        origin
            .meets(visit)
            .orElseGet(
                () ->
                    visit.path().equals("/robots.txt")
                        ? robotsFromCache()
                        : Application.answer(visit));
    return reply.headers().get("cf-cache-status") == null
        ? reply.header("cf-cache-status", "DYNAMIC")
        : reply;
  }

  /** {@code robots.txt} as the edge usually has it: a hit, which proves nothing but the edge. */
  private static Reply robotsFromCache() {
    return FrontServer.robots()
        .header("cf-cache-status", "HIT")
        .header("age", "1204")
        .from(Role.EDGE);
  }

  /** What the edge says of itself, to whoever asks. */
  public static Reply trace(Visit visit) {
    return Reply.text(
        200,
        """
        fl=506f45
        h=%s
        ip=203.0.113.77
        ts=1763812800.000
        visit_scheme=https
        uag=%s
        colo=EWR
        sliver=none
        http=http/2
        loc=US
        tls=TLSv1.3
        sni=plaintext
        warp=off
        gateway=off
        """
            .formatted(visit.host(), visit.headers().get("User-Agent")));
  }

  private static Reply signed(Reply reply) {
    return reply
        .header("server", "cloudflare")
        .header("cf-ray", "8e%014x-EWR".formatted(ThreadLocalRandom.current().nextLong(1L << 55)));
  }

  /**
   * Cloudflare's own page for an origin that it could not use; it tried, so AO3 may have felt it.
   */
  public static Reply ownPage(Visit visit, int code) {
    return Reply.html(
            code,
            Pages.fill(
                "cloudflare.html",
                Map.of(
                    "host",
                    visit.host(),
                    "code",
                    Integer.toString(code),
                    "name",
                    NAMES.getOrDefault(code, "Unknown error"),
                    "words",
                    "The web server could not be used by Cloudflare.")))
        .from(Role.ARCHIVE);
  }

  /**
   * Cloudflare's own refusal: a rule turns this visitor away (its error 1020, among 1005 to 1020).
   */
  public static Reply turnedAway(Visit visit) {
    return Reply.html(403, Pages.fill("turned-away.html", Map.of("host", visit.host())));
  }

  /** Cloudflare in trouble itself: not even what it answers without AO3 comes. */
  public static Reply brokenItself(Visit visit) {
    return signed(ownPage(visit, 500).from(Role.EDGE));
  }

  /** What was sent is more than the edge takes. */
  public static Reply tooLarge() {
    return Reply.html(413, "<html><head><title>413 Payload Too Large</title></head></html>");
  }

  /** A law forbids it here (RFC 7725). */
  public static Reply legalReasons() {
    return Reply.html(
        451, "<html><head><title>451 Unavailable For Legal Reasons</title></head></html>");
  }

  /** "Shields are up!": the browser has to prove itself first. */
  public static Reply challenge() {
    return Reply.html(403, Pages.read("challenge.html")).header("cf-mitigated", "challenge");
  }
}
