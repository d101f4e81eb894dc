package org.why502.remedy.browser;

/** The engine that a browser is built on: what goes wrong in one may go well in another. */
public enum Lineage {
  /** Firefox, and what is built on it. */
  GECKO,
  /** Chromium, and what is built on it. */
  CHROMIUM,
  /** Safari, GNOME Web. */
  WEBKIT
}
