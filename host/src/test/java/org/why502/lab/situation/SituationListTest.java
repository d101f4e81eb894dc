package org.why502.lab.situation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.why502.verdict.EveryVerdict;
import org.why502.verdict.Verdict;

class SituationListTest {
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
  void everyVerdictIsOneOfTheProgram() {
    Set<String> codes = EveryVerdict.all().map(Verdict::code).collect(Collectors.toSet());
    assertEquals(
        List.of(),
        Situations.all().stream()
            .filter(s -> !s.verdict().equals("none") && !codes.contains(s.verdict()))
            .toList());
  }

  @Test
  void everyStartIsAnewWithoutMemory() {
    Situation shed = Situations.named("one-in-three-502").orElseThrow();
    assertTrue(shed.world().get().origin() != shed.world().get().origin());
  }
}
