package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.CURIOUS;
import static org.why502.probe.ask.Worlds.allAnswer;
import static org.why502.probe.ask.Worlds.answered;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.investigate;
import static org.why502.probe.ask.Worlds.lookup;
import static org.why502.probe.ask.Worlds.named;
import static org.why502.probe.ask.Worlds.script;
import static org.why502.probe.ask.Worlds.unasked;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;

/** What is asked, when, and how often. No network. */
@Timeout(60)
class InvestigationTest {
  // ---- no longer than is needed

  @Test
  void a_settled_verdict_does_not_wait_for_the_slowest() throws InterruptedException {
    Judge content =
        seen ->
            answered(seen, Question.APPLICATION)
                ? List.of()
                : List.of(EnumSet.of(Question.APPLICATION, Question.STATUS_PAGE));
    ScriptedProbes probes = new ScriptedProbes(allAnswer()).silent("status-page");
    Instant since = Instant.now();
    Evidence end = investigate(probes, content, begun(Optional.empty()));
    assertFalse(answered(end, Question.STATUS_PAGE));
    assertEquals(List.of("status-page"), probes.interrupted);
    assertTrue(
        Duration.between(since, Instant.now()).compareTo(Ceiling.LONGEST) < 0,
        "not ended by the deadline");
    assertEquals(1, probes.settled.size());
  }

  @Test
  void the_document_tells_how_long_this_machine_kept_it_waiting() throws InterruptedException {
    Duration waiting = Duration.ofMillis(1234);
    ScriptedProbes probes = new ScriptedProbes(allAnswer()).kept(waiting);
    assertEquals(
        Optional.of(waiting), investigate(probes, CURIOUS, begun(Optional.empty())).runDelay());
    ScriptedProbes atRest = new ScriptedProbes(allAnswer());
    assertEquals(
        Optional.empty(), investigate(atRest, CURIOUS, begun(Optional.empty())).runDelay());
  }

  @Test
  void silence_everywhere_ends_with_the_deadline() throws InterruptedException {
    ScriptedProbes probes =
        new ScriptedProbes(allAnswer()).silent("status-page", "page-fetch/control");
    Instant since = Instant.now();
    Evidence end = investigate(probes, CURIOUS, begun(Optional.empty()));
    assertTrue(
        Duration.between(since, Instant.now()).compareTo(Ceiling.LONGEST) >= 0,
        "as long as an answer could matter it is waited for");
    assertFalse(answered(end, Question.STATUS_PAGE));
    assertEquals(Set.of("status-page", "page-fetch/control"), Set.copyOf(probes.interrupted));
    probes.threads.forEach(Worlds::ends);
  }

  @Test
  void every_observation_is_told_once() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Evidence end = investigate(probes, CURIOUS, begun(Optional.empty()));
    assertEquals(end.observations().stream().map(Observation::id).toList(), probes.told);
  }

  // ---- names and addresses

  @Test
  void second_resolvers_are_asked_only_where_the_first_stay_silent() throws InterruptedException {
    ScriptedProbes both =
        new ScriptedProbes(script(named("1.1.1.1", "104.20.28.24"), named("8.8.8.8")));
    investigate(both, CURIOUS, begun(Optional.empty()));
    assertFalse(both.asked.contains(lookup("1.0.0.1")));
    assertFalse(both.asked.contains(lookup("8.8.4.4")), "to know no address is an answer");

    ScriptedProbes one = new ScriptedProbes(script(named("1.1.1.1", "104.20.28.24")));
    investigate(one, CURIOUS, begun(Optional.empty()));
    assertFalse(one.asked.contains(lookup("1.0.0.1")));
    assertTrue(one.asked.contains(lookup("8.8.4.4")));

    ScriptedProbes none = new ScriptedProbes(script());
    investigate(none, CURIOUS, begun(Optional.empty()));
    for (String resolver : List.of("1.1.1.1", "8.8.8.8", "1.0.0.1", "8.8.4.4")) {
      assertEquals(1, Collections.frequency(none.asked, lookup(resolver)), resolver);
    }
  }

  @Test
  void where_nothing_leads_to_ipv4_the_same_companies_are_asked_over_ipv6()
      throws InterruptedException {
    Evidence script =
        script(
            unasked("1.1.1.1", FailureKind.UNREACHABLE),
            unasked("8.8.8.8", FailureKind.TIMED_OUT),
            named("2606:4700:4700::1111", "2606:4700:10::1"));
    ScriptedProbes probes = new ScriptedProbes(script);
    investigate(probes, CURIOUS, begun(Optional.empty()));
    assertTrue(probes.asked.contains(lookup("2606:4700:4700::1111")));
    assertFalse(probes.asked.contains(lookup("1.0.0.1")), "nothing leads there either");
    assertTrue(probes.asked.contains(lookup("8.8.4.4")), "silence is not the lack of a way");
    assertFalse(probes.asked.contains(lookup("2001:4860:4860::8888")));
  }

  /** What an address shows is on its way as soon as the address is being connected to. */
  @Test
  void a_certificate_is_waited_for_while_its_connection_is_out() throws InterruptedException {
    Judge wantsCertificates =
        seen ->
            answered(seen, Question.HANDSHAKES)
                ? List.of()
                : List.of(EnumSet.of(Question.HANDSHAKES));
    ScriptedProbes probes = new ScriptedProbes(script(named("machine", "104.20.28.24")));
    investigate(probes, wantsCertificates, begun(Optional.empty()));
    assertTrue(answered(probes.settled.getFirst(), Question.HANDSHAKES));
  }

  @Test
  void each_address_is_connected_to_once_whoever_names_it() throws InterruptedException {
    String first = "104.20.28.24";
    String second = "2606:4700:10::1";
    ScriptedProbes probes =
        new ScriptedProbes(
            script(
                named("machine", first, second),
                named("configured-1-of-1", second, first),
                named("1.1.1.1", first),
                named("8.8.8.8", second, first),
                new Observation.Connection(
                    first, new Outcome.Saw<>(new Observation.Opened(), Worlds.TOOK))));
    Evidence end = investigate(probes, CURIOUS, begun(Optional.empty()));
    assertEquals(1, Collections.frequency(probes.asked, "connection/" + first));
    assertEquals(1, Collections.frequency(probes.asked, "connection/" + second));
    assertEquals(1, Collections.frequency(probes.asked, "handshake/" + first));
    assertFalse(
        probes.asked.contains("handshake/" + second), "what refuses a connection shows nothing");
    assertEquals(
        Optional.of(FailureKind.REFUSED),
        end.all(Observation.Handshake.class)
            .filter(h -> h.address().equals(second))
            .findFirst()
            .flatMap(h -> h.outcome().failed())
            .map(Failure::kind),
        "and the evidence says so");
  }

  @Test
  void a_machine_without_resolvers_of_its_own_is_known_to_have_none() throws InterruptedException {
    Evidence end = investigate(new ScriptedProbes(script()), CURIOUS, begun(Optional.empty()));
    assertTrue(
        end.all(Observation.NameLookup.class)
            .anyMatch(l -> l.resolver().equals(Resolver.noneConfigured())));
  }
}
