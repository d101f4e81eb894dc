package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.system.Os;

/** Each ends in a sentence, and in a state that works or that stood before. */
@DisplayName("Installing what cannot be installed")
class BadInputsTest extends HomeOfAPerson {
  private static final Path CHROMIUMS = Path.of(".config/chromium/NativeMessagingHosts", FILE);

  /** Names that a shell, JSON or a person would trip over; what is not ASCII: OddPlacesIT. */
  @ParameterizedTest
  @ValueSource(strings = {"two  words ", "\"q\" 'u' $HOME `o` \\t", "-n", "~", "%s", "{launcher}"})
  void aFolderOfAnyName(String name) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    home = Files.createDirectories(folder.resolve("home"));
    launcher = program(folder.resolve("image/bin/why502"));
    used(".config/chromium");
    TreeMap<String, String> before = everything();
    assertTrue(installer().install(new Selection.AllThere()).good());
    Path file = home.resolve(CHROMIUMS);
    assertEquals(launcher.toString(), Browsers.JSON.readTree(file.toFile()).path("path").asText());
    assertTrue(
        installer().install(new Selection.AllThere()).lines().stream()
            .allMatch(line -> line.kind() == InstallReport.Kind.SAME));
    assertTrue(installer().uninstall().good());
    assertEquals(before, everything());
  }

  @Test
  void aFolderOfTwoHundredLetters() throws IOException {
    aFolderOfAnyName("x".repeat(200));
  }

  @ParameterizedTest(name = "HOME={0}, the system says {1}")
  @CsvSource(
      nullValues = "none",
      quoteCharacter = '"',
      value = {
        "/home/ada, none, ",
        "none, /home/ada, ",
        "\"\", /home/ada, ",
        "ada, /home/ada, \"HOME is \"\"ada\"\", which is not the whole path of a folder.\"",
        "., /home/ada, \"HOME is \"\".\"\", which is not the whole path of a folder.\"",
        "~, /home/ada, \"HOME is \"\"~\"\", which is not the whole path of a folder.\"",
        "none, ?, \"HOME is not set, and this system does not say where your home folder is.\"",
        "/home/h\uFFFDm, /home/ada, The name of your home folder cannot be read in this locale.",
      })
  void aHomeThatIsNone(String home, String ofTheSystem, String said) {
    Map<String, String> environment = new HashMap<>();
    if (home != null) {
      environment.put("HOME", home);
    }
    assertEquals(
        said == null ? "" : said + " Nothing was done. Please name the folder with --home.",
        Surroundings.objectionToHome(environment, ofTheSystem).orElse(""));
  }

  /** Not even root can make a folder there. */
  @Test
  void aHomeThatCannotBeWrittenTo() {
    Path readOnly = Path.of("/proc");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(readOnly), "Linux's alone");
    Installer installer =
        new Installer(
            Browsers.known(), new Surroundings(Os.LINUX, readOnly, Map.of()), launcher, registry);
    List<InstallReport.Line> lines =
        installer.install(new Selection.Named(List.of("chromium", "firefox"))).lines();
    assertEquals(1, lines.size(), lines.toString());
    String said = lines.getFirst().sentence();
    assertTrue(said.startsWith("Nothing was written, because it could not be noted down"), said);
    assertTrue(said.contains("/proc/.local"), said);
    assertTrue(installer.uninstall().good(), "there is nothing to take back");
  }

  /** The list can be written, one browser's folder cannot: the others are served. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".config/chromium",
        ".config/chromium/NativeMessagingHosts",
        ".local/state/why502"
      })
  void aFileInThePlaceOfAFolder(String place) throws IOException {
    used(".config/google-chrome", ".mozilla/firefox");
    Path file = home.resolve(place);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "mine");
    TreeMap<String, String> before = everything();
    InstallReport report = installer().install(new Selection.AllThere());
    assertFalse(report.good(), report.toString());
    assertEquals("mine", Files.readString(file));
    boolean list = place.startsWith(".local");
    assertEquals(list ? 0 : 2, manifests().size(), report.toString());
    installer().uninstall();
    assertEquals(before, everything());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "3",
        "{\"name\": \"org.why502.host\", \"path\": \"/usr/l",
        "{\"name\": \"org.why502.host\"}}",
        "{\"name\": [\"org.why502.host\"]}",
        "{'name': 'org.why502.host'}",
        "\u0000\u0000\u0000",
      })
  void whatIsBrokenInPlaceStays(String text) throws IOException {
    used(".config/chromium/NativeMessagingHosts", ".mozilla/firefox");
    Files.writeString(home.resolve(CHROMIUMS), text);
    TreeMap<String, String> before = everything();
    InstallReport report = installer().install(new Selection.AllThere());
    String said = report.lines().getFirst().sentence();
    assertFalse(report.good(), said);
    assertTrue(said.startsWith("Chromium: left " + home.resolve(CHROMIUMS) + " alone"), said);
    assertTrue(said.endsWith(". Move it away, and run this again."), said);
    assertEquals(2, manifests().size(), "Firefox is served all the same");
    installer().uninstall();
    assertEquals(before, everything());
  }

  /** Our name in it, another program behind it: it is taken over, and told. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"org.why502.host\", \"path\": \"/opt/another/product\"}",
        "{\"name\": \"org.why502.host\", \"path\": \"/opt/another/product\", \"type\": 3}",
      })
  void anothersFileUnderOurName(String text) throws IOException {
    used(".config/chromium/NativeMessagingHosts");
    Files.writeString(home.resolve(CHROMIUMS), text);
    InstallReport report = installer().install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    assertTrue(
        report.lines().getFirst().sentence().endsWith("It led to /opt/another/product before."),
        report.toString());
    assertTrue(Files.readString(home.resolve(CHROMIUMS)).contains(launcher.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"org.why502.host\"}",
        "{\"name\": \"org.why502.host\", \"path\": \"\"}",
        "{\"name\": \"org.why502.host\", \"path\": [1]}",
        "{\"name\": \"org.why502.host\", \"path\": \"a\\u0000b\"}",
        "{\"name\": \"org.why502.host\", \"path\": \"why502\"}",
      })
  void oursThatNamesNoProgramIsWrittenAnew(String text) throws IOException {
    used(".config/chromium/NativeMessagingHosts");
    Files.writeString(home.resolve(CHROMIUMS), text);
    assertTrue(installer().install(new Selection.AllThere()).good());
    assertTrue(Files.readString(home.resolve(CHROMIUMS)).contains(launcher.toString()));
  }
}
