package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.system.Os;
import org.why502.system.Running;

/** Real programs are started: small shell scripts that behave well, or badly in one way each. */
@DisplayName("The doctor")
class DoctorTest {
  /**
   * Reads the greeting until the browser hangs up; welcomes it with one frame, keeps its arguments.
   */
  static final String GOOD =
      """
      #!/bin/sh
      case $1 in --version) echo 'why502 1.2.3'; exit ;; esac
      printf '%s\\n' "$@" > "${0%/*}/arguments"
      welcome='{"type":"welcome","protocol":1,"version":"1.2.3"}'
      printf '\\061\\000\\000\\000%s' "$welcome"
      while read -r line; do :; done
      """;

  @TempDir Path temporary;
  private Path home;
  private Path launcher;

  @BeforeEach
  void aPersonWithTwoBrowsers() throws IOException {
    home = temporary.resolve("home of ada");
    Files.createDirectories(home.resolve(".config/chromium"));
    Files.createDirectories(home.resolve(".mozilla/firefox"));
    launcher = temporary.resolve("why 502");
    behaving(GOOD);
    assertTrue(installer().install(new Selection.AllThere()).good());
  }

  private void behaving(String script) throws IOException {
    behaving(launcher, script);
  }

  static void behaving(Path program, String script) throws IOException {
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Installer installer() {
    return new Installer(Browsers.known(), surroundings(), launcher, new MemoryRegistry());
  }

  private Surroundings surroundings() {
    return new Surroundings(Os.LINUX, home, java.util.Map.of());
  }

  private Surroundings machine() {
    return new Surroundings(
        Os.LINUX, temporary.resolve("machine"), java.util.Map.of(), Surroundings.Scope.MACHINE);
  }

  private Doctor doctor(Duration patience) {
    return new Doctor(
        Browsers.known(),
        surroundings(),
        machine(),
        launcher,
        new MemoryRegistry(),
        new Greeting(1, "1.2.3", patience));
  }

  private InstallReport look(Duration patience) {
    return doctor(patience).look();
  }

  private InstallReport mend() {
    return doctor(Duration.ofSeconds(30)).mend();
  }

  private Path firefoxs() {
    return home.resolve(".mozilla/native-messaging-hosts/org.why502.host.json");
  }

  private Path chromiums() {
    return home.resolve(".config/chromium/NativeMessagingHosts/org.why502.host.json");
  }

  private InstallReport look() {
    return look(Duration.ofSeconds(30));
  }

  private void saysOfAll(InstallReport report, String words) {
    assertFalse(report.good(), report.toString());
    report.lines().forEach(line -> assertTrue(line.sentence().contains(words), line.sentence()));
  }

  @Test
  void allIsWell() {
    InstallReport report = look();
    assertTrue(report.good(), report.toString());
    assertEquals(2, report.lines().size());
    report.lines().forEach(l -> assertTrue(l.sentence().contains("version 1.2.3"), l.sentence()));
  }

  /** Whoever has just unpacked another version wants to know which one the browser starts. */
  @Test
  void aCopyOfAnotherVersionIsSaidToBeOne() {
    InstallReport report =
        new Doctor(
                Browsers.known(),
                surroundings(),
                machine(),
                launcher,
                new MemoryRegistry(),
                new Greeting(1, "1.3.0", Duration.ofSeconds(30)))
            .look();
    assertTrue(report.good(), report.toString());
    for (var line : report.lines()) {
      assertTrue(line.sentence().contains("of version 1.3.0: to lead it here"), line.sentence());
    }
  }

  @Test
  @DisplayName("starts it with the arguments that the browser would give")
  void arguments() throws IOException {
    look();
    // Firefox is looked at last.
    assertEquals(
        List.of(
            home.resolve(".mozilla/native-messaging-hosts/org.why502.host.json").toString(),
            "why502@why502.org"),
        Files.readAllLines(temporary.resolve("arguments")));
  }

  @Test
  void aProfileThatWasInstalledForIsLookedAtToo() {
    Path profile = home.resolve("profile");
    installer().install(new Selection.Profile(profile));
    InstallReport report = look();
    assertTrue(report.good(), report.toString());
    assertEquals(3, report.lines().size());
  }

  @Test
  void nothingInstalled() {
    installer().uninstall();
    saysOfAll(look(), "Run  why502 install");
  }

  /** What a package brings: files for everybody, and none in any home. */
  @Test
  void filesForEverybodyAreReadWhereThePersonHasNone() throws IOException {
    installer().uninstall();
    Files.createDirectories(home.resolve(".zen"));
    Path root = Files.createDirectories(temporary.resolve("machine"));
    Path place = temporary.resolve("usr/lib/why502");
    Files.createDirectories(place.resolve("bin"));
    Files.copy(launcher, place.resolve("bin/why502"), StandardCopyOption.COPY_ATTRIBUTES);
    assertTrue(new Staging(Browsers.known(), Os.LINUX, root, place).write().good());

    InstallReport report = look();

    assertEquals(3, report.lines().size(), report.toString());
    for (String browser : List.of("Chromium", "Firefox")) {
      assertTrue(
          report.lines().stream()
              .anyMatch(
                  l ->
                      l.kind() == InstallReport.Kind.GOOD
                          && l.sentence().startsWith(browser + " can start the companion: " + root)
                          && l.sentence().contains(place.toString())),
          report.toString());
    }
    // Zen reads Firefox's file in a home; its place for everybody we do not know.
    assertTrue(
        report.lines().stream()
            .anyMatch(l -> l.sentence().startsWith("Zen does not know the companion")),
        report.toString());
  }

  @Test
  void aFileOfThePersonsOwnComesBeforeTheOneForEverybody() throws IOException {
    Path root = Files.createDirectories(temporary.resolve("machine"));
    new Staging(Browsers.known(), Os.LINUX, root, temporary.resolve("gone")).write();
    InstallReport report = look();
    assertTrue(report.good(), report.toString());
  }

  @Test
  void aFileForEverybodyThatLeadsNowhereIsSaid() throws IOException {
    installer().uninstall();
    Path root = Files.createDirectories(temporary.resolve("machine"));
    new Staging(Browsers.known(), Os.LINUX, root, temporary.resolve("gone")).write();
    saysOfAll(look(), "which is not there or may not be run");
  }

  @Test
  void theProgramIsGone() throws IOException {
    Files.delete(launcher);
    saysOfAll(look(), "which is not there or may not be run");
  }

  @Test
  void theProgramMayNotBeRun() throws IOException {
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rw-r--r--"));
    saysOfAll(look(), "which is not there or may not be run");
  }

  @Test
  void aFileOfAnotherVersion() throws IOException {
    Path file = home.resolve(".mozilla/native-messaging-hosts/org.why502.host.json");
    Files.writeString(file, Files.readString(file).replace("why502@why502.org", "old@why502.org"));
    InstallReport report = look();
    assertFalse(report.good());
    assertTrue(report.lines().getLast().sentence().contains("Firefox would refuse"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ends at once | exit 3 | ended, or stayed silent",
        "talks before it frames | echo Picked up JAVA_TOOL_OPTIONS; cat >/dev/null | not a message",
        "frames what is not JSON | printf '\\004\\000\\000\\000what'; cat >/dev/null | not JSON",
        "says something else | printf '\\002\\000\\000\\000{}'; cat >/dev/null | something else",
      })
  void badly(String name, String behaviour, String words) throws IOException {
    behaving("#!/bin/sh\ncase $1 in --version) echo 1; exit ;; esac\n" + behaviour + "\n");
    saysOfAll(look(), words);
  }

  @Test
  void itSaysNothingAtAll() throws IOException {
    behaving("#!/bin/sh\ncase $1 in --version) echo 1; exit ;; esac\nexec sleep 600\n");
    saysOfAll(look(Duration.ofSeconds(2)), "stayed silent");
  }

  /** Its child holds the pipe that we read from, and outlives a parent that is killed alone. */
  @Test
  void itHangsInAProgramOfItsOwn() throws Exception {
    behaving("#!/bin/sh\nsleep 86434\nexit 0\n");
    long start = System.nanoTime();
    assertFalse(look(Duration.ofSeconds(1)).good());
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(60).toNanos());
    Running.hasNone("86434");
  }

  @Test
  void itDoesNotKnowItsVersion() throws IOException {
    behaving("#!/bin/sh\nexit 7\n");
    saysOfAll(look(), "ended with code 7 when asked for its version");
  }

  @Test
  void whatIsMissingOrOfAnotherVersionIsWrittenAnew() throws IOException {
    Files.delete(chromiums());
    Files.writeString(
        firefoxs(), Files.readString(firefoxs()).replace("why502@why502.org", "old@why502.org"));
    InstallReport mended = mend();
    assertTrue(mended.good(), mended.toString());
    assertTrue(mended.toString().contains("Chromium: wrote " + chromiums()), mended.toString());
    assertTrue(mended.toString().contains("Firefox: renewed " + firefoxs()), mended.toString());
    assertTrue(look().good());
  }

  @Test
  void whatIsMendedIsTakenBackByUninstall() throws IOException {
    installer().uninstall();
    assertTrue(mend().good());
    assertTrue(installer().uninstall().good());
    assertFalse(Files.exists(chromiums()) || Files.exists(firefoxs()));
  }

  /** Whoever works on why502 has another copy in one of their browsers. */
  @Test
  void aCopyThatWorksStaysWhereItIs() throws IOException {
    Path another = temporary.resolve("another");
    Files.copy(launcher, another, StandardCopyOption.COPY_ATTRIBUTES);
    String leadsThere =
        Files.readString(firefoxs()).replace(launcher.toString(), another.toString());
    Files.writeString(firefoxs(), leadsThere);
    Files.delete(chromiums());
    assertTrue(mend().good());
    assertEquals(leadsThere, Files.readString(firefoxs()));
  }

  @Test
  void oneThatLeadsNowhereLeadsHere() throws IOException {
    String gone = Files.readString(firefoxs()).replace(launcher.toString(), "/nowhere/why502");
    Files.writeString(firefoxs(), gone);
    InstallReport mended = mend();
    assertTrue(mended.good(), mended.toString());
    assertTrue(mended.toString().contains("It led to /nowhere/why502 before."), mended.toString());
  }

  @Test
  void whatIsSomebodyElsesStays() throws IOException {
    String theirs = "{\"name\": \"com.example.other\", \"path\": \"/bin/true\"}";
    Files.writeString(firefoxs(), theirs);
    Files.delete(chromiums());
    InstallReport mended = mend();
    assertFalse(mended.good());
    assertEquals(theirs, Files.readString(firefoxs()));
    assertTrue(Files.exists(chromiums()), "the other one is mended all the same");
  }

  @Test
  void aProfileIsMendedToo() throws IOException {
    Path profile = home.resolve("profile");
    installer().install(new Selection.Profile(profile));
    Path file = profile.resolve("NativeMessagingHosts/org.why502.host.json");
    Files.writeString(file, Files.readString(file).replace(launcher.toString(), "/nowhere/why502"));
    assertFalse(look().good());
    InstallReport mended = mend();
    assertTrue(mended.good(), mended.toString());
    assertTrue(Files.readString(file).contains(launcher.toString()));
  }

  /** A list that a power cut left, one of a stranger's words, and a folder in its place. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{\"files\": [\"/home/ada", "[]", "a folder"})
  void aListThatCannotBeUsedIsMadeAnew(String broken) throws IOException {
    Path list = home.resolve(".local/state/why502/installed.json");
    Path theirs = home.resolve(".config/google-chrome/NativeMessagingHosts");
    Files.createDirectories(theirs);
    Path others = theirs.resolve("org.why502.host.json");
    Path another = temporary.resolve("another");
    behaving(another, GOOD);
    String leadsThere =
        Files.readString(chromiums()).replace(launcher.toString(), another.toString());
    Files.writeString(others, leadsThere);
    Files.delete(list);
    if (broken.equals("a folder")) {
      Files.createDirectory(list);
    } else {
      Files.writeString(list, broken);
    }
    assertTrue(look().toString().contains("Run  why502 doctor --fix"));

    mend();

    assertFalse(look().toString().contains("cannot be read"), look().toString());
    var files = Browsers.JSON.readTree(list.toFile()).path("files");
    assertEquals(2, files.size(), "another copy's is not ours to take back: " + files);
    assertEquals(chromiums().toString(), files.get(0).asText());
    assertEquals(firefoxs().toString(), files.get(1).asText());
    assertEquals(leadsThere, Files.readString(others));
    try (var beside = Files.list(list.getParent())) {
      assertEquals(2, beside.count(), "what could not be used is kept");
    }
  }

  @Test
  void whereAllIsWellNothingIsWritten() throws IOException {
    var before = Files.getLastModifiedTime(firefoxs());
    InstallReport mended = mend();
    assertTrue(mended.good());
    assertEquals(2, mended.lines().size(), mended.toString());
    assertEquals(before, Files.getLastModifiedTime(firefoxs()));
  }
}
