package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.install.InstallReport.Kind;
import org.why502.system.Os;

/** What is written for the browsers of a person on Linux, and taken back without a trace. */
@DisplayName("Installing into a home folder")
class InstallerTest extends HomeOfAPerson {
  @ParameterizedTest(name = "{0}, seen by {1}, reads {2}")
  @CsvSource({
    "chromium, .config/chromium, .config/chromium/NativeMessagingHosts",
    "chrome, .config/google-chrome, .config/google-chrome/NativeMessagingHosts",
    "chrome-beta, .config/google-chrome-beta, .config/google-chrome-beta/NativeMessagingHosts",
    "chrome-unstable, .config/google-chrome-unstable,"
        + " .config/google-chrome-unstable/NativeMessagingHosts",
    "edge, .config/microsoft-edge, .config/microsoft-edge/NativeMessagingHosts",
    "edge-beta, .config/microsoft-edge-beta, .config/microsoft-edge-beta/NativeMessagingHosts",
    "edge-dev, .config/microsoft-edge-dev, .config/microsoft-edge-dev/NativeMessagingHosts",
    "brave, .config/BraveSoftware/Brave-Browser,"
        + " .config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
    "brave-beta, .config/BraveSoftware/Brave-Browser-Beta,"
        + " .config/BraveSoftware/Brave-Browser-Beta/NativeMessagingHosts",
    "brave-nightly, .config/BraveSoftware/Brave-Browser-Nightly,"
        + " .config/BraveSoftware/Brave-Browser-Nightly/NativeMessagingHosts",
    "vivaldi, .config/vivaldi, .config/vivaldi/NativeMessagingHosts",
    "vivaldi-snapshot, .config/vivaldi-snapshot, .config/vivaldi-snapshot/NativeMessagingHosts",
    "opera, .config/opera, .config/opera/NativeMessagingHosts",
    "opera-beta, .config/opera-beta, .config/opera-beta/NativeMessagingHosts",
    "yandex, .config/yandex-browser, .config/yandex-browser/NativeMessagingHosts",
    "firefox, .mozilla/firefox, .mozilla/native-messaging-hosts",
    // Since 147 a new Firefox keeps its profiles here, and still reads companions from there.
    "firefox, .config/mozilla/firefox, .mozilla/native-messaging-hosts",
    "librewolf, .librewolf, .librewolf/native-messaging-hosts",
    "waterfox, .waterfox, .waterfox/native-messaging-hosts",
    "zen, .zen, .mozilla/native-messaging-hosts",
  })
  void everyLinuxBrowser(String code, String seen, String folder) throws IOException {
    used(seen);
    TreeMap<String, String> before = everything();

    InstallReport report = installer().install(new Selection.AllThere());

    assertTrue(report.good(), report.toString());
    assertEquals(new TreeSet<>(List.of(folder + "/" + FILE)), manifests());
    Path file = home.resolve(folder).resolve(FILE);
    assertEquals(Optional.of(file), report.lines().getFirst().file());
    assertTrue(report.lines().getFirst().sentence().contains(file.toString()));
    JsonNode json = Browsers.JSON.readTree(file.toFile());
    assertEquals(launcher.toString(), json.path("path").asText());
    Engine engine = Browsers.known().named(code).orElseThrow().engine();
    assertEquals(engine == Engine.CHROMIUM, json.has("allowed_origins"));
    assertEquals(engine == Engine.FIREFOX, json.has("allowed_extensions"));
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

    assertTrue(installer().uninstall().good());
    assertEquals(before, everything());
  }

  @Test
  void allAtOnceAndTakenBackWithoutATrace() throws IOException {
    for (Browser browser : Browsers.known().browsers()) {
      Place place = browser.places().get(Os.LINUX);
      for (String seen : place == null ? List.<String>of() : place.seen()) {
        Files.createDirectories(Surroundings.of(home).resolve(seen));
      }
    }
    TreeMap<String, String> before = everything();
    InstallReport report = installer().install(new Selection.AllThere());
    assertTrue(report.good());
    // Firefox and Zen read the same file.
    assertEquals(18, manifests().size());
    assertTrue(
        report.lines().stream().anyMatch(l -> l.sentence().startsWith("Firefox and Zen: wrote")));
    installer().uninstall();
    assertEquals(before, everything());
  }

  @Test
  void twiceIsOnce() throws IOException {
    used(".config/chromium", ".mozilla/firefox");
    installer().install(new Selection.AllThere());
    TreeMap<String, String> once = everything();
    InstallReport again = installer().install(new Selection.AllThere());
    assertEquals(once, everything());
    assertTrue(again.good());
    assertTrue(again.lines().stream().allMatch(l -> l.kind() == Kind.SAME), again.toString());
  }

  @Test
  void twiceStillUninstallsWithoutATrace() throws IOException {
    used(".config/chromium");
    TreeMap<String, String> before = everything();
    installer().install(new Selection.AllThere());
    installer().install(new Selection.AllThere());
    installer().uninstall();
    assertEquals(before, everything());
  }

  @Test
  void aSecondCopyTakesOverAndSaysSo() throws IOException {
    used(".config/chromium");
    TreeMap<String, String> before = everything();
    installer().install(new Selection.AllThere());
    Path first = launcher;
    launcher = program(temporary.resolve("elsewhere/bin/why502"));
    InstallReport report = installer().install(new Selection.AllThere());
    assertTrue(report.lines().getFirst().sentence().contains("led to " + first));
    installer().uninstall();
    assertEquals(before, everything());
  }

  @Test
  void uninstallWithoutNotesFindsWhatLeadsHere() throws IOException {
    used(".config/chromium");
    installer().install(new Selection.AllThere());
    Files.delete(home.resolve(".local/state/why502/installed.json"));
    assertTrue(installer().uninstall().good());
    assertTrue(manifests().isEmpty());
  }

  @Test
  void uninstallWithNothingInstalledSaysSo() {
    InstallReport report = installer().uninstall();
    assertTrue(report.good());
    assertEquals("There is nothing of why502 to remove.", report.lines().getFirst().sentence());
  }

  @Test
  void noBrowserIsSaidAndWritesNothing() throws IOException {
    TreeMap<String, String> before = everything();
    assertFalse(installer().install(new Selection.AllThere()).good());
    assertEquals(before, everything());
  }

  @Test
  void noLauncherWritesNothing() throws IOException {
    used(".config/chromium");
    Files.delete(launcher);
    TreeMap<String, String> before = everything();
    assertFalse(installer().install(new Selection.AllThere()).good());
    assertEquals(before, everything());
  }

  @Test
  void aNamedBrowserAlone() throws IOException {
    used(".config/chromium", ".mozilla/firefox");
    assertTrue(installer().install(new Selection.Named(List.of("firefox"))).good());
    assertEquals(new TreeSet<>(List.of(".mozilla/native-messaging-hosts/" + FILE)), manifests());
  }

  @Test
  void anUnknownBrowserIsNamed() {
    InstallReport report = installer().install(new Selection.Named(List.of("netscape")));
    assertFalse(report.good());
    assertTrue(report.lines().getFirst().sentence().contains("netscape"));
  }

  /** What is known of elsewhere only is said, and writes nothing; the others are served. */
  @Test
  void aBrowserThatIsNotKnownHereIsNamed() throws IOException {
    InstallReport report = installer().install(new Selection.Named(List.of("arc", "chromium")));
    assertFalse(report.good());
    assertEquals(
        "why502 does not know where Arc looks for companions on Linux.",
        report.lines().getFirst().sentence());
    assertEquals(
        new TreeSet<>(List.of(".config/chromium/NativeMessagingHosts/" + FILE)), manifests());
    assertEquals(
        1, installer().install(new Selection.Named(List.of("arc"))).lines().size(), "once");
  }

  @Test
  void aProfileOfItsOwnIsWrittenAndTakenBack() throws IOException {
    Path profile = home.resolve("a profile");
    TreeMap<String, String> before = everything();
    assertTrue(installer().install(new Selection.Profile(profile)).good());
    assertEquals(new TreeSet<>(List.of("a profile/NativeMessagingHosts/" + FILE)), manifests());
    installer().uninstall();
    assertEquals(before, everything());
  }
}
