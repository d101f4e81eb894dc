package org.why502.lab.site;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * AO3 as whoever writes there meets it: it keeps what is posted, and shows it. It is closed, and
 * {@link Application} answers without a memory, until a test opens it by telling how it behaves
 * ({@code POST /desk/MANNER} at the control server). It ends with its situation.
 */
public final class Desk implements Trouble {

  /** What becomes of a form. */
  public enum Manner {
    /** It is stored, and AO3 leads on to it. */
    TAKES,
    /** It is stored, and the answer is a 502. */
    STORES_AND_FAILS,
    /** The answer is a 502; it is stored once that is asked for. */
    STORES_LATE,
    /** The answer is a 502, and nothing is ever stored. */
    LOSES,
    /** It is stored, the answer is a 502, and a cache goes on showing every page as it was. */
    SHOWS_THE_OLD;

    /** The manner of a name, as {@code stores-and-fails}. */
    public static Optional<Manner> named(String name) {
      return Arrays.stream(values())
          .filter(m -> m.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
          .findFirst();
    }
  }

  private static final Pattern COMMENTS = Pattern.compile("(/.*)/comments");
  private static final Pattern COMMENT = Pattern.compile("/comments/\\d+");
  private static final String LAMP = "The lamp at number five stood as it had stood all summer.";
  private static final String WORDS_OF_BEFORE =
      "<p>" + LAMP + " Nobody had looked at it since.</p><p>And so the keeper slept at last.</p>";

  private Optional<Manner> manner = Optional.empty();
  private Optional<String> flash = Optional.empty();
  private final List<Piece> chapters = new ArrayList<>();
  private final List<Piece> works = new ArrayList<>();
  private final List<SentForm> late = new ArrayList<>();

  /** What stands on a page, by its path: the fields of the form that put it there. */
  private final Map<String, Map<String, String>> shown = new LinkedHashMap<>();

  /** How many pieces a cache shows. */
  private int seen = Integer.MAX_VALUE;

  /** Opens it, or has it behave otherwise from now on. */
  public synchronized void behave(Manner next) {
    manner = Optional.of(next);
    seen = next == Manner.SHOWS_THE_OLD ? chapters.size() + works.size() : Integer.MAX_VALUE;
  }

  /** What was to be stored late is stored now. */
  public synchronized void storeWhatIsLate() {
    late.forEach(this::store);
    late.clear();
  }

  @Override
  public synchronized Optional<Reply> meets(Visit visit) {
    if (manner.isEmpty() || visit.path().equals("/users/login")) {
      return Optional.empty();
    }
    return switch (visit.method()) {
      case "GET", "HEAD" -> show(visit);
      case "POST" -> take(visit);
      default -> Optional.empty();
    };
  }

  private Optional<Reply> take(Visit visit) {
    SentForm sent = SentForm.of(visit);
    if (sent.by("preview_button") && sent.path().matches(".*/\\d+")) {
      boolean isDraft = all().anyMatch(p -> p.path().equals(sent.path()) && p.draft());
      return Optional.of(preview(visit, sent, isDraft ? "post_button" : "update_button"));
    }
    if (sent.by("edit_button")) {
      return WritingForm.sentTo(sent.path()).map(form -> form(visit, form, sent.fields()));
    }
    return Optional.of(
        switch (manner.orElseThrow()) {
          case TAKES -> store(sent);
          case STORES_AND_FAILS, SHOWS_THE_OLD -> {
            store(sent);
            yield FrontServer.badGateway();
          }
          case STORES_LATE -> {
            late.add(sent);
            yield FrontServer.badGateway();
          }
          case LOSES -> FrontServer.badGateway();
        });
  }

  /** Where AO3 would lead on to. */
  private Reply store(SentForm sent) {
    String path = sent.path();
    Matcher comments = COMMENTS.matcher(path);
    if (path.equals("/works/502/chapters")) {
      boolean draft = !sent.by("post_without_preview_button");
      String place = path + "/" + (1004 + chapters.size());
      chapters.add(new Piece(place, sent.field("[title]"), sent.field("[content]"), draft));
      return Reply.redirect(302, draft ? place + "/preview" : place);
    }
    if (path.equals("/works")) {
      boolean draft = !sent.by("post_button");
      String place = path + "/" + (7001 + works.size());
      works.add(new Piece(place, sent.field("[title]"), sent.field("[content]"), draft));
      return Reply.redirect(302, draft ? place + "/preview" : place);
    }
    Optional<Piece> there = all().filter(p -> p.path().equals(path)).findAny();
    if (there.isPresent()) {
      return change(there.get(), sent);
    }
    if (COMMENT.matcher(path).matches()) {
      shown.put(path, sent.fields());
      return Reply.of(200, "text/javascript", "/* the box closes */");
    }
    Optional<WritingForm> form = WritingForm.sentTo(path);
    if (form.isPresent()) {
      shown.put(form.get().leadsTo(), sent.fields());
      flash = Optional.of("It was sent.");
      return Reply.redirect(302, form.get().leadsTo());
    }
    if (comments.matches()) {
      shown.put(path, sent.fields());
      String from = sent.fields().containsKey("filters[read]") ? "/users/tester/inbox" : "";
      return Reply.redirect(302, from.isEmpty() ? comments.group(1) : from);
    }
    return Reply.redirect(302, "/");
  }

  /** A draft is saved again, or posted. */
  private Reply change(Piece before, SentForm sent) {
    boolean posts = sent.by("post_button") || sent.by("post_without_preview_button");
    Piece after =
        new Piece(
            before.path(),
            sent.field("[title]"),
            sent.field("[content]"),
            before.draft() && !posts);
    Collections.replaceAll(before.isChapter() ? chapters : works, before, after);
    return Reply.redirect(302, after.path());
  }

  private Stream<Piece> all() {
    return Stream.concat(chapters.stream(), works.stream());
  }

  private Optional<Reply> show(Visit visit) {
    String path = visit.path();
    Optional<WritingForm> form = WritingForm.at(path);
    if (form.isPresent()) {
      return Optional.of(
          form(visit, form.get(), shown.getOrDefault(form.get().action(), Map.of())));
    }
    Optional<Piece> piece =
        stored().stream()
            .filter(p -> path.replaceFirst("/preview$", "").equals(p.path()))
            .findAny();
    if (piece.isPresent() && path.endsWith("/preview")) {
      return Optional.of(previewOf(visit, piece.get()));
    }
    Optional<Piece> read =
        stored().stream().filter(p -> path.equals(p.path()) || path.equals(p.reading())).findAny();
    if (read.isPresent()) {
      return Optional.of(page(visit, read.get().title(), read.get().framed()));
    }
    Optional<Piece> indexed =
        works.stream().filter(p -> path.equals(p.path() + "/navigate")).findAny();
    if (indexed.isPresent()) {
      return Optional.of(
          aged(page(visit, "Chapter Index", entry(indexed.get().reading(), "1. Chapter 1"))));
    }
    return switch (path) {
      case "/works/502/navigate" -> Optional.of(index(visit));
      case "/users/tester/works" -> Optional.of(list(visit, false));
      case "/users/tester/works/drafts" -> Optional.of(list(visit, true));
      case "/users/tester/inbox" -> Optional.of(page(visit, "Inbox", INBOX));
      case "/comments/77" -> Optional.of(page(visit, "A comment", commentToEdit()));
      case "/works/502/chapters/1003" ->
          Optional.of(page(visit, "The match", flashed() + chapter()));
      default -> standing(visit);
    };
  }

  private Optional<Reply> standing(Visit visit) {
    String said =
        flashed() + Optional.ofNullable(shown.get(visit.path())).map(Desk::words).orElse("");
    return said.isEmpty() ? Optional.empty() : Optional.of(page(visit, "Here it is", said));
  }

  /** What is said of the form that came last, once. */
  private String flashed() {
    String said = flash.map(words -> "<div class=\"flash notice\">" + words + "</div>").orElse("");
    flash = Optional.empty();
    return said;
  }

  /** Pieces that whoever asks is shown. */
  private List<Piece> stored() {
    List<Piece> all = all().toList();
    return all.subList(0, Math.min(seen, all.size()));
  }

  /** What AO3 leads to from a new draft: the same page as before any other Post. */
  private static Reply previewOf(Visit visit, Piece piece) {
    String fields = piece.isChapter() ? "chapter[%s]" : "work[%s]";
    String content = piece.isChapter() ? "content" : "chapter_attributes][content";
    Map<String, String> its = new LinkedHashMap<>();
    its.put(fields.formatted("title"), piece.title());
    its.put(fields.formatted(content), piece.text());
    return preview(
        visit, new SentForm(piece.path(), its), piece.draft() ? "post_button" : "update_button");
  }

  private String chapter() {
    Map<String, String> now = shown.get("/works/502/chapters/1003");
    return now == null ? text(WORDS_OF_BEFORE) : words(now);
  }

  private static String words(Map<String, String> fields) {
    StringBuilder all = new StringBuilder();
    fields.forEach(
        (name, value) -> {
          if (name.contains("[") && !name.contains("button")) {
            all.append(text(value));
          }
        });
    return all.toString();
  }

  static String text(String html) {
    return "<div class=\"userstuff\">" + html + "</div>";
  }

  private Reply form(Visit visit, WritingForm form, Map<String, String> fields) {
    return page(
        visit,
        "Write",
        form.markup(Application.token(), name -> fields.getOrDefault(name, before(form, name))));
  }

  private static String before(WritingForm form, String name) {
    return form == WritingForm.CHAPTER && name.endsWith("[content]") ? WORDS_OF_BEFORE : "";
  }

  /**
   * What AO3 shows before it is sent: the words stand on the page and in fields that nobody sees.
   */
  private static Reply preview(Visit visit, SentForm sent, String button) {
    String kind = sent.path().contains("/chapters/") ? "chapter" : "work";
    StringBuilder form = new StringBuilder(words(sent.fields()));
    form.append("<form class=\"edit_%1$s\" id=\"edit_%1$s_1\" method=\"post\"".formatted(kind))
        .append(" action=\"" + sent.path() + "\">");
    sent.fields()
        .forEach(
            (name, value) -> {
              if (!name.endsWith("_button")) {
                form.append(
                    "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(name, escaped(value)));
              }
            });
    return page(
        visit,
        "Preview",
        form
            + "<input type=\"submit\" name=\"%s\" value=\"Send\">".formatted(button)
            + "<input type=\"submit\" name=\"edit_button\" value=\"Edit\"></form>");
  }

  private Reply index(Visit visit) {
    StringBuilder list = new StringBuilder();
    List<String> names = new ArrayList<>(List.of("The wick", "The oil", "The match"));
    stored().stream()
        .filter(p -> p.isChapter() && !p.draft())
        .map(Piece::title)
        .forEach(names::add);
    for (int i = 0; i < names.size(); i++) {
      String name = "%d. %s".formatted(i + 1, escaped(names.get(i)));
      list.append(entry("/works/502/chapters/" + (1001 + i), name));
    }
    return aged(
        page(visit, "Chapter Index", "<ol class=\"chapter index group\">" + list + "</ol>"));
  }

  private static String entry(String path, String name) {
    return "<li><a href=\"%s\">%s</a> <span class=\"datetime\">(%s)</span></li>"
        .formatted(path, name, LocalDate.now());
  }

  private Reply list(Visit visit, boolean drafts) {
    StringBuilder list =
        new StringBuilder(drafts ? "" : row("/works/503", "Closed for the Season"));
    stored().stream()
        .filter(p -> !p.isChapter() && p.draft() == drafts)
        .forEach(p -> list.insert(0, row(p.path(), escaped(p.title()))));
    return aged(page(visit, "Works", "<ol class=\"work index group\">" + list + "</ol>"));
  }

  private static String row(String path, String title) {
    return ("<li class=\"work blurb group\"><h4 class=\"heading\"><a href=\"%s\">%s</a></h4>"
            + "<p class=\"datetime\">%s</p></li>")
        .formatted(path, title, LocalDate.now());
  }

  private Reply aged(Reply reply) {
    return seen == Integer.MAX_VALUE
        ? reply
        : reply.header("age", "900").header("cf-cache-status", "HIT");
  }

  private static Reply page(Visit visit, String title, String main) {
    return Application.shown(visit, title.isEmpty() ? "Untitled" : title, "desk", main);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** A reply's form that a script puts in, once it is asked for. */
  private static final String INBOX =
      "<div id=\"reply\"></div><button type=\"button\" id=\"reply-link\">Reply</button><script>"
          + "document.getElementById('reply-link').onclick = () => {"
          + " document.getElementById('reply').innerHTML = '<form id=\"comment_for_77\""
          + " action=\"/comments/77/comments\" method=\"post\"><input type=\"hidden\""
          + " name=\"filters[read]\" value=\"false\"><textarea id=\"comment_comment_content\""
          + " name=\"comment[comment_content]\"></textarea><input type=\"submit\" name=\"commit\""
          + " value=\"Comment\"></form>'; };</script>";

  private String commentToEdit() {
    String stands =
        shown.getOrDefault("/comments/77", Map.of()).getOrDefault("comment[comment_content]", "");
    return COMMENT_TO_EDIT.replace("></textarea>", ">" + escaped(stands) + "</textarea>");
  }

  /** A comment that is changed by a script's own request, as rails-ujs makes it. */
  private static final String COMMENT_TO_EDIT =
      "<form id=\"writing\" data-remote=\"true\" action=\"/comments/77\" method=\"post\">"
          + "<input type=\"hidden\" name=\"_method\" value=\"put\">"
          + "<textarea id=\"comment_comment_content\" name=\"comment[comment_content]\"></textarea>"
          + "<input type=\"submit\" name=\"commit\" value=\"Update\"></form><script>"
          + "document.getElementById('writing').addEventListener('submit', (event) => {"
          + " event.preventDefault(); const form = event.target;"
          + " fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)),"
          + " headers: { 'X-Requested-With': 'XMLHttpRequest' } })"
          + ".then((answer) => { if (answer.ok) form.remove(); }); });</script>";
}
