package org.why502.lab.site;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Pages under {@code /lab/} on AO3's name that no archive has: they put a browser into the state
 * that a test begins with. They work in every situation and count as nobody's request.
 */
public final class LabPages {
  private LabPages() {}

  /** A policy that allows a page nothing at all. */
  private static final String STRICT =
      "default-src 'none'; style-src 'none'; script-src 'none'; require-trusted-types-for 'script';"
          + " trusted-types 'none'; sandbox";

  /**
   * {@code /lab/sign-in}, {@code /lab/many-cookies}, {@code /lab/every-cookie}, {@code /lab/form},
   * {@code /lab/storage}, {@code /lab/blank}; and AO3's static 502 page where a message on it has a
   * hard time: {@code /lab/hostile-skin}, {@code /lab/strict}, {@code /lab/full}, {@code
   * /lab/unmoved}; {@code /lab/thief} has a script that wants to know what is written on the
   * message; {@code /lab/forms} has a form for each way in which one is answered ({@code /lab/send}
   * takes it and leads to a work).
   */
  public static Reply answer(Visit visit) {
    return switch (visit.path()) {
      case "/lab/sign-in" ->
          page("Signed in, with cookies that are about to be stale.")
              .header("Set-Cookie", Cookies.staleSession())
              .header("Set-Cookie", Cookies.signedIn())
              .header("Set-Cookie", Cookies.remember())
              .header("Set-Cookie", "view_adult=true; path=/; secure");
      case "/lab/many-cookies" -> manyCookies();
      case "/lab/every-cookie" -> everyKindOfCookie();
      case "/lab/form" ->
          Reply.html(200, Pages.read("form.html")).header("cache-control", "no-store");
      case "/lab/storage" ->
          page(
              "<script>localStorage.setItem('userscript-draft', 'forty words of a comment');"
                  + "localStorage.setItem('userscript-settings', '{\"font\":\"serif\"}');"
                  + "document.title='stored';</script>");
      case "/lab/blank" -> page("Nothing.");
      case "/lab/forms" -> page(FORMS);
      case "/lab/send" -> Reply.redirect(302, "/works/502");
      case "/lab/hostile-skin" -> badGateway(Pages.read("hostile-skin.css"), "");
      case "/lab/thief" ->
          badGateway("", "<script>" + Pages.read("thief.js") + "</script>" + CLOBBER);
      case "/lab/strict" -> FrontServer.badGateway().header("Content-Security-Policy", STRICT);
      case "/lab/full" -> badGateway("#main { max-width: none; text-align: justify }", FULL);
      case "/lab/unmoved" ->
          badGateway(
              "#main { max-width: none; text-align: justify } body { position: absolute; inset: 0"
                  + " }",
              FULL);
      default -> Reply.html(404, "<title>no such lab page</title>");
    };
  }

  /** A form whose fields are called as what a script would ask of it. */
  private static final String CLOBBER =
      "<form id='clobber' tabindex='0'><input type='hidden' name='matches'><input type='hidden'"
          + " name='closest'><input type='hidden' name='getAttribute'><input type='hidden'"
          + " name='localName'><input type='hidden' name='getBoundingClientRect'></form>";

  /** Taken and led on; answered by the archive as it is; answered with a page of its own. */
  private static final String FORMS =
      form("taken", "/lab/send") + form("archive", "/works") + form("page", "/lab/blank");

  private static String form(String id, String action) {
    return "<form id='"
        + id
        + "' method='post' action='"
        + action
        + "'><input type='hidden' name='words' value='a comment'><button>Send</button></form>";
  }

  /** Text from edge to edge, for more than one window. */
  private static final String FULL = "<p>" + "Words that nothing may cover. ".repeat(400) + "</p>";

  /** AO3's static 502 page with a skin, and more to read. */
  private static Reply badGateway(String skin, String more) {
    String page = new String(FrontServer.badGateway().body(), StandardCharsets.UTF_8);
    return Reply.html(
            502,
            page.replace("</head>", "<style>" + skin + "</style></head>")
                .replace("</h3>", "</h3>" + more))
        .header("cache-control", "no-store");
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

  /** One of each: RFC 6265bis, sections 4.1.2 and 4.1.3, and CHIPS for the partitioned one. */
  private static Reply everyKindOfCookie() {
    Reply reply = page("Every kind of cookie.");
    for (String cookie :
        List.of(
            "kind_session=1; path=/; secure",
            "kind_lasting=2; path=/; secure; Max-Age=86400",
            "kind_http_only=3; path=/; secure; HttpOnly; Max-Age=86400",
            "__Host-kind=4; path=/; secure; HttpOnly; SameSite=Lax; Max-Age=86400",
            "__Secure-kind=5; path=/; secure; domain=archiveofourown.org; Max-Age=86400",
            "kind_lax=6; path=/; secure; SameSite=Lax; Max-Age=86400",
            "kind_strict=7; path=/; secure; SameSite=Strict; Max-Age=86400",
            "kind_none=8; path=/; secure; SameSite=None; Max-Age=86400",
            "kind_domain=9; path=/; secure; domain=archiveofourown.org",
            "kind_path=10; path=/works; secure; Max-Age=86400",
            "kind_twice=11; path=/; secure; Max-Age=86400",
            "kind_twice=12; path=/; secure; domain=archiveofourown.org; Max-Age=86400",
            "kind_twice=13; path=/works; secure; Max-Age=86400",
            "kind_partitioned=14; path=/; secure; SameSite=None; Partitioned; Max-Age=86400",
            "__Host-partitioned=15; path=/; secure; SameSite=None; Partitioned",
            "kind_odd=a%20\"b\"|c; path=/; secure; Max-Age=86400",
            "kind_empty=; path=/; secure; Max-Age=86400")) {
      reply = reply.header("Set-Cookie", cookie);
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
