package org.why502.evidence;

/** What only the browser can try, because only it knows the page and holds the cookies. */
public enum Trial {
  /** The failing page again, cache-busted, as the person is. */
  SAME_PAGE_WITH_COOKIES,
  /** The failing page again, cache-busted, as a guest. */
  SAME_PAGE_WITHOUT_COOKIES,
  /** A page that costs AO3 little, as the person is. */
  LIGHT_PAGE_WITH_COOKIES,
  /** A page that costs AO3 little, as a guest. */
  LIGHT_PAGE_WITHOUT_COOKIES;

  /**
   * The question that this trial answers.
   *
   * @param attempt 1 or 2; light pages are tried once
   */
  public Question question(int attempt) {
    return switch (this) {
      case SAME_PAGE_WITH_COOKIES ->
          attempt == 1 ? Question.SAME_PAGE_WITH_COOKIES : Question.SAME_PAGE_WITH_COOKIES_AGAIN;
      case SAME_PAGE_WITHOUT_COOKIES ->
          attempt == 1
              ? Question.SAME_PAGE_WITHOUT_COOKIES
              : Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN;
      case LIGHT_PAGE_WITH_COOKIES -> Question.LIGHT_PAGE_WITH_COOKIES;
      case LIGHT_PAGE_WITHOUT_COOKIES -> Question.LIGHT_PAGE_WITHOUT_COOKIES;
    };
  }
}
