package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** The folder that stands for the root is called home here, for what is shared with other tests. */
@DisplayName("Files for a package, and what is only told")
class StagingTest extends HomeOfAPerson {
  private static final Path PLACE = Path.of("/usr/lib/why502");
  private static final TreeSet<String> EVERYBODYS =
      new TreeSet<>(
          List.of(
              "etc/chromium/native-messaging-hosts/" + FILE,
              "etc/opt/chrome/native-messaging-hosts/" + FILE,
              "etc/opt/edge/native-messaging-hosts/" + FILE,
              "usr/lib/mozilla/native-messaging-hosts/" + FILE));

  private Staging staging() {
    return new Staging(Browsers.known(), Os.LINUX, home, PLACE);
  }

  @Test
  void everyPlaceForEverybodyAndNothingElse() throws IOException {
    InstallReport report = staging().write();
    assertTrue(report.good(), report.toString());
    assertEquals(EVERYBODYS, manifests());
    // Every file that is there is one of these: no list, no notes.
    assertEquals(
        EVERYBODYS.size(), everything().values().stream().filter(text -> !text.isEmpty()).count());
    assertEquals(
        golden("chromium"),
        Files.readString(home.resolve("etc/chromium/native-messaging-hosts").resolve(FILE)));
    assertEquals(
        golden("firefox"),
        Files.readString(home.resolve("usr/lib/mozilla/native-messaging-hosts").resolve(FILE)));
    TreeMap<String, String> before = everything();
    assertTrue(staging().write().lines().stream().allMatch(l -> l.kind() == Kind.SAME));
    assertEquals(before, everything());
  }

  private static String golden(String engine) throws IOException {
    return Files.readString(Path.of("src/test/resources/manifests/usr-lib-why502." + engine));
  }

  @Test
  void everyRowsManifestIsWhatIsInstalledForIt() throws IOException {
    for (Browser browser : Browsers.known().browsers()) {
      String printed =
          new String(
              Browsers.known().manifest(browser, PLACE.resolve("bin/why502")),
              java.nio.charset.StandardCharsets.UTF_8);
      assertEquals(golden(browser.engine().code()), printed, browser.code());
    }
    used(".config/chromium");
    installer().install(new Selection.AllThere());
    assertEquals(
        new String(
            Browsers.known().manifest(Browsers.known().named("chromium").orElseThrow(), launcher),
            java.nio.charset.StandardCharsets.UTF_8),
        everything().get(".config/chromium/NativeMessagingHosts/" + FILE));
  }

  @Test
  void whatIsOfAnotherStays() throws IOException {
    used("etc/chromium/native-messaging-hosts");
    Path file = home.resolve("etc/chromium/native-messaging-hosts").resolve(FILE);
    Files.writeString(file, "{\"name\":\"org.example\"}");
    InstallReport report = staging().write();
    assertFalse(report.good());
    assertEquals("{\"name\":\"org.example\"}", Files.readString(file));
    assertEquals(EVERYBODYS, manifests(), "the others are written");
  }

  @ParameterizedTest
  @CsvSource({"etc", "etc/opt"})
  void nothingIsWrittenBehindALinkThatLeadsOut(String link) throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    Files.createDirectories(home.resolve(link).getParent());
    Files.createSymbolicLink(home.resolve(link), outside);
    InstallReport report = staging().write();
    assertFalse(report.good());
    try (var inIt = Files.list(outside)) {
      assertEquals(0, inIt.count());
    }
    assertTrue(manifests().contains("usr/lib/mozilla/native-messaging-hosts/" + FILE));
  }

  @Test
  void aLinkThatStaysInsideIsFollowed() throws IOException {
    used("private/etc");
    Files.createSymbolicLink(home.resolve("etc"), Path.of("private/etc"));
    assertTrue(staging().write().good());
    assertTrue(
        Files.exists(home.resolve("private/etc/chromium/native-messaging-hosts").resolve(FILE)));
  }

  @Test
  void onMacOs() throws IOException {
    assertTrue(new Staging(Browsers.known(), Os.MACOS, home, PLACE).write().good());
    assertTrue(manifests().stream().allMatch(file -> file.startsWith("Library/")));
    assertEquals(4, manifests().size());
  }

  @Test
  void onWindowsThereIsNoFolderToWriteTo() {
    assertTrue(
        new Staging(Browsers.known(), Os.WINDOWS, home, PLACE)
            .objection()
            .orElseThrow()
            .contains("registry"));
  }

  // ---- only told

  @Test
  void whatWouldBeWrittenForAPackage() throws IOException {
    used("etc/chromium/native-messaging-hosts", "etc/opt/chrome/native-messaging-hosts");
    Files.writeString(home.resolve("etc/chromium/native-messaging-hosts").resolve(FILE), "mine");
    new Staging(Browsers.known(), Os.LINUX, home, Path.of("/opt/why502")).write();
    Files.delete(home.resolve("usr/lib/mozilla/native-messaging-hosts").resolve(FILE));
    TreeMap<String, String> before = everything();
    List<String> told = staging().rehearse().lines().stream().map(l -> l.sentence()).toList();
    assertEquals(before, everything());
    assertEquals(4, told.size());
    assertTrue(told.get(0).startsWith("Chromium: would leave "), told.get(0));
    assertTrue(
        told.get(1).startsWith("Google Chrome, Google Chrome Beta, Google Chrome Dev, Brave, ")
            && told.get(1).contains(" and Brave Nightly: would renew ")
            && told.get(1).endsWith(" It leads to /opt/why502/bin/why502 until then."),
        told.get(1));
    assertTrue(told.get(3).startsWith("Firefox: would write "), told.get(3));
  }

  @Test
  void whatWouldBeWrittenForAPerson() throws IOException {
    used(".config/chromium", ".mozilla/firefox", "snap/chromium");
    TreeMap<String, String> before = everything();
    InstallReport ahead = installer().rehearse(new Selection.AllThere());
    assertEquals(before, everything(), "nothing is written");
    assertTrue(ahead.good(), ahead.toString());
    InstallReport done = installer().install(new Selection.AllThere());
    // The same files, in the same order, each told of before.
    assertEquals(
        done.lines().stream().filter(l -> l.kind() == Kind.GOOD).map(l -> l.file()).toList(),
        ahead.lines().stream().filter(l -> l.kind() == Kind.GOOD).map(l -> l.file()).toList());
    Path ledger = home.resolve(".local/state/why502/installed.json");
    assertTrue(ahead.lines().stream().anyMatch(l -> l.sentence().contains(ledger.toString())));
    assertTrue(ahead.lines().stream().anyMatch(l -> l.sentence().contains("from Snap")));
    before = everything();
    ahead = installer().rehearse(new Selection.AllThere());
    assertTrue(ahead.lines().stream().noneMatch(l -> l.sentence().contains("would")));
    assertEquals(before, everything());
  }

  @Test
  void aListThatCannotBeUsedIsNotSetAsideByTelling() throws IOException {
    used(".config/chromium", ".local/state/why502");
    Files.writeString(home.resolve(".local/state/why502/installed.json"), "{");
    TreeMap<String, String> before = everything();
    installer().rehearse(new Selection.AllThere());
    assertEquals(before, everything());
    assertEquals(Map.of(), registry.values);
  }
}
