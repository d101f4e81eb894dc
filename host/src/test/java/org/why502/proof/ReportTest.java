package org.why502.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.why502.proof.Judged.Grade;

class ReportTest {
  private static Judged judged(String wanted, String got, String certainty) {
    return new Judged("some-situation", wanted, got, certainty);
  }

  @Test
  void only_another_verdict_without_a_doubt_is_certain_and_wrong() {
    assertEquals(Grade.RIGHT, judged("offline", "offline", "certain").grade());
    assertEquals(Grade.RIGHT, judged("offline", "offline", "likely").grade());
    assertEquals(Grade.RIGHT, judged("inconclusive", "inconclusive", "unsure").grade());
    assertEquals(Grade.RIGHT, judged("none", "recovered", "certain").grade());
    assertEquals(Grade.UNSURE, judged("offline", "offline", "unsure").grade());
    assertEquals(Grade.UNSURE, judged("offline", "inconclusive", "unsure").grade());
    assertEquals(Grade.UNSURE, judged("offline", "blocked-here", "unsure").grade());
    assertEquals(Grade.WRONG, judged("offline", "blocked-here", "likely").grade());
    assertEquals(Grade.WRONG, Judged.silent("x", "offline").grade());
    assertEquals(Grade.CERTAIN_AND_WRONG, judged("offline", "blocked-here", "certain").grade());
  }

  @Test
  void the_table_counts_each_once_and_names_what_was_not_right() {
    List<String> table =
        Report.table(
            Tally.Kind.TINY_INTERNET,
            List.of(
                judged("archive-down", "archive-down", "certain"),
                judged("archive-down", "local-proxy", "certain"),
                judged("offline", "inconclusive", "unsure")));
    assertTrue(table.contains(row(2, "1", "·", "·", "1")), () -> String.join("\n", table));
    assertTrue(
        table.contains(
            "  certain and wrong: some-situation wants archive-down, got local-proxy (certain)"),
        table::toString);
    assertTrue(table.stream().allMatch(line -> line.length() <= 100), table::toString);
  }

  private static String row(
      int wanted, String right, String unsure, String wrong, String terrible) {
    return "%-30s%8d%8s%8s%8s%20s"
        .formatted("  archive-down", wanted, right, unsure, wrong, terrible);
  }
}
