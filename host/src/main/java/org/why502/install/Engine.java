package org.why502.install;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which family's rules a browser follows for companions: the two want different files. */
public enum Engine {
  /** Chromium and what is built on it: names the extension by its origin. */
  @JsonProperty("chromium")
  CHROMIUM,
  /** Firefox and what is built on it: names the extension by its add-on id. */
  @JsonProperty("firefox")
  FIREFOX;

  /** Its lower-case name, as in file names. */
  String code() {
    return switch (this) {
      case CHROMIUM -> "chromium";
      case FIREFOX -> "firefox";
    };
  }
}
