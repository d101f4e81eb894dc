package org.why502.install;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A packaged form of a browser that keeps it from starting programs of the machine. We say so
 * rather than write a file that does nothing.
 *
 * @param kind what packages it
 * @param seen the folder that tells that it is there
 */
public record Sandbox(Kind kind, String seen) {

  /** What packages it. */
  public enum Kind {
    @JsonProperty("flatpak")
    FLATPAK,
    @JsonProperty("snap")
    SNAP,
    /** Ubuntu's Firefox: asks the person once, through the desktop, then starts the companion. */
    @JsonProperty("portal-snap")
    PORTAL_SNAP
  }

  /** Whether such a browser can start a companion at all. */
  boolean reachesUs() {
    return kind == Kind.PORTAL_SNAP;
  }

  /** The sentence for a person who uses it. */
  String explain(String browser) {
    return switch (kind) {
      case FLATPAK ->
          browser
              + " from Flatpak runs in a sandbox and cannot start the companion."
              + " The extension works alone there; with a "
              + browser
              + " from your distribution it works whole.";
      case SNAP ->
          browser
              + " from Snap runs in a sandbox and cannot start the companion."
              + " The extension works alone there; with a "
              + browser
              + " from a .deb or .rpm package it works whole.";
      case PORTAL_SNAP ->
          browser
              + " from Snap asks you once whether it may start the companion: say yes,"
              + " or the extension works alone.";
    };
  }
}
