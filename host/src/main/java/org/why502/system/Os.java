package org.why502.system;

import java.util.Locale;

/** The operating systems that we know our way about in: the one place that asks which this is. */
public enum Os {
  LINUX,
  MACOS,
  WINDOWS;

  /** The one that this program runs on. */
  public static Os current() {
    return named(System.getProperty("os.name"));
  }

  /**
   * The one of this name; everything unknown keeps its files and its programs as Linux does.
   *
   * @param name as the system property {@code os.name} has it
   */
  public static Os named(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("windows")) {
      return WINDOWS;
    }
    return lower.startsWith("mac") ? MACOS : LINUX;
  }
}
