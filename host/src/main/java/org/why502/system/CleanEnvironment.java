package org.why502.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment for a program that is started from within a browser: without what that has set
 * for itself and its own processes. With it, another browser would take itself for a part of the
 * old one, load the libraries of its package, or look for its profile. Pure.
 */
final class CleanEnvironment {
  private static final List<String> BEGINNINGS =
      List.of("MOZ_", "XRE_", "SNAP_", "LD_", "DYLD_", "CHROME_", "FLATPAK_", "WHY502_");

  /** The desktop's token for one start of one program, and the names of packages. */
  private static final Set<String> NAMES =
      Set.of(
          "SNAP",
          "APPDIR",
          "APPIMAGE",
          "BAMF_DESKTOP_FILE_HINT",
          "DESKTOP_STARTUP_ID",
          "XDG_ACTIVATION_TOKEN",
          "GIO_LAUNCHED_DESKTOP_FILE",
          "GIO_LAUNCHED_DESKTOP_FILE_PID");

  private CleanEnvironment() {}

  /** What is left of it. */
  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>(environment);
    kept.keySet().removeIf(name -> NAMES.contains(name) || begins(name));
    return kept;
  }

  private static boolean begins(String name) {
    return BEGINNINGS.stream().anyMatch(name::startsWith);
  }
}
