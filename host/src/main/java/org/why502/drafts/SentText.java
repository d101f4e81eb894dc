package org.why502.drafts;

/**
 * A text as it was sent.
 *
 * @param kind of which form
 * @param title as the person calls it; may be empty, and is cleaned before it is part of a name
 * @param chapter its number where it is known, from 1; 0 where not
 * @param html its words as they were sent, in AO3's HTML
 * @param text the same for reading
 */
public record SentText(Kind kind, String title, int chapter, String html, String text) {

  /** Of which form it is. */
  public enum Kind {
    /** A work, with its first chapter. */
    WORK,
    /** A chapter of a work. */
    CHAPTER,
    /** A comment. */
    COMMENT,
    /** Whatever else holds words. */
    OTHER
  }
}
