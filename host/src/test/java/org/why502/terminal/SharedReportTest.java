package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.PrivacyScan;
import org.why502.SituationFolders;
import org.why502.Version;
import org.why502.message.Json;

/**
 * Reports that the extension wrote (its own tests hold that it still writes them so), judged again
 * as people hand them on: quoted, indented, broken, cut off.
 */
class SharedReportTest {
  private static final Path REPORTS = Path.of("src/test/resources/reports");

  private static void failed(Ran ran, String about) {
    assertEquals(1, ran.code(), ran.out());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("why502: "), ran.err());
    assertTrue(ran.err().contains(about), ran.err());
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  private static Ran explain(String text, String... options) {
    return Ran.cli(
        text.getBytes(StandardCharsets.UTF_8),
        Stream.concat(Stream.of("explain"), Stream.of(options)).toArray(String[]::new));
  }

  static List<Path> reports() throws IOException {
    try (var files = Files.list(REPORTS)) {
      List<Path> all = files.sorted().toList();
      assertTrue(all.size() >= 8, "only " + all);
      return all;
    }
  }

  private static String named(String situation) throws IOException {
    return Files.readString(REPORTS.resolve(situation + ".txt"));
  }

  private static void sameVerdict(String situation, Ran ran) throws IOException {
    assertEquals(0, ran.code(), ran.err());
    JsonNode said = Json.MAPPER.readTree(ran.out());
    JsonNode wanted =
        Json.MAPPER.readTree(
            SituationFolders.ROOT.resolve(situation).resolve("diagnosis.json").toFile());
    for (String field : List.of("verdict", "certainty", "remedies")) {
      assertEquals(wanted.get(field), said.get(field), situation + ": " + field);
    }
  }

  private static String situation(Path report) {
    return report.getFileName().toString().replace(".txt", "");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void is_judged_like_what_it_reports(Path report) throws IOException {
    sameVerdict(situation(report), explain(Files.readString(report), "--json"));
    sameVerdict(situation(report), Ran.cli("explain", "--json", report.toString()));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void holds_nothing_private(Path report) throws IOException {
    byte[] json = SharedReport.evidence(Files.readAllBytes(report), Version.get()).orElseThrow();
    assertEquals(List.of(), PrivacyScan.found(Json.MAPPER.readTree(json)));
  }

  @Test
  void the_text_says_what_to_know_of_it() throws IOException {
    Ran ran = explain(named("incident-open-502"));
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().startsWith("A shared report of why502 0.1.0. "), ran.out());
    assertTrue(ran.out().contains("Verdict: archive-down, certain."), ran.out());
  }

  // ---- as people hand them on

  static Stream<Arguments> ways() {
    return Stream.of(
        way("quoted in a mail", each("> ")),
        way("quoted twice", each(">> > ")),
        way("indented as code", each("    ")),
        way("with the line ends of Windows", s -> s.replace("\n", "\r\n")),
        way("within a thread", s -> "It fails for me too!\n\n" + s + "\n-- \nsent by a reader\n"),
        way("without its frame", s -> s.replace("```\n", "")),
        way("with blanks at the ends of lines", s -> s.replace("\n", "  \n")),
        way("with blanks that do not break", s -> s.replace(' ', '\u00a0')),
        way("with long dashes", s -> s.replace("-----", "—–—")),
        way("with empty lines between", s -> s.replace("\n", "\n\n")),
        way("in one line", SharedReportTest::oneLine),
        way("broken by a mail program", s -> broken(s, 40)),
        way("broken and quoted", s -> each("> ").apply(broken(s, 40))));
  }

  private static Arguments way(String name, UnaryOperator<String> change) {
    return Arguments.of(name, change);
  }

  private static UnaryOperator<String> each(String prefix) {
    return s -> s.lines().map(l -> prefix + l).collect(Collectors.joining("\n"));
  }

  /** The block's own lines joined: some places take the breaks out. */
  private static String oneLine(String report) {
    int begin = report.indexOf('\n', report.indexOf("----- BEGIN")) + 1;
    int end = report.indexOf("\n----- END");
    return report.substring(0, begin)
        + report.substring(begin, end).replace("\n", "")
        + report.substring(end);
  }

  /** At blanks, as mail does, which takes the blank out; so that texts of JSON's are broken too. */
  private static String broken(String report, int width) {
    return report
        .lines()
        .map(l -> l.startsWith("-----") ? l : l.replaceAll("(.{" + width + ",}?) (?=\\S)", "$1\n"))
        .map(l -> l.replace("Archive not loading", "Archive\nnot\nloading"))
        .map(l -> l.replace("Sun, 2", "Sun,\n2").replace("Mon, 2", "Mon,\n2"))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void is_found_however_it_came(String name, UnaryOperator<String> change) throws IOException {
    for (Path report : reports()) {
      String whole = Files.readString(report);
      String changed = change.apply(whole);
      assertFalse(changed.equals(whole), name + " changes nothing");
      sameVerdict(situation(report), explain(changed, "--json"));
    }
  }

  // ---- what is no report

  @ParameterizedTest
  @ValueSource(strings = {"It fails for me too!", "", "> quoted", "BEGIN WHY502 EVIDENCE 1"})
  void none_is_said(String text) {
    failed(explain(text), "that is not a document of ours.");
  }

  @Test
  void a_text_without_one_says_what_to_look_for() {
    failed(explain("It fails for me too!\n"), "a report has a line BEGIN WHY502 EVIDENCE");
  }

  @Test
  void more_than_one_is_said() throws IOException {
    String one = named("stale-cookies");
    failed(explain(one + "\nSame here:\n" + each("> ").apply(one)), "more than one report");
  }

  @Test
  void one_that_is_cut_off_is_said_wherever_it_was_cut() throws IOException {
    String whole = named("stale-cookies");
    int begin = whole.indexOf("----- BEGIN");
    int end = whole.indexOf("----- END");
    failed(explain(whole.substring(0, end)), "cut off");
    failed(explain(whole.substring(0, begin + 400)), "cut off");
    failed(explain(whole.substring(begin + 40)), "the line that begins its evidence is missing");
    failed(explain(whole.substring(end) + whole.substring(begin, end)), "not whole");
    failed(
        explain(whole.substring(0, end - 900) + "\n" + whole.substring(end)), "changed on its way");
    failed(
        explain(whole.substring(0, begin + 60) + whole.substring(begin + 200)),
        "changed on its way");
  }

  @Test
  void an_empty_one_is_said() {
    failed(
        explain("----- BEGIN WHY502 EVIDENCE 1 -----\n----- END WHY502 EVIDENCE -----\n"),
        "changed on its way");
  }

  @Test
  void one_of_a_newer_form_is_said() throws IOException {
    String newer = named("stale-cookies").replace("EVIDENCE 1 -----", "EVIDENCE 2 -----");
    failed(explain(newer), "of a newer why502 than this one, " + Version.get());
  }

  @Test
  void one_of_a_newer_version_is_read_as_far_as_it_can_be() throws IOException {
    String newer = named("stale-cookies").replace("\"version\":\"0.1.0\"", "\"version\":\"9.0.0\"");
    sameVerdict("stale-cookies", explain(newer, "--json"));
    String unknown = newer.replaceFirst("\"kind\":\"portal-check\"", "\"kind\":\"tea-leaves\"");
    failed(explain(unknown), "it is from why502 9.0.0, and says what this one, " + Version.get());
    failed(explain(unknown.replace("9.0.0", "0.0.1")), "changed on its way");
    failed(explain(unknown.replace("9.0.0", "x\\u001b[31m")), "changed on its way");
  }

  @Test
  void a_document_of_a_newer_version_is_said_to_be_one() throws IOException {
    byte[] json =
        SharedReport.evidence(
                named("stale-cookies").getBytes(StandardCharsets.UTF_8), Version.get())
            .orElseThrow();
    String newer =
        new String(json, StandardCharsets.UTF_8)
            .replace("\"version\":\"0.1.0\"", "\"version\":\"9.0.0\"")
            .replaceFirst("\"kind\":\"portal-check\"", "\"kind\":\"tea-leaves\"");
    failed(explain(newer), "it is from why502 9.0.0");
  }

  /** Whatever is done to a report, explain ends with a verdict or with a sentence. */
  @Test
  void nothing_that_is_done_to_one_makes_it_stumble() throws IOException {
    String whole = named("cloudflare-522");
    Pattern fault = Pattern.compile("unforeseen|Exception|\tat ", Pattern.CASE_INSENSITIVE);
    for (int at = 0; at < whole.length(); at += 101) {
      for (String changed :
          List.of(
              whole.substring(0, at),
              whole.substring(0, at) + whole.substring(Math.min(whole.length(), at + 25)),
              whole.substring(0, at) + "\0\uffff" + whole.substring(at))) {
        Ran ran = explain(changed, "--json");
        assertTrue(ran.code() == 0 || ran.code() == 1, changed);
        assertFalse(fault.matcher(ran.err()).find(), ran.err().toLowerCase(Locale.ROOT));
      }
    }
  }
}
