package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.verdict.rules.Diagnose;

/** When an investigation tries the other ways out of a machine. No network. */
@Timeout(60)
class OtherWaysTest {
  private static final Duration TOOK = Duration.ofMillis(1);
  private static final String ADDRESS = "104.20.28.24";
  private static final String OTHER = "uplink-2-of-2";

  @Test
  void where_ao3_is_out_of_reach_the_other_way_decides() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(world(refused()));
    Evidence end = investigate(probes, Optional.empty());
    assertTrue(probes.asked.containsAll(List.of("uplink-1-of-2", OTHER)));
    assertEquals("this-connection-only", Diagnose.diagnose(end).verdict().code());
  }

  @Test
  void where_the_browser_reached_ao3_no_other_way_is_tried() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(world(refused()));
    investigate(probes, Optional.of(404));
    assertEquals(List.of(), probes.asked.stream().filter(a -> a.startsWith("uplink")).toList());
  }

  @Test
  void where_the_usual_way_proves_ao3_no_other_is_tried() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(world(new Outcome.Saw<>(proven(), TOOK)));
    investigate(probes, Optional.empty());
    assertFalse(probes.asked.contains(OTHER), probes.asked::toString);
  }

  /** Silence costs the usual way its limit; the other is not kept waiting so long. */
  @Test
  void silence_by_the_usual_way_is_not_waited_for_to_its_end() throws InterruptedException {
    ScriptedProbes probes =
        new ScriptedProbes(world(refused())).silent("handshake/" + ADDRESS, "page-fetch/edge");
    Instant since = Instant.now();
    Evidence end = investigate(probes, Optional.empty());
    assertTrue(
        Duration.between(since, Instant.now()).compareTo(OtherWays.PATIENCE) >= 0,
        "the usual way had its time");
    assertTrue(probes.asked.contains(OTHER));
    assertTrue(end.all(Observation.Uplink.class).findFirst().isPresent());
  }

  @Test
  void the_only_way_is_told_at_once() throws InterruptedException {
    Evidence one =
        new Evidence(
            "0.1.0",
            Instant.EPOCH,
            Optional.empty(),
            false,
            List.of(named(), Observation.Uplink.only()));
    Evidence end = investigate(new ScriptedProbes(one), Optional.empty());
    assertEquals(List.of(Observation.Uplink.only()), end.all(Observation.Uplink.class).toList());
  }

  private static Evidence investigate(ScriptedProbes probes, Optional<Integer> status)
      throws InterruptedException {
    Evidence begun =
        new Evidence("0.1.0", Instant.EPOCH, Optional.of(sighting(status)), false, List.of());
    return new Investigation(probes, Diagnose::wanted, probes, probes, begun, Optional.empty())
        .run();
  }

  /** One address, which everybody names; what it shows by the usual way; and a second uplink. */
  private static Evidence world(Outcome<Certificate> usual) {
    return new Evidence(
        "0.1.0",
        Instant.EPOCH,
        Optional.empty(),
        false,
        List.of(
            named(),
            new Observation.Connection(ADDRESS, new Outcome.Saw<>(new Observation.Opened(), TOOK)),
            new Observation.Handshake(ADDRESS, usual),
            new Observation.Uplink(1, 2, refused()),
            new Observation.Uplink(2, 2, new Outcome.Saw<>(proven(), TOOK))));
  }

  private static Observation named() {
    return new Observation.NameLookup(
        Resolver.machine(),
        OfficialHosts.ARCHIVE,
        new Outcome.Saw<>(new NameAnswer("NOERROR", List.of(ADDRESS)), TOOK));
  }

  private static Outcome<Certificate> refused() {
    return new Outcome.Failed<>(new Failure(Step.TLS, FailureKind.RESET, ""), TOOK);
  }

  private static Certificate proven() {
    return new Certificate(
        Certificate.Trust.PROVEN, "CA", List.of("CA"), List.of(), Instant.EPOCH, Instant.EPOCH);
  }

  private static Sighting sighting(Optional<Integer> status) {
    return new Sighting(
        OfficialHosts.ARCHIVE,
        PageKind.CHAPTER,
        Optional.of("GET"),
        Optional.empty(),
        status,
        status.isPresent() ? Optional.empty() : Optional.of("net::ERR_CONNECTION_RESET"),
        Optional.empty(),
        Optional.empty(),
        TOOK,
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        Headers.none(),
        status.map(
            s ->
                new org.why502.evidence.Markers(
                    Optional.empty(),
                    List.of("error-" + s),
                    List.of("logged-out"),
                    List.of("main"),
                    "")));
  }
}
