package org.why502.lab.situation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SituationsTest {
  /** The codes of the design, section 3, that why502 can already give. */
  private static final Set<String> FIRST_VERDICTS =
      Set.of(
          "none",
          "recovered",
          "archive-down",
          "archive-overloaded",
          "archive-maintenance",
          "page-too-slow",
          "edge-cannot-reach-archive",
          "browser-check",
          "too-many-requests",
          "stale-session",
          "names-failing",
          "names-wrong",
          "captive-portal",
          "offline");

  @Test
  void everyNameIsOneSituation() {
    Set<String> names =
        Situations.all().stream()
            .map(Situation::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Situations.all().size(), names.size());
    assertTrue(names.stream().allMatch(n -> n.matches("[a-z0-9-]+")), names.toString());
  }

  @Test
  void everyVerdictHasASituation() {
    Set<String> led = Situations.all().stream().map(Situation::verdict).collect(Collectors.toSet());
    Set<String> missing = new TreeSet<>(FIRST_VERDICTS);
    missing.removeAll(led);
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyStartIsAnewWithoutMemory() {
    Situation shed = Situations.named("one-in-three-502").orElseThrow();
    assertTrue(shed.world().get().origin() != shed.world().get().origin());
  }
}
