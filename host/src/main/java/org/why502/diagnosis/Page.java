package org.why502.diagnosis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.PageKind;

/**
 * A page that a person named on the command line. Only here does the companion hold an address; it
 * enters no evidence.
 *
 * @param address https, on an official host
 */
public record Page(URI address) {
  private static final Pattern WORK = Pattern.compile("/works/(\\d+)(/.*)?");

  /** What makes a page of a work long, whatever stands behind it. */
  private static final Pattern LONG =
      Pattern.compile("(view_full_work|show_comments)(=(?!false$).*)?");

  /** The front page. */
  public static Page front() {
    return new Page(URI.create("https://" + OfficialHosts.ARCHIVE + "/"));
  }

  /**
   * Reads what a person typed; {@code archiveofourown.org/works/1} will do.
   *
   * @return empty where it is no page of AO3's
   */
  public static Optional<Page> read(String typed) {
    String text = typed.contains("://") ? typed : "https://" + typed;
    try {
      URI uri = new URI(text);
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || !OfficialHosts.contains(uri.getHost())) {
        return Optional.empty();
      }
      // a page named by http is asked over https at once: the redirect would cost AO3 a request
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return Optional.of(
          new Page(URI.create("https://" + uri.getHost().toLowerCase(Locale.ROOT) + path + query)));
    } catch (URISyntaxException _) {
      // not an address at all
      return Optional.empty();
    }
  }

  /** What kind of page it is (the forms of the field guide, sections 3 and 4). */
  PageKind kind() {
    String path = address.getPath();
    String query = address.getRawQuery() == null ? "" : address.getRawQuery();
    Matcher work = WORK.matcher(path);
    if (work.matches()) {
      String rest = work.group(2) == null ? "" : work.group(2);
      if (query.contains("view_full_work=true")) {
        return PageKind.ENTIRE_WORK;
      }
      if (rest.startsWith("/navigate")) {
        return PageKind.NAVIGATE;
      }
      if (rest.endsWith("/edit") || rest.endsWith("/new")) {
        return rest.startsWith("/chapters") ? PageKind.FORM_CHAPTER : PageKind.FORM_WORK;
      }
      if (rest.startsWith("/chapters/")) {
        return PageKind.CHAPTER;
      }
      if (rest.startsWith("/comments")) {
        return PageKind.COMMENT;
      }
      return rest.startsWith("/bookmarks") ? PageKind.BOOKMARK : PageKind.WORK;
    }
    if (path.equals("/") || path.isEmpty()) {
      return PageKind.FRONT;
    }
    if (path.equals("/works/new") || path.matches("/collections/[^/]+/works/new")) {
      return PageKind.FORM_WORK;
    }
    if (path.equals("/users/login")) {
      return PageKind.SIGN_IN;
    }
    if (path.startsWith("/downloads/")) {
      return PageKind.DOWNLOAD;
    }
    if (path.startsWith("/works/search") || path.contains("/search")) {
      return PageKind.SEARCH;
    }
    if (path.endsWith("/works") || path.endsWith("/bookmarks") || path.startsWith("/tags/")) {
      return PageKind.LISTING;
    }
    return path.startsWith("/comments") ? PageKind.COMMENT : PageKind.OTHER;
  }

  /**
   * Whether it costs AO3 much: a search, a list that somebody has filtered, a whole work, its
   * comments, a file that is built on request. AO3's robots.txt forbids them to programs (field
   * guide, section 3); a person's own click on one is fine.
   */
  boolean costly() {
    return switch (kind()) {
      case DOWNLOAD, SEARCH, ENTIRE_WORK -> true;
      case LISTING -> parameters().anyMatch(p -> !p.startsWith("page="));
      case FRONT,
          WORK,
          CHAPTER,
          NAVIGATE,
          SIGN_IN,
          FORM_WORK,
          FORM_CHAPTER,
          COMMENT,
          BOOKMARK,
          OTHER ->
          parameters().anyMatch(p -> LONG.matcher(p).matches());
    };
  }

  private Stream<String> parameters() {
    String query = address.getRawQuery();
    return query == null
        ? Stream.empty()
        : Arrays.stream(query.split("&")).filter(p -> !p.isEmpty());
  }

  /** What may be asked about it: itself, or a lighter page near it where it is costly. */
  public Page gentle() {
    if (!costly()) {
      return this;
    }
    return WORK.matcher(address.getPath()).matches() ? light() : front();
  }

  /** A page near it that costs AO3 little. */
  Page light() {
    Matcher work = WORK.matcher(address.getPath());
    return work.matches()
        ? at("/works/" + work.group(1) + "/navigate")
        : at("/token_dispenser.json");
  }

  private Page at(String path) {
    return new Page(URI.create("https://" + address.getHost() + path));
  }
}
