package org.why502.lab.site;

import java.util.Map;

/** The sites around AO3, in good health. */
public final class Neighbours {
  private Neighbours() {}

  /** What a place other than AO3 answers when nothing is wrong. */
  public static Site of(Place place) {
    return switch (place) {
      case ARCHIVE, ARCHIVE_ELSEWHERE -> new Edge(Trouble.none(), Trouble.none());
      case STATUS -> StatusPages.operational();
      case DETECT_PORTAL ->
          visit ->
              visit.path().equals("/success.txt")
                  ? Reply.text(200, "success\n")
                  : visit.path().equals("/canonical.html")
                      ? Reply.html(
                          200,
                          "<meta http-equiv=\"refresh\""
                              + " content=\"0;url=https://support.mozilla.org/kb/captive-portal\"/>")
                      : Reply.html(404, "");
      case CONNECTIVITY, CONTROL ->
          visit ->
              visit.path().equals("/generate_204") ? Reply.empty(204) : Reply.html(404, "not here");
      case EXAMPLE ->
          visit ->
              Reply.html(
                      200,
                      "<!DOCTYPE html><title>Example</title><link rel=icon href='data:,'>"
                          + "<h1>Another site</h1>")
                  .header("Set-Cookie", "example_cookie=keep-me; path=/; Max-Age=86400");
      case OTW -> Neighbours::underTheSameDomain;
      case BLOCK_PAGE -> visit -> blockPage(visit);
      case OLD_ADDRESS ->
          visit -> Reply.html(404, "<title>Parked</title><h1>Nothing is hosted here</h1>");
      case PORTAL -> visit -> portalPage();
      case CLOUDFLARE_RESOLVER, GOOGLE_RESOLVER ->
          throw new IllegalArgumentException("a resolver answers by its manners: " + place);
    };
  }

  /**
   * A cookie of this host's own, and one for all hosts of its registrable domain that has the name
   * of one of the archive's.
   */
  private static Reply underTheSameDomain(Visit visit) {
    String domain = visit.host().replaceFirst("^(www|other)\\.", "");
    return Reply.html(
            200,
            "<!DOCTYPE html><title>Beside AO3</title><link rel=icon href='data:,'>"
                + "<h1>Another site of the same domain</h1>")
        .header("Set-Cookie", "own_cookie=keep-me; path=/; secure; Max-Age=86400")
        .header(
            "Set-Cookie",
            "view_adult=of-the-domain; domain=" + domain + "; path=/; secure; Max-Age=86400");
  }

  /** A filter's page. */
  public static Reply blockPage(Visit visit) {
    return Reply.html(403, Pages.fill("block-page.html", Map.of("host", visit.host())));
  }

  /** The hotel's sign-in page. */
  public static Reply portalPage() {
    return Reply.html(200, Pages.read("portal.html")).from(Role.PORTAL);
  }
}
