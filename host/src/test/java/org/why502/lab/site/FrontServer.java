package org.why502.lab.site;

import java.util.Map;

/**
 * AO3's front server speaking for itself: static pages, written while the application does not
 * answer (field guide, section 1, rows 2 to 4 and the special codes).
 */
public final class FrontServer {
  private static final String SLOW = "The page was responding too slowly.";
  private static final String LATER =
      "Please wait a while and try again. Its volunteers know when the Archive is in trouble.";

  private FrontServer() {}

  /** The static 502 page: the application servers did not take the request. */
  public static Reply badGateway() {
    return error(502, "error-502", "AO3 Down", "Error 502", SLOW, LATER);
  }

  /** The static 503 page. */
  public static Reply unavailable() {
    return error(503, "error-503", "Error 503", "Error 503", SLOW, LATER);
  }

  /** The static 504 page: the application took the request and never answered. */
  public static Reply gatewayTimeout() {
    return error(504, "error-504", "Error 504", "Error 504", SLOW, LATER);
  }

  /** Planned work. The page is the same whatever status it travels under. */
  public static Reply maintenance(int status) {
    return error(
        status,
        "error-503-maintenance",
        "Maintenance",
        "The Archive is down for maintenance",
        "We'll be back soon.",
        "The Archive is closed for planned work.");
  }

  /** Elasticsearch is down. */
  public static Reply searchDown() {
    return error(
        445, "error-445", "Error 445", "Error 445", "Search is resting.", "Works still open.");
  }

  /** Posting too fast: this address is banned for a day. */
  public static Reply postingTooFast() {
    return error(
        507, "error-507", "Error 507", "Error 507", "Too much at once.", "You posted too fast.");
  }

  /** This address is blocked for long. */
  public static Reply addressBlocked() {
    return error(
        403, "error-403", "Error 403", "Error 403", "Forbidden", "Your address has been blocked.");
  }

  /** A rule against bots or VPNs. */
  public static Reply teapot() {
    return error(418, "error-418", "Error 418", "Error 418", "I'm a teapot", "Short and stout.");
  }

  /**
   * The rate limiter, in its plain form.
   *
   * @param retryAfter the Retry-After header as sent; empty for none
   */
  public static Reply retryLater(String retryAfter) {
    Reply reply = Reply.text(429, "Retry later\n");
    return retryAfter.isEmpty() ? reply : reply.header("Retry-After", retryAfter);
  }

  /** The limit of a gateway on the way, which has pages of its own. */
  public static Reply tooManyHere(String server) {
    return Reply.html(429, "<html><head><title>429 Too Many Requests</title></head></html>")
        .header("Server", server);
  }

  /** A reply that a gateway without pages of its own would make. */
  public static Reply bareBadGateway(String server) {
    return Reply.html(
        502,
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>"
            + server
            + "</center>\r\n</body>\r\n</html>\r\n");
  }

  /** The one static file that everybody may ask for. */
  public static Reply robots() {
    return Reply.text(
        200,
        "User-agent: *\n"
            + "Disallow: /works/search\n"
            + "Disallow: /downloads/\n"
            + "Disallow: /*?*view_full_work\n");
  }

  private static Reply error(
      int status, String marker, String title, String heading, String sub, String words) {
    return Reply.html(
        status,
        Pages.fill(
            "front-server.html",
            Map.of(
                "title", title,
                "main-class", "system errors " + marker + " region",
                "heading", heading,
                "subheading", sub,
                "words", words)));
  }
}
