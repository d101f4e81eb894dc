package org.why502.verdict.world;

/**
 * Who asks AO3 for something, and for what.
 *
 * @param browser the browser, else the companion
 * @param cookies whether the person's cookies come along
 * @param asked what is asked for
 */
record Viewer(boolean browser, boolean cookies, Asked asked) {

  /** What is asked for. */
  enum Asked {
    /** The person's own load of the page that failed. */
    PAGE,
    /** The same page again, by the extension. */
    SAME,
    /** A page that costs AO3 little. */
    LIGHT,
    /** The application's least answer. */
    TOKEN,
    /** What the edge answers by itself. */
    TRACE
  }

  /** The companion, which has nobody's cookies. */
  static Viewer companion(Asked asked) {
    return new Viewer(false, false, asked);
  }

  /** Whether it is the page that failed, whoever asks. */
  boolean page() {
    return asked == Asked.PAGE || asked == Asked.SAME;
  }

  /** Whether AO3's own servers are asked, beyond the edge. */
  boolean beyondEdge() {
    return asked != Asked.TRACE;
  }
}
