package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.install.InstallReport.Kind;
import org.why502.system.Os;

/** What is not ours, or not whole, stays as it was, and keeps nobody from installing. */
@DisplayName("Installing beside other people's files")
class OthersFilesTest extends HomeOfAPerson {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {"another program | {\"name\":\"org.example\",\"path\":\"/x\"}", "not JSON | hello"})
  void whatIsNotOursIsLeftAlone(String name, String content) throws IOException {
    used(".config/chromium/NativeMessagingHosts", ".mozilla/firefox");
    Path file = home.resolve(".config/chromium/NativeMessagingHosts").resolve(FILE);
    Files.writeString(file, content);
    TreeMap<String, String> before = everything();
    InstallReport report = installer().install(new Selection.AllThere());
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
      InstallReport report = installer().install(new Selection.AllThere());
      assertTrue(report.good(), report.toString());
      InstallReport.Line said = report.lines().getFirst();
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
    InstallReport report = installer().install(new Selection.AllThere());
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
    InstallReport report = installer().uninstall();
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
    InstallReport report = installer().install(new Selection.AllThere());
    assertFalse(Files.exists(home.resolve(deciding)), report.toString());
    report = installer().install(new Selection.Named(List.of(code)));
    assertFalse(Files.exists(home.resolve(deciding)), report.toString());
    assertTrue(
        report.lines().stream().anyMatch(l -> l.sentence().contains("another profile")),
        report.toString());
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

  /** Its scripts bring and take them; what we took away would not come back by itself. */
  @Test
  void whatAPackageBroughtForEverybodyStays() throws IOException {
    Path packaged = program(home.resolve("usr/lib/why502/bin/why502"));
    Files.createDirectories(home.resolve("usr/share/why502/manifests"));
    Path place = packaged.getParent().getParent();
    new Staging(Browsers.known(), Os.LINUX, home, place).write();
    // …and one that somebody took away.
    Path edge = home.resolve("etc/opt/edge/native-messaging-hosts").resolve(FILE);
    Files.delete(edge);
    TreeMap<String, String> before = everything();
    Surroundings everybody = new Surroundings(Os.LINUX, home, Map.of(), Surroundings.Scope.MACHINE);
    Installer machine = new Installer(Browsers.known(), everybody, launcher, registry);

    InstallReport report = machine.install(new Selection.AllThere());
    assertFalse(report.good());
    assertEquals(
        3,
        report.lines().stream()
            .filter(l -> l.sentence().endsWith("it is what a package of this system brought."))
            .count(),
        report.toString());
    assertTrue(Files.readString(edge).contains(launcher.toString()));
    assertTrue(machine.uninstall().good());
    assertEquals(before, everything());

    // The same files, noted down by a copy that was there before the package.
    machine.install(new Selection.AllThere());
    Path ledger = home.resolve("var/lib/why502/installed.json");
    Files.writeString(ledger, Files.readString(ledger).replace("etc/opt/edge", "etc/opt/chrome"));
    assertTrue(machine.uninstall().good());
    assertEquals(before, everything());

    assertTrue(Staging.objectionForEverybody(packaged).isPresent());
    assertTrue(Staging.objectionForEverybody(launcher).isEmpty());
  }

  @Test
  void torBrowserIsNeverTouched() throws IOException {
    String tor = ".local/share/torbrowser/tbb/x86_64/tor-browser/Browser/TorBrowser/Data/Browser";
    used(tor, ".tor-browser/.mozilla", ".var/app/org.torproject.torbrowser-launcher/.mozilla");
    TreeMap<String, String> before = everything();
    installer().install(new Selection.AllThere());
    assertEquals(before, everything());
  }
}
