package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;
import org.why502.system.Os;

/** A whole file system of a machine is made below a folder: its policies, mounts and jails. */
@DisplayName("What keeps a browser from a companion that is installed")
class HindrancesTest extends HomeOfAPerson {
  private static final String MANAGED = "etc/chromium/policies/managed/";
  private static final String SETTINGS = "etc/firefox/policies/policies.json";

  private Path root;

  @BeforeEach
  void chromiumAndFirefoxCouldStartIt() throws IOException {
    root = Files.createDirectories(temporary.resolve("machine"));
    used(".config/chromium", ".mozilla/firefox");
    DoctorTest.behaving(launcher, DoctorTest.GOOD);
    assertTrue(installer().install(new Selection.AllThere()).good());
  }

  private Doctor doctor() {
    return new Doctor(
        Browsers.known(),
        new Surroundings(Os.LINUX, home, Map.of()),
        new Surroundings(Os.LINUX, root, Map.of(), Surroundings.Scope.MACHINE),
        launcher,
        registry,
        new Greeting(1, "1.2.3", Duration.ofSeconds(30)));
  }

  private void says(String file, String content) throws IOException {
    Path there = root.resolve(file);
    Files.createDirectories(there.getParent());
    Files.writeString(there, content);
  }

  private List<String> of(Kind kind, InstallReport report) {
    return report.lines().stream().filter(l -> l.kind() == kind).map(Line::sentence).toList();
  }

  /** Firefox has no such policies, and is not touched by Chromium's. */
  private String wrong() throws IOException {
    var before = everything();
    InstallReport report = doctor().mend();
    assertEquals(before, everything(), "nothing is written for what no file of ours can help");
    List<String> bad = of(Kind.BAD, report);
    assertEquals(1, bad.size(), report.toString());
    assertTrue(
        of(Kind.GOOD, report).stream().anyMatch(s -> s.startsWith("Firefox can start")),
        report.toString());
    assertFalse(bad.getFirst().contains("why502 install"), "that would not help: " + bad);
    return bad.getFirst();
  }

  private void allIsWell() {
    InstallReport report = doctor().look();
    assertEquals(2, of(Kind.GOOD, report).size(), report.toString());
    assertEquals(2, report.lines().size(), report.toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "by name | {\"NativeMessagingBlocklist\": [\"com.example\", \"org.why502.host\"]}",
        "all | {\"NativeMessagingBlocklist\": [\"*\"]}",
        "all, and others allowed | {\"NativeMessagingBlocklist\": [\"*\"],"
            + " \"NativeMessagingAllowlist\": [\"com.example\"]}",
        "a star allows nothing | {\"NativeMessagingBlocklist\": [\"*\"],"
            + " \"NativeMessagingAllowlist\": [\"*\"]}",
        "with comments and commas | {/* why */ \"NativeMessagingBlocklist\": [\"*\",],}",
        "beside the other policy | {\"NativeMessagingBlocklist\": [\"*\"],"
            + " \"NativeMessagingUserLevelHosts\": false}",
      })
  void aPolicyForbidsIt(String name, String policy) throws IOException {
    says(MANAGED + "no-ending", policy);
    String said = wrong();
    assertTrue(said.startsWith("Chromium may not start the companion: " + root), said);
    assertTrue(said.contains("no-ending") && said.contains("org.why502.host"), said);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "others | {\"NativeMessagingBlocklist\": [\"com.example\", \"org.why502\"]}",
        "all but ours | {\"NativeMessagingBlocklist\": [\"*\"],"
            + " \"NativeMessagingAllowlist\": [\"org.why502.host\"]}",
        "no list | {\"NativeMessagingBlocklist\": \"*\"}",
        "no truth | {\"NativeMessagingUserLevelHosts\": \"false\"}",
        "allowed | {\"NativeMessagingUserLevelHosts\": true}",
        "broken | {\"NativeMessagingBlocklist\": [\"*\"]",
        "a list | [\"*\"]",
        "nothing | ``",
      })
  void aPolicyThatForbidsItNot(String name, String policy) throws IOException {
    says(MANAGED + "policy.json", policy);
    allIsWell();
  }

  @Test
  void theLastFileByNameCounts() throws IOException {
    says(MANAGED + "10.json", "{\"NativeMessagingBlocklist\": [\"*\"]}");
    says(MANAGED + "20.json", "{\"NativeMessagingBlocklist\": []}");
    allIsWell();
    says(MANAGED + "30.json", "{\"NativeMessagingBlocklist\": [\"*\"]}");
    assertTrue(wrong().contains("30.json"));
    says(MANAGED + "05.json", "{\"NativeMessagingAllowlist\": [\"org.why502.host\"]}");
    allIsWell();
  }

  @Test
  void whatIsRecommendedAndWhatIsAnotherBrowsersCountsNot() throws IOException {
    says("etc/chromium/policies/recommended/a.json", "{\"NativeMessagingBlocklist\": [\"*\"]}");
    says("etc/opt/chrome/policies/managed/a.json", "{\"NativeMessagingBlocklist\": [\"*\"]}");
    allIsWell();
    used(".config/google-chrome");
    installer().install(new Selection.AllThere());
    assertTrue(wrong().startsWith("Google Chrome may not"));
  }

  @Test
  void onlyCompanionsForEverybody() throws IOException {
    says(MANAGED + "a.json", "{\"NativeMessagingUserLevelHosts\": false}");
    String said = wrong();
    assertTrue(said.startsWith("Chromium starts no companion that one person installed"), said);
    assertTrue(said.contains("install.sh --system"), said);

    Files.delete(home.resolve(".config/chromium/NativeMessagingHosts/" + FILE));
    assertEquals(said, wrong(), "to write it again would not help");
  }

  /** The person's own file is not read then, and may lead anywhere. */
  @Test
  void oneForEverybodyIsWhatSuchABrowserStarts() throws IOException {
    says(MANAGED + "a.json", "{\"NativeMessagingUserLevelHosts\": false}");
    Path own = home.resolve(".config/chromium/NativeMessagingHosts/" + FILE);
    Files.writeString(own, Files.readString(own).replace(launcher.toString(), "/nowhere"));
    Path place = temporary.resolve("usr/lib/why502");
    DoctorTest.behaving(program(place.resolve("bin/why502")), DoctorTest.GOOD);
    assertTrue(new Staging(Browsers.known(), Os.LINUX, root, place).write().good());
    InstallReport report = doctor().look();
    assertTrue(report.good(), report.toString());
    assertTrue(
        of(Kind.GOOD, report).getFirst().startsWith("Chromium can start the companion: " + root),
        report.toString());
  }

  @Test
  void noProgramIsStartedFromWhereItLies() throws IOException {
    Path place = launcher.toRealPath().getParent().getParent();
    mounted(place, "rw,nosuid,noexec,relatime");
    InstallReport report = doctor().mend();
    assertEquals(2, of(Kind.BAD, report).size(), report.toString());
    for (String said : of(Kind.BAD, report)) {
      assertTrue(said.contains("mounted noexec") && said.contains(place.toString()), said);
      assertFalse(said.contains("Run  why502 install"), said);
    }
    mounted(place, "rw,nosuid,relatime");
    allIsWell();
  }

  private void mounted(Path place, String options) throws IOException {
    says(
        "proc/self/mountinfo",
        "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
            + "30 21 0:40 / %s %s shared:9 - tmpfs tmpfs rw\n"
                .formatted(place.toString().replace(" ", "\\040"), options));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "by its id | {\"why502@why502.org\": {\"installation_mode\": \"blocked\"}} | true",
        "with all | {\"*\": {\"installation_mode\": \"blocked\"}} | true",
        "with all of its kind | {\"*\": {\"allowed_types\": [\"theme\"]}} | true",
        "all but ours | {\"*\": {\"installation_mode\": \"blocked\"},"
            + " \"why502@why502.org\": {\"installation_mode\": \"allowed\"}} | false",
        "another | {\"a@b\": {\"installation_mode\": \"blocked\"}} | false",
        "its kind is allowed | {\"*\": {\"allowed_types\": [\"extension\"]}} | false",
        "broken | {\"*\": | false",
      })
  void aPolicyKeepsTheExtensionOutOfFirefox(String name, String settings, boolean out)
      throws IOException {
    says(SETTINGS, "{\"policies\": {\"ExtensionSettings\": " + settings + "}}");
    InstallReport report = doctor().look();
    assertTrue(report.good(), "the companion could be started: " + report);
    List<String> notes = of(Kind.NOTE, report);
    assertEquals(out ? 1 : 0, notes.size(), notes.toString());
    notes.forEach(said -> assertTrue(said.contains(root.resolve(SETTINGS).toString()), said));
  }

  @Test
  void besideTheProgramCountsWhereNoneLiesBelowEtc() throws IOException {
    String all =
        "{\"policies\": {\"ExtensionSettings\": {\"*\": {\"installation_mode\": \"blocked\"}}}}";
    says("usr/lib/firefox-esr/distribution/policies.json", all);
    assertEquals(1, of(Kind.NOTE, doctor().look()).size());
    says(SETTINGS, "{}");
    allIsWell();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "firefox (enforce) | true",
        "/usr/lib/firefox/firefox{,*[^s][^h]} (enforce) | true",
        "/usr/lib/chromium/chromium (kill) | true",
        "firefox (complain) | false",
        "firefox (unconfined) | false",
        "snap.firefox.firefox (enforce) | false",
        "/usr/lib/firefox/firefox//lpr (enforce) | false",
        "/usr/sbin/cupsd (enforce) | false",
      })
  void appArmorIsNamedWhereItEnforces(String profile, boolean named) throws IOException {
    says("sys/kernel/security/apparmor/profiles", "/usr/bin/man (enforce)\n" + profile + "\n");
    List<String> notes = of(Kind.NOTE, doctor().look());
    assertEquals(named ? 1 : 0, notes.size(), notes.toString());
    notes.forEach(said -> assertTrue(said.startsWith("AppArmor holds "), said));
  }

  /** Where the whole list is root's, each profile can still be looked at. */
  @Test
  void appArmorsProfilesOneByOne() throws IOException {
    says("sys/kernel/security/apparmor/policy/profiles/firefox.7/name", "firefox\n");
    says("sys/kernel/security/apparmor/policy/profiles/firefox.7/mode", "enforce\n");
    assertEquals(1, of(Kind.NOTE, doctor().look()).size());
  }

  @Test
  void aJailIsNamedWithTheRulesOfThePersonsOwn() throws IOException {
    Path bin = Files.createDirectories(root.resolve("usr/local/bin"));
    Files.createSymbolicLink(bin.resolve("chromium"), Path.of("/usr/bin/chromium"));
    allIsWell();
    Files.createSymbolicLink(bin.resolve("firefox"), Path.of("/usr/bin/firejail"));
    InstallReport report = doctor().look();
    assertTrue(report.good(), report.toString());
    String said = of(Kind.NOTE, report).getFirst();
    assertTrue(said.startsWith("Firefox is started in a jail: " + bin), said);
    assertTrue(said.endsWith("/usr/bin/firefox"), said);

    Path rules = Files.createDirectories(home.resolve(".config/firejail")).resolve("firefox.local");
    Files.writeString(rules, "ignore noexec ${HOME}\n");
    assertTrue(of(Kind.NOTE, doctor().look()).getFirst().contains(rules.toString()));
  }
}
