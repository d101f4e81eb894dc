package org.why502.evidence;

/** What kind of page failed. All that the companion ever learns of what a person was reading. */
public enum PageKind {
  /** The front page. */
  FRONT,
  /** A work by its own address. */
  WORK,
  /** One chapter: light. */
  CHAPTER,
  /** {@code ?view_full_work=true}: heavy. */
  ENTIRE_WORK,
  /** {@code /navigate}, the chapter index: light. */
  NAVIGATE,
  /** Works of a tag, a person, a fandom: heavy. */
  LISTING,
  /** A search: heavy. */
  SEARCH,
  /** Signing in. */
  SIGN_IN,
  /** The form of a work. */
  FORM_WORK,
  /** The form of a chapter. */
  FORM_CHAPTER,
  /** Comments. */
  COMMENT,
  /** Bookmarks. */
  BOOKMARK,
  /** A download. */
  DOWNLOAD,
  /** Anything else. */
  OTHER
}
