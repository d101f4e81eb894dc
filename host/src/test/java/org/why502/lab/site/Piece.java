package org.why502.lab.site;

/**
 * What a person wrote and AO3 has: a chapter of the work 502, or a work of its own, which has one
 * chapter.
 *
 * @param path of the chapter or the work
 * @param title as it was written
 * @param text its HTML
 * @param draft whether it is not posted, so that its writer alone sees it
 */
record Piece(String path, String title, String text, boolean draft) {
  /** Where the text of a new work stands, below the work. */
  private static final String ONLY_CHAPTER = "/chapters/8001";

  boolean isChapter() {
    return path.contains("/chapters/");
  }

  /** The page that shows its words. */
  String reading() {
    return isChapter() ? path : path + ONLY_CHAPTER;
  }

  /** A chapter as AO3 frames it: the class says whether it is a draft. */
  String framed() {
    return "<div id=\"chapters\"><div class=\"chapter%s\" id=\"chapter-1\">%s%s</div></div>"
        .formatted(
            draft ? " draft" : "",
            draft
                ? "<p class=\"draft-chapter notice\">This chapter is a draft and hasn't been posted"
                    + " yet!</p>"
                : "",
            Desk.text(text));
  }
}
