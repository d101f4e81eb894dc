package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.install.InstallReport.Kind;
import org.why502.system.Os;

/** Where the files lie on other systems, in a sandbox, and for everybody on a machine. */
@DisplayName("Installing on other systems")
class SystemsTest extends HomeOfAPerson {
  @Test
  void forEverybodyOnTheMachineAndTakenBack() throws IOException {
    used("usr/lib", "etc/chromium");
    TreeMap<String, String> before = everything();
    Installer machine =
        new Installer(
            Browsers.known(),
            new Surroundings(Os.LINUX, home, Map.of(), Surroundings.Scope.MACHINE),
            launcher,
            registry);
    InstallReport report = machine.install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    assertEquals(
        new TreeSet<>(
            List.of(
                "etc/chromium/native-messaging-hosts/" + FILE,
                "etc/opt/chrome/native-messaging-hosts/" + FILE,
                "etc/opt/edge/native-messaging-hosts/" + FILE,
                "usr/lib/mozilla/native-messaging-hosts/" + FILE)),
        manifests());
    assertTrue(Files.exists(home.resolve("var/lib/why502/installed.json")));
    assertTrue(machine.uninstall().good());
    assertEquals(before, everything());
  }

  @Test
  void configurationKeptElsewhereIsFollowed() throws IOException {
    Path config = Files.createDirectories(home.resolve("cfg/chromium")).getParent();
    used(".config/chromium");
    installer(Os.LINUX, Map.of("XDG_CONFIG_HOME", config.toString()))
        .install(new Selection.AllThere());
    assertEquals(new TreeSet<>(List.of("cfg/chromium/NativeMessagingHosts/" + FILE)), manifests());
  }

  @Test
  void sandboxedBrowsersAreExplained() throws IOException {
    used(".var/app/io.gitlab.librewolf-community", "snap/chromium");
    TreeMap<String, String> before = everything();
    InstallReport report = installer().install(new Selection.AllThere());
    assertEquals(
        2, report.lines().stream().filter(l -> l.kind() == Kind.NOTE).count(), report.toString());
    assertTrue(
        report.lines().stream().anyMatch(l -> l.sentence().contains("LibreWolf from Flatpak")));
    assertTrue(report.lines().stream().anyMatch(l -> l.sentence().contains("Chromium from Snap")));
    assertEquals(before, everything());
  }

  @Test
  @DisplayName("Firefox from Snap reads the same file, through the desktop")
  void firefoxFromSnap() throws IOException {
    used("snap/firefox");
    InstallReport report = installer().install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    assertEquals(new TreeSet<>(List.of(".mozilla/native-messaging-hosts/" + FILE)), manifests());
    InstallReport.Line note = report.lines().getLast();
    assertTrue(note.sentence().contains("say yes"), note.sentence());
    assertTrue(
        note.sentence()
            .endsWith("  flatpak permission-set webextensions org.why502.host snap.firefox yes"),
        note.sentence());
  }

  @Test
  @DisplayName("Firefox from Flatpak reads the same file, through a service of the desktop")
  void firefoxFromFlatpak() throws IOException {
    used(".var/app/org.mozilla.firefox");
    TreeMap<String, String> before = everything();
    InstallReport report = installer().install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    assertEquals(new TreeSet<>(List.of(".mozilla/native-messaging-hosts/" + FILE)), manifests());
    String said = report.lines().getLast().sentence();
    assertTrue(said.startsWith("Firefox from Flatpak can start the companion since version 157,"));
    assertTrue(said.contains("  systemctl --user enable --now xdg-native-messaging-proxy.service"));
    assertTrue(installer().uninstall().good());
    assertEquals(before, everything());
  }

  @Test
  @DisplayName("a sandbox is Linux's: such a folder means nothing on another system")
  void noSandboxElsewhere() throws IOException {
    used(".var/app/org.mozilla.firefox", "snap/firefox");
    InstallReport report = installer(Os.MACOS, Map.of()).install(new Selection.AllThere());
    assertEquals(1, report.lines().size(), report.toString());
    assertEquals(new TreeSet<>(), manifests());
  }

  @Test
  void forEverybodyABrowserWithoutSuchAPlaceIsNamed() throws IOException {
    InstallReport report =
        new Installer(
                Browsers.known(),
                new Surroundings(Os.LINUX, home, Map.of(), Surroundings.Scope.MACHINE),
                launcher,
                registry)
            .install(new Selection.Named(List.of("vivaldi")));
    assertEquals(
        List.of(
            "why502 does not know where Vivaldi looks for everybody's companions on Linux."
                + " Without --system it can be made known to you alone."),
        report.lines().stream().map(InstallReport.Line::sentence).toList());
    assertEquals(new TreeSet<>(), manifests());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Chromium, Chromium/NativeMessagingHosts",
    "Google/Chrome/Local State, Google/Chrome/NativeMessagingHosts",
    "Microsoft Edge, Microsoft Edge/NativeMessagingHosts",
    // Brave on macOS reads Chrome's folder.
    "BraveSoftware/Brave-Browser, Google/Chrome/NativeMessagingHosts",
    "BraveSoftware/Brave-Browser-Beta, Google/Chrome/NativeMessagingHosts",
    "Vivaldi, Vivaldi/NativeMessagingHosts",
    "Vivaldi Snapshot, Vivaldi Snapshot/NativeMessagingHosts",
    // So does Opera.
    "com.operasoftware.Opera, Google/Chrome/NativeMessagingHosts",
    "Microsoft Edge Dev, Microsoft Edge Dev/NativeMessagingHosts",
    "Yandex/YandexBrowser, Yandex/YandexBrowser/NativeMessagingHosts",
    "Arc/User Data, Arc/User Data/NativeMessagingHosts",
    "Firefox, Mozilla/NativeMessagingHosts",
    "LibreWolf, LibreWolf/NativeMessagingHosts",
    "zen, Mozilla/NativeMessagingHosts",
  })
  void macOs(String seen, String folder) throws IOException {
    used("Library/Application Support/" + seen);
    TreeMap<String, String> before = everything();
    Installer mac = installer(Os.MACOS, Map.of());
    assertTrue(mac.install(new Selection.AllThere()).good());
    assertEquals(
        new TreeSet<>(List.of("Library/Application Support/" + folder + "/" + FILE)), manifests());
    mac.uninstall();
    assertEquals(before, everything());
  }

  @Test
  void windows() throws IOException {
    used("AppData/Local/Google/Chrome/User Data", "AppData/Local/Microsoft/Edge/User Data");
    used("AppData/Roaming/Mozilla/Firefox");
    TreeMap<String, String> before = everything();
    Installer windows = installer(Os.WINDOWS, Map.of());
    assertTrue(windows.install(new Selection.AllThere()).good());
    String ours = home.resolve("AppData/Local/why502").toString();
    assertEquals(
        Map.of(
            "HKCU\\Software\\Google\\Chrome\\NativeMessagingHosts\\org.why502.host",
            ours + "/org.why502.host.chromium.json",
            "HKCU\\Software\\Microsoft\\Edge\\NativeMessagingHosts\\org.why502.host",
            ours + "/org.why502.host.chromium.json",
            "HKCU\\Software\\Mozilla\\NativeMessagingHosts\\org.why502.host",
            ours + "/org.why502.host.firefox.json"),
        registry.values);
    assertTrue(
        windows.install(new Selection.AllThere()).lines().stream()
            .allMatch(l -> l.kind() == Kind.SAME));
    windows.uninstall();
    assertEquals(Map.of(), registry.values);
    assertEquals(before, everything());
  }
}
