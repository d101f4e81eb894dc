package org.why502.lab.site;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** AO3's application, alive: just as many pages as an extension can tell apart. */
public final class Application {
  private static final Pattern WORK = Pattern.compile("/works/(\\d+)");
  private static final Pattern CHAPTER = Pattern.compile("(?:/works/(\\d+))?/chapters/(\\d+)");
  private static final String TITLE = "The Lamp at Number Five";
  private static final Pattern NAVIGATE = Pattern.compile("/works/(\\d+)/navigate");
  private static final Pattern WORK_FORM =
      Pattern.compile("(?:/collections/[^/]+)?/works/(?:new|\\d+/edit)");
  private static final Pattern CHAPTER_FORM =
      Pattern.compile("/works/(\\d+)/chapters/(?:new|\\d+/edit)");
  private static final Pattern LISTING =
      Pattern.compile("/works|/works/search|/tags/[^/]+/works|/users/[^/]+(?:/works(?:/drafts)?)?");

  /** The highest work; above it is a 404. */
  private static final long LAST_WORK = 90_000_000L;

  private Application() {}

  /** Answers one request. */
  public static Reply answer(Visit visit) {
    Reply reply =
        switch (visit.method()) {
          case "GET", "HEAD" -> get(visit);
          case "POST" -> post(visit);
          default -> error(visit, 404, "Error 404", "The page you were looking for doesn't exist.");
        };
    reply = reply.header("cache-control", "max-age=0, private, must-revalidate");
    return visit.cookies().containsKey(Cookies.SESSION)
        ? reply
        : reply.header("Set-Cookie", Cookies.freshSession(visit.era()));
  }

  private static Reply get(Visit visit) {
    String path = visit.path();
    Matcher chapter = CHAPTER.matcher(path);
    Matcher work = WORK.matcher(path);
    Matcher navigate = NAVIGATE.matcher(path);
    Matcher chapterForm = CHAPTER_FORM.matcher(path);
    if (path.equals("/token_dispenser.json")) {
      return Reply.json(200, "{\"token\":\"" + token() + "\"}");
    } else if (path.equals("/")) {
      return page(visit, "Archive of Our Own", "home", "front.html", Map.of());
    } else if (path.equals("/users/login")) {
      return page(visit, "Log In", "sessions-new", "sign-in.html", Map.of("token", token()));
    } else if (WORK_FORM.matcher(path).matches()) {
      return page(visit, "Post New Work", "works-new", "work-form.html", Map.of("token", token()));
    } else if (chapterForm.matches()) {
      return page(
          visit,
          "Post New Chapter",
          "chapters-new",
          "chapter-form.html",
          Map.of("token", token(), "work", chapterForm.group(1)));
    } else if (navigate.matches()) {
      return page(
          visit,
          "Chapter Index",
          "works-navigate",
          "navigate.html",
          Map.of("work", navigate.group(1)));
    } else if (chapter.matches()) {
      return chapter(visit, chapter.group(1) == null ? "502" : chapter.group(1), chapter.group(2));
    } else if (work.matches() && Long.parseLong(work.group(1)) <= LAST_WORK) {
      return work(visit, work.group(1), "works-show");
    } else if (LISTING.matcher(path).matches()) {
      return page(visit, "Works", "works-index", "listing.html", Map.of());
    } else if (path.equals("/auth_error")) {
      return error(visit, 200, "Session Expired", "Your session has expired. Please log in again.");
    } else if (path.equals("/lost_cookie")) {
      return error(
          visit, 200, "Forced Logout", "Your browser lost a cookie, so you were logged out.");
    } else if (path.equals("/timeout_error")) {
      return error(visit, 504, "Timeout Error", "The page took too long to put together.");
    }
    return error(visit, 404, "Error 404", "The page you were looking for doesn't exist.");
  }

  private static Reply post(Visit visit) {
    if (visit.path().equals("/users/login")) {
      return Reply.redirect(302, "/users/tester")
          .header("Set-Cookie", Cookies.freshSession(visit.era()))
          .header("Set-Cookie", Cookies.signedIn())
          .header("Set-Cookie", Cookies.remember());
    }
    if (visit.path().equals("/works")) {
      return Reply.redirect(302, "/works/502");
    }
    return Reply.redirect(302, visit.path().replaceFirst("/(comments|bookmarks|chapters)$", ""));
  }

  private static Reply work(Visit visit, String id, String mainClass) {
    return work(visit, id, mainClass, TITLE);
  }

  /** AO3 names the chapter, who wrote it and what of in a chapter's title. */
  private static Reply chapter(Visit visit, String work, String id) {
    long number = Math.max(1, Long.parseLong(id) % 1000);
    String title = TITLE + " - Chapter " + number + " - tester - Original Work";
    return work(visit, work, "chapters-show", title);
  }

  private static Reply work(Visit visit, String id, String mainClass, String title) {
    return page(visit, title, mainClass, "work.html", Map.of("work", id, "token", token()));
  }

  /** An error page of the living application: it greets, and its body has a class. */
  public static Reply error(Visit visit, int status, String heading, String words) {
    String body =
        "<h2 class=\"heading\">" + heading + "</h2>\n<h3 class=\"heading\">" + words + "</h3>";
    String marker = status == 200 ? "" : " error-" + status;
    return Reply.html(
        status,
        frame(
            visit, heading + " | Archive of Our Own", "system errors" + marker + " region", body));
  }

  /** A page whose own part is made elsewhere. */
  static Reply shown(Visit visit, String title, String mainClass, String main) {
    return Reply.html(
            200, frame(visit, title + " | Archive of Our Own", mainClass + " region", main))
        .header("cache-control", "max-age=0, private, must-revalidate");
  }

  private static Reply page(
      Visit visit, String title, String mainClass, String main, Map<String, String> holes) {
    String whole = title.equals("Archive of Our Own") ? title : title + " | Archive of Our Own";
    return Reply.html(
        200, frame(visit, whole, mainClass + " region", Pages.fill("main/" + main, holes)));
  }

  private static String frame(Visit visit, String title, String mainClass, String main) {
    String greeting =
        visit.signedIn()
            ? "<div id=\"greeting\"><a href=\"/users/%1$s\">Hi, %1$s!</a>".formatted(member(visit))
                + "<a href=\"/works/new\">Post</a></div>"
            : "<div id=\"login\"><p id=\"greeting\"><a href=\"/users/login\">Log In</a></p></div>";
    return Pages.fill(
        "application.html",
        Map.of(
            "title", title,
            "token", token(),
            "body-class", visit.signedIn() ? "logged-in" : "logged-out",
            "greeting", greeting,
            "main-class", mainClass,
            "main", main));
  }

  /** Who is signed in: one person, unless the browser says that it is another one. */
  private static String member(Visit visit) {
    return visit.cookies().getOrDefault(Cookies.MEMBER, "tester");
  }

  /** A form token, good for nothing. */
  static String token() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong())
        + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
