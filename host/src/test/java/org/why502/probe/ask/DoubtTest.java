package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.why502.probe.ask.Worlds.CURIOUS;
import static org.why502.probe.ask.Worlds.TOOK;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.investigate;
import static org.why502.probe.ask.Worlds.lookup;
import static org.why502.probe.ask.Worlds.named;
import static org.why502.probe.ask.Worlds.script;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;

/** When AO3's name is asked for over https, and where nobody is. */
@Timeout(60)
class DoubtTest {
  /** Asking by other ways costs a moment and contacts more servers: not without a reason. */
  @Test
  void names_are_asked_for_by_other_ways_only_in_doubt() throws InterruptedException {
    String right = "104.20.28.24";
    Observation[] plain = {
      named("machine", right),
      named("1.1.1.1", right),
      named("8.8.8.8", right),
      new Observation.Connection(right, new Outcome.Saw<>(new Observation.Opened(), TOOK))
    };
    assertEquals(0, doubts(CURIOUS, shown(plain, right, Certificate.Trust.PROVEN)), "proven");
    assertEquals(3, doubts(CURIOUS, shown(plain, right, Certificate.Trust.UNTRUSTED)), "another's");
    assertEquals(3, doubts(CURIOUS, script(plain)), "nothing was shown");
    assertEquals(3, doubts(CURIOUS, script(named("machine", right))), "nobody else answers");
    Judge content = _ -> List.of(EnumSet.of(Question.NAMES_PUBLIC, Question.HANDSHAKES));
    assertEquals(0, doubts(content, script(plain)), "no explanation turns on it");
  }

  private static long doubts(Judge judge, Evidence world) throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(world);
    investigate(probes, judge, begun(Optional.empty()));
    List<String> ways =
        List.of(lookup("1.1.1.1-over-https"), lookup("8.8.8.8-over-https"), lookup("192.0.2.1"));
    return probes.asked.stream().filter(ways::contains).count();
  }

  private static Evidence shown(Observation[] plain, String address, Certificate.Trust trust) {
    return script(plain)
        .with(
            new Observation.Handshake(
                address,
                new Outcome.Saw<>(
                    new Certificate(
                        trust, "CA", List.of(), List.of(), Instant.EPOCH, Instant.EPOCH),
                    TOOK)));
  }
}
