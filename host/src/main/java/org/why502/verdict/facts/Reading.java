package org.why502.verdict.facts;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;

/**
 * Who wrote a page. The order of the tests is that of the field guide's first table; class tokens
 * are compared whole ({@code error-503} and {@code error-503-maintenance} are different pages).
 */
public enum Reading {
  /** Cloudflare's browser check in AO3's dress ("Shields are up!"). */
  CHALLENGE,
  /** AO3's rate limiter. */
  RATE_LIMITER,
  /** AO3's front server: planned work, whatever the status. */
  MAINTENANCE,
  /** AO3's front server: its application did not answer. */
  ARCHIVE_FRONT,
  /** AO3's application: it is alive, whatever it says. */
  ARCHIVE_APPLICATION,
  /** Cloudflare, speaking for an origin that it could not use. */
  CLOUDFLARE,
  /** The edge refuses a request, or whoever made it; AO3's application did not see it. */
  EDGE_REFUSAL,
  /** A plain gateway page that came through Cloudflare: AO3's own gateway, or the edge's. */
  GATEWAY_BEHIND_EDGE,
  /** A plain gateway page that shows no sign of Cloudflare: a proxy on this side. */
  GATEWAY_ELSEWHERE,
  /** A whole page that is nobody's we know: a portal, a filter, a look-alike. */
  STRANGER,
  /** Too little to tell. */
  UNTOLD;

  /**
   * What is said to a request that goes no further (RFC 9110, 15.5, RFC 7725, RFC 8470): by a rule,
   * too late, too large, on the wrong connection, too early, by law.
   */
  private static final Set<Integer> REFUSED_REQUESTS = Set.of(403, 408, 413, 421, 422, 425, 451);

  private static final Pattern FRONT_ERROR = Pattern.compile("error-\\d{3}");
  private static final Pattern CLOUDFLARE_TITLE = Pattern.compile("\\S+ \\| 5\\d\\d: .*");

  /**
   * Reads a page.
   *
   * @param status its HTTP status
   * @param headers its headers
   * @param markers what its body tells; empty where there was no body to look at
   */
  public static Reading of(int status, Headers headers, Optional<Markers> markers) {
    Markers page = markers.orElseGet(Markers::none);
    String title = page.title().orElse("");
    boolean throughEdge = throughEdge(headers);
    if (says(headers.cfMitigated(), "challenge")
        || title.startsWith("Shields are up!")
        || page.ids().contains("challenge-error-text")) {
      return CHALLENGE;
    }
    boolean errorClass =
        page.mainClasses().stream().anyMatch(c -> FRONT_ERROR.matcher(c).matches());
    if (status == 429) {
      return rateLimiter(headers, page, errorClass);
    }
    if (page.mainClasses().contains("error-503-maintenance")) {
      return MAINTENANCE;
    }
    boolean application =
        page.bodyClasses().contains("logged-in")
            || page.bodyClasses().contains("logged-out")
            || page.ids().contains("greeting")
            || page.ids().contains("csrf-token");
    if (errorClass || (application && !page.mainClasses().isEmpty())) {
      return application ? ARCHIVE_APPLICATION : ARCHIVE_FRONT;
    }
    if (says(headers.contentType(), "application/json") && page.text().equals("token")) {
      return ARCHIVE_APPLICATION;
    }
    boolean cloudflares =
        page.ids().contains("cf-wrapper")
            || page.ids().contains("cf-error-details")
            || CLOUDFLARE_TITLE.matcher(title).matches();
    if (status < 500 && (cloudflares || (REFUSED_REQUESTS.contains(status) && throughEdge))) {
      return EDGE_REFUSAL;
    }
    if (cloudflares || (status >= 520 && status <= 530 && throughEdge)) {
      return CLOUDFLARE;
    }
    if (status == 445 || status == 507 || status == 418) {
      return throughEdge ? ARCHIVE_FRONT : UNTOLD;
    }
    if (status >= 500) {
      return throughEdge ? GATEWAY_BEHIND_EDGE : GATEWAY_ELSEWHERE;
    }
    if (markers.isEmpty()) {
      return UNTOLD;
    }
    if (throughEdge) {
      return UNTOLD;
    }
    return STRANGER;
  }

  /**
   * A limit is AO3's where its edge signed it, or by its page or the words of its limiter; one that
   * came without the edge's signature is of a gateway on the way, which counts its own.
   */
  private static Reading rateLimiter(Headers headers, Markers page, boolean archivesPage) {
    if (throughEdge(headers) || archivesPage || page.text().startsWith("Retry later")) {
      return RATE_LIMITER;
    }
    return headers.equals(Headers.none()) ? UNTOLD : GATEWAY_ELSEWHERE;
  }

  /** Whether Cloudflare passed it on, or wrote it: it signs all that it lets through. */
  static boolean throughEdge(Headers headers) {
    return headers.cfRay().isPresent() || says(headers.server(), "cloudflare");
  }

  /** Whether AO3 or its edge wrote it, so that the path to them is whole. */
  public boolean official() {
    return switch (this) {
      case CHALLENGE,
          RATE_LIMITER,
          MAINTENANCE,
          ARCHIVE_FRONT,
          ARCHIVE_APPLICATION,
          CLOUDFLARE,
          EDGE_REFUSAL,
          GATEWAY_BEHIND_EDGE ->
          true;
      case GATEWAY_ELSEWHERE, STRANGER, UNTOLD -> false;
    };
  }

  private static boolean says(Optional<String> header, String word) {
    return header.filter(h -> h.toLowerCase(Locale.ROOT).contains(word)).isPresent();
  }
}
