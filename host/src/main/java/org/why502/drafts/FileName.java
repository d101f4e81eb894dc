package org.why502.drafts;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.stream.Collectors;

/** How a copy is called: {@code 2026-11-22 Title – chapter 3}. */
final class FileName {

  /**
   * A name may be 255 bytes long on Linux, 255 characters on Windows and macOS; the date, the
   * chapter, a number and the ending stand beside the title.
   */
  private static final int LONGEST_TITLE = 160;

  /** What Windows and macOS allow in no name, and what would lead into another folder. */
  private static final String FORBIDDEN = "/\\:*?\"<>|";

  private FileName() {}

  /** Without its ending. */
  static String of(SentText text, LocalDate day) {
    String title = cleaned(text.title());
    String name = day + " " + (title.isEmpty() ? "untitled" : title);
    return switch (text.kind()) {
      case WORK, OTHER -> name;
      case CHAPTER -> text.chapter() > 0 ? name + " – chapter " + text.chapter() : name;
      case COMMENT -> name + " – comment";
    };
  }

  /**
   * A title as part of a name: no sign that a file system forbids, that cannot be seen, or that
   * turns the direction of what is read, and no longer than fits; a name that ends in a dot or a
   * space is another one on Windows.
   */
  static String cleaned(String title) {
    String plain =
        Normalizer.normalize(title, Normalizer.Form.NFC)
            .codePoints()
            .map(c -> isAllowed(c) ? c : ' ')
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
            .replaceAll("\\s+", " ");
    return fitting(plain).replaceAll("^[. ]+|[. ]+$", "");
  }

  private static boolean isAllowed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> FORBIDDEN.indexOf(c) < 0;
    };
  }

  private static String fitting(String title) {
    StringBuilder begin = new StringBuilder();
    int bytes = 0;
    for (int c : title.codePoints().toArray()) {
      bytes += Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_TITLE) {
        break;
      }
      begin.appendCodePoint(c);
    }
    return begin.toString();
  }
}
