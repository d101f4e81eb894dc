package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Question;
import org.why502.message.Json;
import org.why502.verdict.Certainty;
import org.why502.verdict.EveryVerdict;
import org.why502.verdict.Manner;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Side;
import org.why502.verdict.Verdict;

/** Every code has words, and there are no words for what is no code. */
class WordsTest {

  private static final Set<String> DETAILS =
      Set.of(
          "incident",
          "until",
          "waited",
          "waited-and-came",
          "only-here",
          "status",
          "retry-after",
          "forced",
          "dead-family",
          "fast",
          "slow",
          "issuer",
          "trusted-here",
          "not-trusted-here",
          "part.some-addresses",
          "part.large-answers",
          "part.by-name",
          "limit.again",
          "limit.unexpected",
          "check-again");

  private final ResourceBundle bundle =
      ResourceBundle.getBundle("org.why502.terminal.words", Locale.ROOT);

  private static Set<String> needed() {
    Set<String> keys = new TreeSet<>();
    keys.addAll(Set.of("progress", "count", "sighting", "nothing", "costly"));
    keys.addAll(Set.of("report.shared", "report.how", "report.surer", "report.do"));
    DETAILS.forEach(d -> keys.add("detail." + d));
    EveryVerdict.all().forEach(v -> keys.add("verdict." + v.code()));
    keys.addAll(Set.of("verdict.names-failing.gone", "verdict.hosts-file.other"));
    keys.addAll(Words.keysOf("side", Side.values()));
    keys.addAll(Words.keysOf("certainty", Certainty.values()));
    keys.addAll(Words.keysOf("remedy", RemedyCode.values()));
    for (Manner how : Manner.values()) {
      keys.add("remedy." + Json.kebab(how.remedy()) + "." + Json.kebab(how));
    }
    keys.addAll(Words.keysOf("question", Question.values()));
    return keys;
  }

  @Test
  void every_code_has_words_and_no_words_are_idle() {
    Set<String> missing = needed();
    missing.removeAll(bundle.keySet());
    assertEquals(Set.of(), missing, "missing in terminal/words.properties");
    Set<String> idle = new TreeSet<>(bundle.keySet());
    idle.removeAll(needed());
    assertEquals(Set.of(), idle, "asked for by nothing in terminal/words.properties");
  }

  @Test
  void no_words_are_empty_or_left_to_do() {
    for (String key : bundle.keySet()) {
      String words = bundle.getString(key);
      assertFalse(words.isBlank(), key);
      assertFalse(words.contains("TODO") || words.contains("{"), key);
    }
  }

  @Test
  void what_is_said_to_a_person_is_a_sentence() {
    for (String key : bundle.keySet()) {
      if (key.startsWith("verdict.") || key.startsWith("side.")) {
        assertTrue(bundle.getString(key).endsWith("."), key);
      }
    }
  }

  @Test
  void a_clock_is_said_to_be_fast_or_slow_and_by_how_much() {
    Words words = new Words();
    for (var said :
        Map.of(
                Duration.ofDays(-365), "This clock is 365 days slow.",
                Duration.ofHours(30), "This clock is 30 hours fast.",
                Duration.ofMinutes(-95), "This clock is 95 minutes slow.")
            .entrySet()) {
      assertEquals(
          List.of(said.getValue()),
          words.details(new Verdict.ClockWrong(Optional.of(said.getKey()))));
    }
    assertEquals(List.of(), words.details(new Verdict.ClockWrong(Optional.empty())));
  }

  @Test
  void each_is_found_by_its_code() {
    Words words = new Words();
    for (Side side : Side.values()) {
      assertFalse(words.side(side).isBlank());
    }
    for (RemedyCode remedy : RemedyCode.values()) {
      assertFalse(words.remedy(remedy, Optional.empty()).isBlank());
    }
    for (Question question : Question.values()) {
      assertFalse(words.question(question).isBlank());
    }
    assertEquals("certain", words.certainty(Certainty.CERTAIN));
    assertThrows(NullPointerException.class, () -> words.side(null));
  }
}
