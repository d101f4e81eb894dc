package org.why502.install;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The operating systems whose browsers we know. */
public enum Os {
  @JsonProperty("linux")
  LINUX,
  @JsonProperty("macos")
  MACOS,
  @JsonProperty("windows")
  WINDOWS;

  /** The one that this program runs on; everything unknown keeps its files as Linux does. */
  public static Os current() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return WINDOWS;
    }
    return name.startsWith("mac") ? MACOS : LINUX;
  }
}
