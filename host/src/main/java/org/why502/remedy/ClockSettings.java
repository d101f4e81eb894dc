package org.why502.remedy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.why502.remedy.Plan.Step;
import org.why502.system.Os;

/**
 * The system's own page where a person sets the clock, opened for them. It changes nothing by
 * itself, and needs no undo. Pure.
 */
final class ClockSettings {
  /** Of GNOME 46 and newer, where date and time are a page of the system's. */
  private static final Path GNOME_SYSTEM_PANEL =
      Path.of("usr/share/applications/gnome-system-panel.desktop");

  /** As each desktop is named in {@code XDG_CURRENT_DESKTOP} (Desktop Entry specification). */
  private static final Map<String, List<Step>> DESKTOPS =
      Map.of(
          "KDE",
          List.of(
              Step.of("kcmshell6", "kcm_clock"),
              Step.of("systemsettings", "kcm_clock"),
              Step.of("kcmshell5", "clock")),
          "X-CINNAMON",
          List.of(Step.of("cinnamon-settings", "calendar")),
          "MATE",
          List.of(Step.of("mate-time-admin")));

  private ClockSettings() {}

  /**
   * How it is opened, the best first; none where nobody knows.
   *
   * @param os which system
   * @param environment says which desktop runs, on Linux
   * @param there whether the machine has a file, from its root
   */
  static List<Step> plan(Os os, Map<String, String> environment, Predicate<Path> there) {
    return switch (os) {
      case LINUX -> linux(environment, there);
      // Apple names the pages of its settings so; open(1)
      case MACOS ->
          List.of(Step.of("open", "x-apple.systempreferences:com.apple.preference.datetime"));
      // Microsoft, "Launch Windows Settings"; what hands an address to whoever it belongs to
      case WINDOWS ->
          List.of(
              Step.of("rundll32.exe", "url.dll,FileProtocolHandler", "ms-settings:dateandtime"));
    };
  }

  private static List<Step> linux(Map<String, String> environment, Predicate<Path> there) {
    Set<String> desktops =
        Arrays.stream(environment.getOrDefault("XDG_CURRENT_DESKTOP", "").split(":"))
            .map(name -> name.strip().toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    if (desktops.contains("GNOME") || desktops.contains("UNITY")) {
      return List.of(
          there.test(GNOME_SYSTEM_PANEL)
              ? Step.of("gnome-control-center", "system", "datetime")
              : Step.of("gnome-control-center", "datetime"));
    }
    return desktops.stream()
        .map(DESKTOPS::get)
        .flatMap(known -> Optional.ofNullable(known).stream())
        .findFirst()
        .orElse(List.of());
  }
}
