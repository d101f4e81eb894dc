package org.why502.remedy.browser;

/** What came of opening a browser. */
public sealed interface Opening {

  /**
   * It was started, or took the address to a window that it had.
   *
   * @param browser what people call it
   */
  record Opened(String browser) implements Opening {}

  /**
   * It could not be started, or ended at once.
   *
   * @param browser what people call it
   */
  record NotStarted(String browser) implements Opening {}

  /** There is none, or none any more. */
  record None() implements Opening {}
}
