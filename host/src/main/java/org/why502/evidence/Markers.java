package org.why502.evidence;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What in a page tells who wrote it.
 *
 * <p>The words of an ordinary AO3 page (title and text) would tell what a person reads, and those
 * of any page for a signed-in person may hold their name. Both are dropped here, whoever made them.
 *
 * @param title the document's title
 * @param mainClasses the class tokens of {@code #main}; empty where there is no {@code #main}
 * @param bodyClasses the class tokens of {@code <body>}
 * @param ids those of {@link #KNOWN_IDS} that the page has
 * @param text the first 200 characters of its visible text
 */
public record Markers(
    Optional<String> title,
    List<String> mainClasses,
    List<String> bodyClasses,
    List<String> ids,
    String text) {

  /** Element ids that tell authors apart; {@code csrf-token} stands for AO3's csrf meta element. */
  public static final Set<String> KNOWN_IDS =
      Set.of(
          "main",
          "greeting",
          "csrf-token",
          "cf-wrapper",
          "cf-error-details",
          "challenge-error-text");

  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_TITLE = 120;
  private static final int MOST_CLASSES = 12;

  public Markers {
    mainClasses = mainClasses.stream().limit(MOST_CLASSES).toList();
    bodyClasses = bodyClasses.stream().limit(MOST_CLASSES).toList();
    ids = ids.stream().filter(KNOWN_IDS::contains).sorted().distinct().toList();
    boolean errorPage = mainClasses.stream().anyMatch(c -> c.startsWith("error-"));
    boolean ao3Page = !mainClasses.isEmpty() || ids.contains("main") || ids.contains("greeting");
    boolean personal = bodyClasses.contains("logged-in") || ids.contains("greeting");
    if (personal || (ao3Page && !errorPage)) {
      title = Optional.empty();
      text = "";
    }
    title = title.map(t -> t.length() > LONGEST_TITLE ? t.substring(0, LONGEST_TITLE) : t);
    text = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  /** A page that told nothing. */
  public static Markers none() {
    return new Markers(Optional.empty(), List.of(), List.of(), List.of(), "");
  }
}
