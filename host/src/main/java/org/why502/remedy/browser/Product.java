package org.why502.remedy.browser;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browsers that we know. Tor Browser is left out on purpose: what is tried there tells of Tor.
 * So are programs that ask which browser to take, and those that show pages in a terminal.
 */
enum Product {
  FIREFOX(
      "Firefox",
      Lineage.GECKO,
      List.of("firefox", "org.mozilla.firefox", "firefox_firefox"),
      "org.mozilla.firefox",
      List.of("/firefox", "/firefox-bin", "/firefox.exe")),
  FIREFOX_ESR("Firefox ESR", Lineage.GECKO, List.of("firefox-esr"), "", List.of("/firefox-esr")),
  CHROME(
      "Google Chrome",
      Lineage.CHROMIUM,
      List.of("google-chrome", "com.google.Chrome"),
      "com.google.Chrome",
      List.of("/google/chrome/chrome", "/google/chrome/application/chrome.exe", "/google chrome")),
  CHROMIUM(
      "Chromium",
      Lineage.CHROMIUM,
      List.of(
          "chromium",
          "chromium-browser",
          "org.chromium.Chromium",
          "chromium_chromium",
          "io.github.ungoogled_software.ungoogled_chromium"),
      "org.chromium.Chromium",
      List.of(
          "/chromium",
          "/chromium-browser",
          "/chromium-browser/chrome",
          "/chromium/application/chrome.exe")),
  EDGE(
      "Microsoft Edge",
      Lineage.CHROMIUM,
      List.of("microsoft-edge", "com.microsoft.Edge"),
      "com.microsoft.edgemac",
      List.of("/msedge", "/msedge.exe", "/microsoft edge")),
  BRAVE(
      "Brave",
      Lineage.CHROMIUM,
      List.of("brave-browser", "com.brave.Browser", "brave_brave"),
      "com.brave.Browser",
      List.of("/brave", "/brave.exe", "/brave browser")),
  VIVALDI(
      "Vivaldi",
      Lineage.CHROMIUM,
      List.of("vivaldi-stable", "com.vivaldi.Vivaldi", "vivaldi_vivaldi-stable"),
      "com.vivaldi.Vivaldi",
      List.of("/vivaldi-bin", "/vivaldi.exe", "/vivaldi")),
  OPERA(
      "Opera",
      Lineage.CHROMIUM,
      List.of("opera", "com.opera.Opera", "opera_opera"),
      "com.operasoftware.Opera",
      List.of("/opera", "/opera.exe")),
  LIBREWOLF(
      "LibreWolf",
      Lineage.GECKO,
      List.of("librewolf", "io.gitlab.librewolf-community"),
      "org.mozilla.librewolf",
      List.of("/librewolf", "/librewolf-bin", "/librewolf.exe")),
  WATERFOX(
      "Waterfox",
      Lineage.GECKO,
      List.of("waterfox", "net.waterfox.waterfox"),
      "net.waterfox.waterfox",
      List.of("/waterfox", "/waterfox-bin", "/waterfox.exe")),
  ZEN(
      "Zen",
      Lineage.GECKO,
      List.of("zen", "zen-browser", "app.zen_browser.zen"),
      "app.zen-browser.zen",
      List.of("/zen", "/zen-bin", "/zen.exe")),
  FLOORP(
      "Floorp",
      Lineage.GECKO,
      List.of("floorp", "one.ablaze.floorp"),
      "one.ablaze.floorp",
      List.of("/floorp", "/floorp-bin", "/floorp.exe")),
  SAFARI("Safari", Lineage.WEBKIT, List.of(), "com.apple.Safari", List.of("/safari")),
  GNOME_WEB("GNOME Web", Lineage.WEBKIT, List.of("org.gnome.Epiphany"), "", List.of("/epiphany"));

  private final String title;
  private final Lineage lineage;
  private final List<String> desktopIds;
  private final String bundleId;
  private final List<String> programs;

  /**
   * One of them.
   *
   * @param title what people call it
   * @param desktopIds the names of its desktop entries, those of distributions before those of
   *     Flatpak and Snap
   * @param bundleId on macOS; empty where it is not known there
   * @param programs how the whole path of its program ends, in small letters and with slashes
   */
  Product(
      String title,
      Lineage lineage,
      List<String> desktopIds,
      String bundleId,
      List<String> programs) {
    this.title = title;
    this.lineage = lineage;
    this.desktopIds = desktopIds;
    this.bundleId = bundleId;
    this.programs = programs;
  }

  String title() {
    return title;
  }

  /** Its own name among ours, in kebab case: what a message may say of it. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Lineage lineage() {
    return lineage;
  }

  List<String> desktopIds() {
    return desktopIds;
  }

  Optional<String> bundleId() {
    return Optional.of(bundleId).filter(id -> !id.isEmpty());
  }

  /** Whose program this is. */
  static Optional<Product> ofProgram(String path) {
    String plain = path.replace('\\', '/').toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(p -> p.programs.stream().anyMatch(plain::endsWith))
        .findFirst();
  }
}
