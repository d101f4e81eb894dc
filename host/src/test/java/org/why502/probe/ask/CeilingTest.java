package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.script;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Evidence;

class CeilingTest {
  private static final Duration BEFORE = Duration.ofSeconds(1);
  private static final Duration KEPT = Duration.ofSeconds(3);

  @Test
  void what_a_busy_machine_kept_waiting_since_then_comes_on_top() {
    ScriptedProbes nobody = new ScriptedProbes(script());
    Evidence evidence = begun(Optional.empty());
    try (InFlight inFlight = new InFlight(nobody, nobody, new Ladder())) {
      AtomicReference<Duration> delay = new AtomicReference<>(BEFORE);
      Moment now = Moment.now();
      Ceiling ceiling = new Ceiling(now, delay::get);
      Moment usual = now.plus(Ceiling.LONGEST);
      assertEquals(
          usual, ceiling.end(evidence, inFlight), "what was before it began is none of it");
      assertFalse(ceiling.allowsMore(evidence, inFlight, usual));
      delay.set(BEFORE.plus(KEPT));
      assertEquals(usual.plus(KEPT), ceiling.end(evidence, inFlight));
      assertTrue(ceiling.allowsMore(evidence, inFlight, usual));
    }
  }
}
