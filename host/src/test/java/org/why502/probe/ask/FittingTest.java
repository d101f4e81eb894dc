package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.TOOK;
import static org.why502.probe.ask.Worlds.answered;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.investigate;
import static org.why502.probe.ask.Worlds.named;
import static org.why502.probe.ask.Worlds.script;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Setup;

/** With a verdict settled, this machine is asked what the advice turns on. No network. */
@Timeout(60)
class FittingTest {
  private static final Evidence WORLD =
      script(
          new Observation.LocalSetup(
              new Outcome.Saw<>(
                  new Setup(
                      Optional.of(List.of()),
                      Optional.empty(),
                      Optional.empty(),
                      1,
                      Optional.empty()),
                  TOOK)),
          named("machine", "192.0.2.7"));

  /** A judge whose verdict is settled from the start. */
  private record Settled(Set<Question> fitting) implements Judge {
    @Override
    public List<Set<Question>> wanted(Evidence evidence) {
      return List.of();
    }

    @Override
    public Set<Question> fitting(Evidence evidence) {
      Set<Question> open = EnumSet.noneOf(Question.class);
      fitting.stream().filter(q -> !answered(evidence, q)).forEach(open::add);
      return open;
    }
  }

  @Test
  void what_only_the_advice_turns_on_is_asked_and_nothing_else() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(WORLD);
    Evidence end =
        investigate(probes, new Settled(Set.of(Question.LOCAL_SETUP)), begun(Optional.empty()));
    assertEquals(
        List.of(Question.LOCAL_SETUP),
        end.observations().stream().map(Observation::question).toList());
    assertEquals(0, end.archiveRequests());
    assertEquals(1, probes.settled.size());
  }

  @Test
  void where_the_look_up_leads_is_followed() throws InterruptedException {
    Evidence end =
        investigate(
            new ScriptedProbes(WORLD),
            new Settled(
                EnumSet.of(Question.LOCAL_SETUP, Question.NAMES_MACHINE, Question.HANDSHAKES)),
            begun(Optional.empty()));
    assertTrue(answered(end, Question.HANDSHAKES), end::toString);
    assertEquals(0, end.archiveRequests());
  }

  @Test
  void a_setup_that_cannot_be_read_holds_nobody_up() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(WORLD).silent("local-setup");
    Evidence end =
        investigate(probes, new Settled(Set.of(Question.LOCAL_SETUP)), begun(Optional.empty()));
    assertEquals(1, probes.settled.size());
    assertTrue(!answered(end, Question.LOCAL_SETUP), end::toString);
  }

  @Test
  void nothing_is_asked_where_the_advice_turns_on_nothing() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(WORLD);
    assertEquals(
        List.of(),
        investigate(probes, new Settled(Set.of()), begun(Optional.empty())).observations());
  }
}
