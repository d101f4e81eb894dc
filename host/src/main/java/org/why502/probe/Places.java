package org.why502.probe;

import java.util.concurrent.ThreadLocalRandom;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Target;

/** The fixed places on the web that are asked, and how: past every memory on the way. */
final class Places {
  private static final HttpUrl SITE = HttpUrl.get("https://" + OfficialHosts.ARCHIVE + "/");
  private static final HttpUrl CONTROL = HttpUrl.get("https://www.gstatic.com/generate_204");

  /** What the OTW says of its own servers. */
  static final HttpUrl STATUS_PAGE = HttpUrl.get("https://www.otwstatus.org/api/v2/summary.json");

  /**
   * A name that Cloudflare's edge has a certificate for, whichever of its addresses is asked, and
   * that networks which filter names leave alone: its own.
   */
  static final String OTHER_NAME = "www.cloudflare.com";

  private Places() {}

  /** Where a fixed target is. */
  static HttpUrl of(Target target) {
    return switch (target) {
      case EDGE -> SITE.resolve("/cdn-cgi/trace");
      case STATIC -> SITE.resolve("/robots.txt");
      case APPLICATION -> SITE.resolve("/token_dispenser.json");
      case CONTROL -> CONTROL;
    };
  }

  /** Where a vendor's captive-portal check is: plain http, as such checks are. */
  static HttpUrl of(PortalVendor vendor) {
    return switch (vendor) {
      case MOZILLA -> HttpUrl.get("http://detectportal.firefox.com/success.txt");
      case GOOGLE -> HttpUrl.get("http://connectivitycheck.gstatic.com/generate_204");
    };
  }

  /** A page with a query that no cache has seen. */
  static Request busted(HttpUrl page) {
    return uncached(
        page.newBuilder()
            .addQueryParameter("why502", Long.toHexString(ThreadLocalRandom.current().nextLong()))
            .fragment(null)
            .build());
  }

  /** A memory anywhere on the way would tell about the past. */
  static Request uncached(HttpUrl url) {
    return new Request.Builder()
        .url(url)
        .header("Cache-Control", "no-cache, no-store")
        .header("Pragma", "no-cache")
        .build();
  }

  /** Whether a page may be asked: https, an official host, nobody's name and password in it. */
  static boolean isOfficial(HttpUrl url) {
    return url.isHttps()
        && url.port() == 443
        && url.username().isEmpty()
        && url.password().isEmpty()
        && OfficialHosts.contains(url.host());
  }
}
