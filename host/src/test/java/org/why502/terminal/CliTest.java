package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.SituationFolders;
import org.why502.Version;
import org.why502.message.Json;

/** The command line: exit codes, a sentence for each, and saved evidence judged again. */
class CliTest {
  @TempDir private Path folder;

  /** It failed with a sentence on stderr, without Java's own words and nothing on stdout. */
  private static void failed(Ran ran, int wanted, String about) {
    assertEquals(wanted, ran.code(), ran.err());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains(about), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  static List<SituationFolders> situations() throws IOException {
    return SituationFolders.all();
  }

  private static Path evidence(SituationFolders situation) {
    return SituationFolders.ROOT.resolve(situation.name()).resolve("evidence.json");
  }

  private static SituationFolders one() throws IOException {
    return situations().stream()
        .filter(s -> s.name().equals("incident-open-502"))
        .findFirst()
        .orElseThrow();
  }

  // ---- asking for help

  @Test
  void help_has_examples_and_every_command() {
    Ran help = Ran.cli("--help");
    assertEquals(0, help.code());
    assertTrue(help.out().contains("Examples:"), help.out());
    assertTrue(Ran.cli("explain", "--help").out().contains("report"), "what it reads is said");
    for (String command :
        List.of("diagnose", "explain", "install", "uninstall", "doctor", "manifest")) {
      assertTrue(help.out().contains("\n  " + command), command + " in " + help.out());
      assertEquals(0, Ran.cli(command, "--help").code());
    }
    assertEquals(help.out(), Ran.cli().out(), "started by hand it explains itself");
  }

  @Test
  void version_is_one_line() {
    Ran version = Ran.cli("--version");
    assertEquals(0, version.code());
    assertEquals("why502 " + Version.get(), version.out().strip());
  }

  // ---- wrong use

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archiveofourown.info",
        "https://archiveofourown.org.evil.example/works/1",
        "ftp://archiveofourown.org/",
        "not a page"
      })
  void a_page_that_is_not_ao3s_is_wrong_use(String url) {
    failed(Ran.cli("diagnose", url), 2, "That is not a page of AO3's: " + url);
  }

  @Test
  void unknown_options_and_commands_are_wrong_use() {
    failed(Ran.cli("diagnose", "--jsn"), 2, "--jsn");
    failed(Ran.cli("dignose"), 2, "dignose");
    failed(Ran.cli("explain", "a", "b"), 2, "b");
    failed(Ran.cli("diagnose", "--save"), 2, "--save");
  }

  @Test
  void a_file_without_ao3s_cookies_is_wrong_use() throws IOException {
    Path jar = Files.writeString(folder.resolve("cookies.txt"), "# nothing\n");
    failed(Ran.cli("diagnose", "--cookies", jar.toString()), 2, "no cookie of AO3's");
  }

  // ---- what goes wrong

  @Test
  void a_missing_file_is_said() {
    Path none = folder.resolve("none.json");
    failed(Ran.cli("explain", none.toString()), 1, "there is no file " + none);
    failed(Ran.cli("diagnose", "--cookies", none.toString()), 1, "there is no file " + none);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "7",
        "{",
        "{}",
        "{\"evidence\":{}}",
        "{\"evidence\":[]}",
        "{} {}"
      })
  void what_is_no_document_is_said(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), text);
    failed(Ran.cli("explain", file.toString()), 1, "that is not a document of ours.");
    failed(
        Ran.cli(text.getBytes(StandardCharsets.UTF_8), "explain"),
        1,
        "that is not a document of ours.");
  }

  @Test
  void a_document_that_is_too_long_is_said() {
    byte[] endless = " ".repeat(4 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8);
    failed(Ran.cli(endless, "explain"), 1, "longer than 4 MiB");
  }

  @Test
  void a_folder_is_no_document() {
    Ran ran = Ran.cli("explain", folder.toString());
    assertEquals(1, ran.code());
    assertFalse(ran.err().isBlank());
  }

  @Test
  void a_document_with_a_foreign_host_is_not_ours() throws IOException {
    String foreign =
        Files.readString(evidence(one()))
            .replace("\"archiveofourown.org\"", "\"archiveofourown.info\"");
    failed(
        Ran.cli(foreign.getBytes(StandardCharsets.UTF_8), "explain", "--json"),
        1,
        "that is not a document of ours.");
  }

  // ---- judging again

  @ParameterizedTest
  @MethodSource("situations")
  void explain_says_what_was_saved_from_a_file_and_from_stdin(SituationFolders situation)
      throws IOException {
    Ran file = Ran.cli("explain", "--json", evidence(situation).toString());
    Ran input = Ran.cli(Files.readAllBytes(evidence(situation)), "explain", "--json");
    assertEquals(0, file.code(), file.err());
    assertEquals(file.out(), input.out());
    JsonNode said = Json.MAPPER.readTree(file.out());
    for (String field : List.of("verdict", "certainty", "remedies")) {
      assertEquals(situation.diagnosis().get(field), said.get(field), field);
    }
  }

  @Test
  void json_is_one_document_that_can_be_explained_again() throws IOException {
    Ran first = Ran.cli("explain", "--json", evidence(one()).toString());
    JsonNode document = Json.MAPPER.readTree(first.out()); // trailing tokens would fail
    assertTrue(document.get("evidence").isObject());
    Ran again = Ran.cli(first.out().getBytes(StandardCharsets.UTF_8), "explain", "--json");
    assertEquals(document, Json.MAPPER.readTree(again.out()));
  }

  @Test
  void a_document_of_a_newer_version_is_understood_as_far_as_it_can_be() throws IOException {
    ObjectNode newer = (ObjectNode) Json.MAPPER.readTree(evidence(one()).toFile());
    newer.put("version", "9.0.0").put("mood", "hopeful");
    Ran ran = Ran.cli(newer.toString().getBytes(StandardCharsets.UTF_8), "explain", "--json");
    assertEquals(0, ran.code(), ran.err());
  }

  @ParameterizedTest
  @MethodSource("situations")
  void the_text_has_the_verdict_the_evidence_and_what_to_do(SituationFolders situation) {
    Ran text = Ran.cli("explain", evidence(situation).toString());
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("Verdict: " + situation.verdict()), text.out());
    assertTrue(text.out().contains("How we know"), text.out());
    String todo = text.out().substring(text.out().indexOf("What to do"));
    assertTrue(todo.lines().filter(l -> l.startsWith("  ")).count() >= 1, text.out());
  }
}
