package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The commands that make the companion known")
class RegisterCommandsTest {
  @TempDir Path folder;

  private static void refused(Ran ran, String words) {
    assertEquals(2, ran.code(), ran.toString());
    assertEquals("", ran.out());
    assertTrue(ran.err().lines().findFirst().orElse("").contains(words), ran.err());
  }

  private List<Path> everything() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "chromium, usr-lib-why502.chromium",
    "brave, usr-lib-why502.chromium",
    "firefox, usr-lib-why502.firefox",
    "zen, usr-lib-why502.firefox"
  })
  void a_manifest_is_printed_byte_for_byte(String browser, String golden) throws IOException {
    Ran ran = Ran.cli("manifest", browser, "--place", "/usr/lib/why502");
    assertEquals(0, ran.code(), ran.err());
    assertEquals(Files.readString(Path.of("src/test/resources/manifests", golden)), ran.out());
  }

  @Test
  void without_a_place_it_is_that_of_the_running_image() {
    Ran ran = Ran.cli("manifest", "firefox");
    assertTrue(
        ran.out().contains("\"" + Path.of("bin/why502").toAbsolutePath() + "\""), ran.toString());
  }

  @Test
  void a_browser_that_is_unknown_is_told_with_those_that_are_not() {
    refused(
        Ran.cli("manifest", "netscape"),
        "why502 knows no browser called \"netscape\". It knows: chromium, chrome, ");
    refused(Ran.cli("manifest"), "BROWSER");
    refused(Ran.cli("manifest", "firefox", "--place", "lib"), "--place wants a whole path");
  }

  @Test
  void below_a_prefix() throws IOException {
    String[] command = {
      "install", "--prefix", folder.toString(), "--place", "/usr/lib/why502", "--dry-run"
    };
    Ran told = Ran.cli(command);
    assertEquals(0, told.code(), told.toString());
    assertEquals(List.of(folder), everything());
    Ran ran = Ran.cli(java.util.Arrays.copyOf(command, command.length - 1));
    assertEquals(0, ran.code(), ran.toString());
    assertEquals(told.out(), ran.out().replace(": wrote ", ": would write "));
    Path file =
        folder.resolve("usr/lib/mozilla/native-messaging-hosts").resolve("org.why502.host.json");
    assertEquals(
        Ran.cli("manifest", "firefox", "--place", "/usr/lib/why502").out(), Files.readString(file));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "--prefix relative --place /usr/lib/why502 | relative is not one",
        "--prefix DIR/none --place /usr/lib/why502 | There is no folder DIR/none",
        "--prefix DIR/file --place /usr/lib/why502 | DIR/file is not a folder",
        "--prefix DIR --place lib/why502 | --place wants a whole path",
        "--prefix DIR | --prefix wants --place, too",
        "--place /usr/lib/why502 | --place goes with --prefix",
        "--prefix DIR --place /usr/lib/why502 --browser firefox | --prefix is for every browser",
        "--prefix DIR --place /usr/lib/why502 --profile DIR | --prefix is for every browser",
        "--prefix DIR --place /usr/lib/why502 --home DIR | --prefix is for every browser",
        "--prefix DIR --place /usr/lib/why502 --system | --prefix is for every browser",
        "--prefix DIR --place /usr/lib/why502 --system --dry-run | --prefix is for every browser",
        "--place /usr/lib/why502 --home DIR | --prefix is for every browser",
        "--prefix | --prefix",
      })
  void wrong_use_is_one_sentence_and_writes_nothing(String line) throws IOException {
    Files.writeString(folder.resolve("file"), "mine");
    List<Path> before = everything();
    String[] parts = line.replace("DIR", folder.toString()).split(" \\| ");
    List<String> arguments = Stream.of(("install " + parts[0]).split(" ")).toList();
    refused(Ran.cli(arguments.toArray(String[]::new)), parts[1]);
    assertEquals(before, everything());
    assertEquals("mine", Files.readString(folder.resolve("file")));
  }

  @Test
  void a_doctor_who_finds_no_browser_mends_nothing() throws IOException {
    List<Path> before = everything();
    Ran ran = Ran.cli("doctor", "--fix", "--home", folder.toString());
    assertEquals(1, ran.code(), ran.toString());
    assertTrue(ran.out().contains("No browser that could start the companion"), ran.out());
    assertEquals(before, everything());
  }
}
