package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.investigate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Evidence;
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
}
