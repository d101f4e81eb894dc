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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.install.Report.Kind;

@DisplayName("Installing into a home folder")
class InstallerTest {
  private static final String FILE = "org.why502.host.json";

  @TempDir Path temporary;
  private Path home;
  private Path launcher;
  private final MemoryRegistry registry = new MemoryRegistry();

  @BeforeEach
  void aPersonWithALauncher() throws IOException {
    home = Files.createDirectories(temporary.resolve("home of ada"));
    launcher = program(temporary.resolve("why502 image/bin/why502"));
  }

  private static Path program(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Installer installer(Os os, Map<String, String> environment) {
    return new Installer(
        Browsers.known(), new Surroundings(os, home, environment), launcher, registry);
  }

  private Installer installer() {
    return installer(Os.LINUX, Map.of());
  }

  private void used(String... folders) throws IOException {
    for (String folder : folders) {
      Files.createDirectories(home.resolve(folder));
    }
  }

  /** Every path below home, with what files hold. */
  private TreeMap<String, String> everything() throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(home)) {
      for (Path path : walk.toList()) {
        all.put(
            home.relativize(path).toString(),
            Files.isRegularFile(path) ? Files.readString(path) : "");
      }
    }
    return all;
  }

  private TreeSet<String> manifests() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    everything().keySet().stream().filter(p -> p.contains("org.why502.host")).forEach(found::add);
    return found;
  }

  @ParameterizedTest(name = "{0}, seen by {1}, reads {2}")
  @CsvSource({
    "chromium, .config/chromium, .config/chromium/NativeMessagingHosts",
    "chrome, .config/google-chrome, .config/google-chrome/NativeMessagingHosts",
    "chrome-beta, .config/google-chrome-beta, .config/google-chrome-beta/NativeMessagingHosts",
    "chrome-unstable, .config/google-chrome-unstable,"
        + " .config/google-chrome-unstable/NativeMessagingHosts",
    "edge, .config/microsoft-edge, .config/microsoft-edge/NativeMessagingHosts",
    "brave, .config/BraveSoftware/Brave-Browser,"
        + " .config/BraveSoftware/Brave-Browser/NativeMessagingHosts",
    "vivaldi, .config/vivaldi, .config/vivaldi/NativeMessagingHosts",
    "opera, .config/opera, .config/opera/NativeMessagingHosts",
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

    Report report = installer().install(new Selection.AllThere());

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
      for (String seen : browser.places().get(Os.LINUX).seen()) {
        Files.createDirectories(Surroundings.of(home).resolve(seen));
      }
    }
    TreeMap<String, String> before = everything();
    Report report = installer().install(new Selection.AllThere());
    assertTrue(report.good());
    // Firefox and Zen read the same file.
    assertEquals(11, manifests().size());
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
    Report again = installer().install(new Selection.AllThere());
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
    Report report = installer().install(new Selection.AllThere());
    assertTrue(report.lines().getFirst().sentence().contains("led to " + first));
    installer().uninstall();
    assertEquals(before, everything());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"another program | {\"name\":\"org.example\",\"path\":\"/x\"}", "not JSON | hello"})
  void whatIsNotOursIsLeftAlone(String name, String content) throws IOException {
    used(".config/chromium/NativeMessagingHosts", ".mozilla/firefox");
    Path file = home.resolve(".config/chromium/NativeMessagingHosts").resolve(FILE);
    Files.writeString(file, content);
    TreeMap<String, String> before = everything();
    Report report = installer().install(new Selection.AllThere());
    assertFalse(report.good());
    assertEquals(content, Files.readString(file));
    // The others are still served.
    assertTrue(manifests().contains(".mozilla/native-messaging-hosts/" + FILE));
    installer().uninstall();
    assertEquals(before, everything());
  }

  @Test
  void aLinkIsNotWrittenThrough() throws IOException {
    used(".config/chromium/NativeMessagingHosts");
    Path target = Files.writeString(home.resolve("dotfile.json"), "{}");
    Files.createSymbolicLink(
        home.resolve(".config/chromium/NativeMessagingHosts").resolve(FILE), target);
    assertFalse(installer().install(new Selection.AllThere()).good());
    assertEquals("{}", Files.readString(target));
  }

  @Test
  void othersFilesAndFoldersSurviveUninstall() throws IOException {
    used(".config/chromium/NativeMessagingHosts", ".mozilla/firefox");
    installer().install(new Selection.AllThere());
    Path other = home.resolve(".mozilla/native-messaging-hosts/org.example.json");
    Files.writeString(other, "{}");
    installer().uninstall();
    assertTrue(Files.exists(other));
    assertTrue(Files.isDirectory(home.resolve(".config/chromium/NativeMessagingHosts")));
    assertTrue(manifests().isEmpty());
  }

  @Test
  void uninstallWithoutNotesFindsWhatLeadsHere() throws IOException {
    used(".config/chromium");
    installer().install(new Selection.AllThere());
    Files.delete(home.resolve(".local/state/why502/installed.json"));
    assertTrue(installer().uninstall().good());
    assertTrue(manifests().isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "null",
        "{",
        "{}",
        "[]",
        "\u0000\u0001\u0002",
        "{\"files\":null,\"folders\":[],\"keys\":[]}",
        "{\"files\":[null],\"folders\":[],\"keys\":[]}",
        "{\"files\":[\"relative\"],\"folders\":[],\"keys\":[]}",
        "{\"files\":[\"/a\\u0000b\"],\"folders\":[],\"keys\":[]}",
        "{\"program\":\"another\",\"version\":3}",
        // a folder in which nothing of ours lies: it would be removed once it is empty
        "{\"files\":[],\"folders\":[\"HOME/mine\"],\"keys\":[]}",
      })
  void aListThatIsNotOursBlocksNothingAndIsKept(String list) throws IOException {
    used(".config/chromium", ".mozilla/firefox", "mine");
    TreeMap<String, String> before = everything();
    Path ledger = home.resolve(".local/state/why502/installed.json");
    String written = list.replace("HOME", home.toString());

    for (boolean installedBefore : List.of(false, true)) {
      if (installedBefore) {
        assertTrue(installer().install(new Selection.AllThere()).good());
      }
      Files.createDirectories(ledger.getParent());
      Files.writeString(ledger, written);
      Report report = installer().install(new Selection.AllThere());
      assertTrue(report.good(), report.toString());
      Report.Line said = report.lines().getFirst();
      assertEquals(Kind.NOTE, said.kind());
      assertEquals(written, Files.readString(said.file().orElseThrow()), "kept as it was");
      assertEquals(2, manifests().size());

      Files.writeString(ledger, written);
      report = installer().uninstall();
      assertTrue(report.good(), report.toString());
      assertEquals(written, Files.readString(report.lines().getFirst().file().orElseThrow()));
      assertEquals(new TreeSet<>(), manifests());
    }
    TreeMap<String, String> after = everything();
    after.keySet().removeIf(path -> path.startsWith(".local"));
    assertEquals(before, after, "no folder of ours is left, and none of theirs is gone");
  }

  @Test
  void aFolderOrALinkInThePlaceOfTheListBlocksNothing() throws IOException {
    used(".config/chromium", ".local/state/why502/installed.json/x");
    Report report = installer().install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    Path ledger = home.resolve(".local/state/why502/installed.json");
    Files.move(ledger, home.resolve("elsewhere.json"));
    Files.createSymbolicLink(ledger, home.resolve("elsewhere.json"));
    assertTrue(installer().uninstall().good());
    assertEquals(new TreeSet<>(), manifests());
    assertTrue(Files.exists(home.resolve("elsewhere.json")), "what a link leads to is not ours");
  }

  @Test
  void oneFileThatCannotBeRemovedKeepsNoOtherFromIt() throws IOException {
    Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root can do it all");
    used(".config/chromium", ".mozilla/firefox");
    installer().install(new Selection.AllThere());
    Path folder = home.resolve(".config/chromium/NativeMessagingHosts");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    Report report = installer().uninstall();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertFalse(report.good());
    assertEquals(1, manifests().size(), report.toString());
  }

  /**
   * Since 147 Firefox's family keeps new profiles below {@code ~/.config}, unless the old place is
   * there: making it would show the person an empty profile.
   */
  @ParameterizedTest
  @CsvSource({"librewolf, .config/librewolf, .librewolf", "waterfox, nothing, .waterfox"})
  void noFolderIsMadeByWhichABrowserDecidesWhereItsProfileIs(
      String code, String seen, String deciding) throws IOException {
    used(seen);
    TreeMap<String, String> before = everything();
    Report report = installer().install(new Selection.AllThere());
    assertFalse(Files.exists(home.resolve(deciding)), report.toString());
    report = installer().install(new Selection.Named(List.of(code)));
    assertFalse(Files.exists(home.resolve(deciding)), report.toString());
    assertTrue(
        report.lines().stream().anyMatch(l -> l.sentence().contains("another profile")),
        report.toString());
    assertEquals(before, everything());
  }

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
    Report report = machine.install(new Selection.AllThere());
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

  @ParameterizedTest
  @CsvSource({
    "ada, ada, , false, false",
    "root, root, , false, false",
    "root, root, ada, false, true",
    "root, ada, ada, true, false",
    "root, ada, , true, false",
    "root, , ada, false, true",
    "ada, bob, , false, false",
  })
  void rootLeavesNothingInTheHomeOfAnother(
      String user, String owner, String behind, boolean refused, boolean remarked) {
    Person person = new Person(user, home, Optional.ofNullable(owner), Optional.ofNullable(behind));
    assertEquals(refused, person.objection().isPresent());
    assertEquals(remarked, person.remark().isPresent());
    person.objection().ifPresent(o -> assertTrue(o.contains("--system") && o.contains(owner), o));
  }

  @Test
  void uninstallWithNothingInstalledSaysSo() {
    Report report = installer().uninstall();
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
    Report report = installer().install(new Selection.Named(List.of("netscape")));
    assertFalse(report.good());
    assertTrue(report.lines().getFirst().sentence().contains("netscape"));
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

  @Test
  void configurationKeptElsewhereIsFollowed() throws IOException {
    Path config = Files.createDirectories(home.resolve("cfg/chromium")).getParent();
    used(".config/chromium");
    installer(Os.LINUX, Map.of("XDG_CONFIG_HOME", config.toString()))
        .install(new Selection.AllThere());
    assertEquals(new TreeSet<>(List.of("cfg/chromium/NativeMessagingHosts/" + FILE)), manifests());
  }

  @Test
  void torBrowserIsNeverTouched() throws IOException {
    String tor = ".local/share/torbrowser/tbb/x86_64/tor-browser/Browser/TorBrowser/Data/Browser";
    used(tor, ".tor-browser/.mozilla", ".var/app/org.torproject.torbrowser-launcher/.mozilla");
    TreeMap<String, String> before = everything();
    installer().install(new Selection.AllThere());
    assertEquals(before, everything());
  }

  @Test
  void sandboxedBrowsersAreExplained() throws IOException {
    used(".var/app/org.mozilla.firefox", "snap/chromium");
    TreeMap<String, String> before = everything();
    Report report = installer().install(new Selection.AllThere());
    assertEquals(
        2, report.lines().stream().filter(l -> l.kind() == Kind.NOTE).count(), report.toString());
    assertTrue(
        report.lines().stream().anyMatch(l -> l.sentence().contains("Firefox from Flatpak")));
    assertTrue(report.lines().stream().anyMatch(l -> l.sentence().contains("Chromium from Snap")));
    assertEquals(before, everything());
  }

  @Test
  @DisplayName("Firefox from Snap reads the same file, through the desktop")
  void firefoxFromSnap() throws IOException {
    used("snap/firefox");
    Report report = installer().install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    assertEquals(new TreeSet<>(List.of(".mozilla/native-messaging-hosts/" + FILE)), manifests());
    assertTrue(report.lines().stream().anyMatch(l -> l.sentence().contains("say yes")));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Chromium, Chromium/NativeMessagingHosts",
    "Google/Chrome/Local State, Google/Chrome/NativeMessagingHosts",
    "Microsoft Edge, Microsoft Edge/NativeMessagingHosts",
    // Brave on macOS reads Chrome's folder.
    "BraveSoftware/Brave-Browser, Google/Chrome/NativeMessagingHosts",
    "Vivaldi, Vivaldi/NativeMessagingHosts",
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

  /** A registry that is a map. */
  static final class MemoryRegistry implements Registry {
    final Map<String, String> values = new TreeMap<>();

    @Override
    public Optional<String> read(String key) {
      return Optional.ofNullable(values.get(key));
    }

    @Override
    public void write(String key, String value) {
      values.put(key, value);
    }

    @Override
    public void remove(String key) {
      values.remove(key);
    }
  }
}
