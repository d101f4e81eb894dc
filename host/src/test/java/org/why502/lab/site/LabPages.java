package org.why502.lab.site;

/**
 * Pages under {@code /lab/} on AO3's name that no archive has: they put a browser into the state
 * that a test begins with. They work in every situation and count as nobody's request.
 */
public final class LabPages {
  private LabPages() {}

  /** {@code /lab/sign-in}, {@code /lab/many-cookies}, {@code /lab/storage}, {@code /lab/blank}. */
  public static Reply answer(Visit visit) {
    return switch (visit.path()) {
      case "/lab/sign-in" ->
          page("Signed in, with cookies that are about to be stale.")
              .header("Set-Cookie", Cookies.staleSession())
              .header("Set-Cookie", Cookies.signedIn())
              .header("Set-Cookie", Cookies.remember())
              .header("Set-Cookie", "view_adult=true; path=/; secure");
      case "/lab/many-cookies" -> manyCookies();
      case "/lab/storage" ->
          page(
              "<script>localStorage.setItem('userscript-draft', 'forty words of a comment');"
                  + "localStorage.setItem('userscript-settings', '{\"font\":\"serif\"}');"
                  + "document.title='stored';</script>");
      case "/lab/blank" -> page("Nothing.");
      default -> Reply.html(404, "<title>no such lab page</title>");
    };
  }

  private static Reply manyCookies() {
    Reply reply =
        page("More than 8 KB of cookies.")
            .header("Set-Cookie", Cookies.staleSession())
            .header("Set-Cookie", Cookies.signedIn());
    for (int i = 0; i < 5; i++) {
      reply =
          reply.header(
              "Set-Cookie", "lab_ballast_" + i + "=" + "x".repeat(1900) + "; path=/; secure");
    }
    return reply;
  }

  private static Reply page(String words) {
    return Reply.html(
            200,
            "<!DOCTYPE html><title>lab</title><link rel=icon href='data:,'><p>" + words + "</p>")
        .header("cache-control", "no-store");
  }
}
