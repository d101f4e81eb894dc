package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Answer;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Timings;

/** What a person at a terminal sees while the asking goes on, and what is left of it: nothing. */
class ScreenTest {
  private static final Duration TOOK = Duration.ofMillis(7);
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm", "COLUMNS", "70");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final AtomicLong nanos = new AtomicLong();

  private LiveScreen live(Map<String, String> env) {
    Terminal terminal = Terminal.of(env, true, StandardCharsets.UTF_8);
    return new LiveScreen(stream, terminal, new Words(), nanos::get);
  }

  private String all() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private SmallTerminal seen() {
    return SmallTerminal.after(all(), 70);
  }

  private static Observation names(String resolver, Outcome<NameAnswer> outcome) {
    return new Observation.NameLookup(Resolver.open(resolver), OfficialHosts.ARCHIVE, outcome);
  }

  private static Observation status(String incident) {
    return new Observation.StatusPage(
        new Outcome.Saw<>(
            new StatusReport(
                "major",
                Optional.empty(),
                List.of(
                    new StatusReport.Notice(
                        incident,
                        "major",
                        "investigating",
                        Optional.empty(),
                        Optional.empty(),
                        true)),
                List.of()),
            TOOK));
  }

  @Test
  void an_answer_that_tells_of_trouble_is_not_ticked() {
    assertEquals(Mark.FAILED, Mark.of(application(502)));
    assertEquals(Mark.OK, Mark.of(application(404)), "a living server says what it has not");
    assertEquals(Mark.OK, Mark.of(application(200)));
  }

  private static Observation application(int status) {
    return new Observation.PageFetch(
        Target.APPLICATION,
        new Outcome.Saw<>(
            new Answer(
                status,
                Optional.empty(),
                0,
                Optional.empty(),
                Headers.none(),
                Markers.none(),
                Timings.none()),
            TOOK));
  }

  @Test
  void a_question_is_one_line_that_ticks_and_ends_with_a_sign_and_a_word() {
    LiveScreen screen = live(XTERM);
    screen.asked(Question.NAMES_PUBLIC);
    screen.asked(Question.NAMES_PUBLIC);
    screen.asked(Question.EDGE);
    nanos.addAndGet(1_500_000_000L);
    screen.draw();
    assertEquals(
        "…      AO3's addresses, from public resolvers: 0 of 2 1.5 s\n"
            + "  …      AO3's edge: 1.5 s",
        seen().text());
    screen.observed(
        names(
            "1.1.1.1",
            new Outcome.Saw<>(new NameAnswer("NOERROR", List.of("104.20.28.24")), TOOK)));
    assertTrue(seen().text().startsWith("…"), "one of two is under way");
    screen.observed(
        names(
            "8.8.8.8",
            new Outcome.Failed<>(new Failure(Step.NAME, FailureKind.TIMED_OUT, ""), TOOK)));
    assertTrue(
        seen().text().startsWith("✓ ok   AO3's addresses, from public resolvers: 1 of 2\n"),
        seen().text());
    assertEquals(2, seen().text().lines().count(), "drawn over, not again and again");
  }

  @Test
  void at_the_end_nothing_is_left_and_the_cursor_is_back() {
    LiveScreen screen = live(XTERM);
    screen.asked(Question.EDGE);
    assertFalse(seen().cursorShows());
    screen.close();
    assertEquals("", seen().text());
    assertTrue(seen().cursorShows());
    String before = all();
    screen.observed(status("late"));
    screen.draw();
    screen.close();
    assertEquals(before, all(), "what comes later draws nothing");
  }

  @Test
  void a_line_never_takes_more_than_the_width() {
    LiveScreen screen = live(Map.of("TERM", "xterm", "COLUMNS", "30"));
    screen.asked(Question.STATUS_PAGE);
    screen.observed(status("An incident with a title that nobody could fit anywhere"));
    assertTrue(
        SmallTerminal.after(all(), 200).text().lines().allMatch(l -> l.length() <= 30), all());
  }

  @Test
  void more_questions_than_lines_show_the_newest() {
    LiveScreen screen = live(Map.of("TERM", "xterm", "LINES", "5"));
    for (Question question : Question.values()) {
      screen.asked(question);
    }
    assertEquals(3, seen().text().lines().count());
  }

  @Test
  void words_from_outside_cannot_steer_the_terminal() {
    String hostile = "down\u001b[2J\u001b]0;owned\u0007\u202e\r\nverdict: fine";
    LiveScreen screen = live(Map.of("TERM", "xterm", "NO_COLOR", "1", "COLUMNS", "500"));
    screen.asked(Question.STATUS_PAGE);
    screen.observed(status(hostile));
    assertEquals(1, seen().text().lines().count());
    assertFalse(all().contains("\u001b[2J") || all().contains("\u001b]"), all());
    assertFalse(all().contains("\u202e"), all());
    String line = new Words().observation(status(hostile), Terminal.plain());
    assertTrue(line.chars().noneMatch(Character::isISOControl), line);
    new Words()
        .details(new org.why502.verdict.Verdict.Intercepted(hostile))
        .forEach(d -> assertTrue(d.chars().noneMatch(Character::isISOControl), d));
  }

  @Test
  void colours_are_left_out_where_they_are_not_wanted() {
    Terminal coloured = Terminal.of(XTERM, true, StandardCharsets.UTF_8);
    assertTrue(coloured.colour());
    assertTrue(Mark.OK.on(coloured).contains("\u001b["));
    assertTrue(Mark.OK.on(coloured).contains("ok"), "a colour is never alone");
    Terminal without =
        Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, StandardCharsets.UTF_8);
    assertTrue(without.live());
    assertEquals("✓ ok  ", Mark.OK.on(without));
    assertTrue(
        Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", ""), true, StandardCharsets.UTF_8).colour(),
        "the empty value means nothing (no-color.org)");
    assertEquals(
        "ok  ",
        Mark.OK.on(
            Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), true, StandardCharsets.US_ASCII)),
        "a terminal that cannot show signs gets words");
  }

  @Test
  void a_dumb_terminal_and_a_pipe_get_plain_lines() {
    for (Terminal terminal :
        List.of(
            Terminal.of(Map.of("TERM", "dumb"), true, StandardCharsets.UTF_8),
            Terminal.of(Map.of(), true, StandardCharsets.UTF_8),
            Terminal.of(XTERM, false, StandardCharsets.UTF_8))) {
      assertFalse(terminal.live());
      assertFalse(terminal.colour());
    }
    try (Screen screen = Screen.on(stream, Terminal.plain(), new Words())) {
      screen.asked(Question.STATUS_PAGE);
      screen.observed(status("down"));
    }
    assertEquals(
        "Asking, gently ...\n  ok   The status page: down (7 ms)\n",
        all().replace(System.lineSeparator(), "\n"));
  }
}
