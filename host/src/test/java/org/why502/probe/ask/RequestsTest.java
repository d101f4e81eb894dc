package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.investigate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;
import org.why502.verdict.world.Worlds.Known;

/**
 * What a diagnosis costs AO3 in each world of the model: the real ladder asks it, and the real
 * rules say what is still wanted. Who runs it reads the table.
 */
class RequestsTest {
  /** In an outage that everybody meets: the least answer of the application, and one light page. */
  private static final int MOST_IN_AN_OUTAGE = 2;

  /** What was asked of AO3 in each world, and in which order, when somebody last looked at it. */
  private static final Path SAVED = Path.of("src/test/resources/rules/requests.txt");

  private record Cost(Evidence end, Diagnosis diagnosis) {
    static Cost of(Evidence script) throws InterruptedException {
      Evidence begun = new Evidence("0.1.0", script.takenAt(), script.sighting(), false, List.of());
      Evidence end = investigate(new ScriptedProbes(script), Diagnose::wanted, begun);
      return new Cost(end, Diagnose.diagnose(end));
    }

    int requests() {
      return end.archiveRequests();
    }

    @Override
    public String toString() {
      return "%d %s %s".formatted(requests(), diagnosis.certainty(), diagnosis.verdict().code());
    }
  }

  @Test
  void an_outage_costs_two_requests_at_most_and_only_a_doubted_session_six() throws Exception {
    List<String> dear = new ArrayList<>();
    StringBuilder table = new StringBuilder("requests to AO3 of one diagnosis, by world:\n");
    for (Map.Entry<String, Known> each : org.why502.verdict.world.Worlds.known().entrySet()) {
      Known world = each.getValue();
      Cost member = Cost.of(world.evidence());
      Cost guest = Cost.of(world.guests());
      String row = "  %-40s a member %-42s a guest %s".formatted(each.getKey(), member, guest);
      table.append(row).append('\n');
      int most = world.isOutage() ? MOST_IN_AN_OUTAGE : Ladder.BUDGET;
      int session = world.isOfCookies() ? Ladder.BUDGET_FOR_SESSION : most;
      if (member.requests() > session || guest.requests() > Ladder.BUDGET) {
        dear.add(row);
      }
    }
    System.out.println(table);
    assertTrue(dear.isEmpty(), () -> String.join("\n", dear));
  }

  /**
   * What is asked of AO3 is no by-product of the rules: whoever changes one sees, world by world,
   * whom AO3 would be asked for more, for something else or earlier, and says so by saving it.
   */
  @Test
  void a_change_of_the_rules_changes_nothing_of_what_ao3_is_asked_unless_it_is_saved()
      throws IOException {
    List<String> now = new ArrayList<>();
    org.why502.verdict.world.Worlds.known()
        .forEach(
            (name, world) -> {
              now.add("%s | member | %s".formatted(name, asked(world.evidence())));
              now.add("%s | guest | %s".formatted(name, asked(world.guests())));
            });
    Path made = Files.createDirectories(Path.of("target")).resolve(SAVED.getFileName());
    Files.write(made, now);
    assertEquals(
        "",
        String.join("\n", differences(now)),
        () -> "where that is meant, and looked at: cp host/%s host/%s".formatted(made, SAVED));
  }

  /**
   * What the ladder puts to AO3 where all else is known already: no answer comes before or after
   * another by chance.
   */
  private static String asked(Evidence world) {
    Evidence known =
        world.observations().stream()
            .filter(o -> !Ladder.holds(o.question()))
            .reduce(
                new Evidence("0.1.0", world.takenAt(), world.sighting(), false, List.of()),
                Evidence::with,
                (one, _) -> one);
    Ladder ladder = new Ladder();
    List<String> asked = new ArrayList<>();
    Moment now = Moment.now();
    Optional<Question> next = ladder.next(known, Diagnose.wanted(known), now);
    while (next.isPresent()) {
      Question question = next.orElseThrow();
      asked.add(question.toString().toLowerCase(Locale.ROOT).replace('_', '-'));
      ladder.begin(question, now);
      for (Observation answer : world.observations()) {
        known = answer.question() == question ? known.with(answer) : known;
      }
      ladder.end(question);
      next = ladder.next(known, Diagnose.wanted(known), now);
    }
    return asked.isEmpty() ? "-" : String.join(", ", asked);
  }

  private static List<String> differences(List<String> now) throws IOException {
    List<String> saved = Files.exists(SAVED) ? Files.readAllLines(SAVED) : List.of();
    List<String> differ = new ArrayList<>();
    now.stream().filter(r -> !saved.contains(r)).map("now:   "::concat).forEach(differ::add);
    saved.stream().filter(r -> !now.contains(r)).map("saved: "::concat).forEach(differ::add);
    return differ;
  }
}
