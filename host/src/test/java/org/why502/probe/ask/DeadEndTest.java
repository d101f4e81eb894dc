package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.CURIOUS;
import static org.why502.probe.ask.Worlds.TOOK;
import static org.why502.probe.ask.Worlds.allAnswer;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.investigate;
import static org.why502.probe.ask.Worlds.named;
import static org.why502.probe.ask.Worlds.script;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Step;

/** When nothing that is sent to AO3 can arrive, and nobody waits for it. No network. */
@Timeout(60)
class DeadEndTest {
  private static final String FOUR = "104.20.28.24";
  private static final String SIX = "2606:4700:10::6814:1c18";

  private static final Failure SILENT = new Failure(Step.CONNECT, FailureKind.TIMED_OUT, "");
  private static final Failure NOWHERE = new Failure(Step.CONNECT, FailureKind.UNREACHABLE, "");
  private static final Failure STALLED = new Failure(Step.TLS, FailureKind.TIMED_OUT, "");
  private static final Failure REFUSED = new Failure(Step.CONNECT, FailureKind.REFUSED, "");

  @Test
  void every_address_of_the_machines_own_is_silent() {
    assertEquals(
        Optional.of(SILENT),
        DeadEnd.of(script(direct(), machine(), shown(FOUR, SILENT), shown(SIX, SILENT))));
    assertEquals(
        Optional.of(STALLED),
        DeadEnd.of(script(direct(), machine(), shown(FOUR, STALLED), shown(SIX, NOWHERE))));
  }

  @Test
  void one_address_is_not_known_to_fail() {
    assertOpen(direct(), machine(), shown(FOUR, SILENT));
    assertOpen(direct(), machine(), shown(FOUR, SILENT), connected(SIX));
  }

  /** A second attempt may fare better, and costs nothing: it fails as quickly where it does not. */
  @Test
  void failures_that_come_at_once_end_nothing() {
    assertOpen(direct(), machine(), shown(FOUR, REFUSED), shown(SIX, NOWHERE));
  }

  @Test
  void what_other_resolvers_say_is_not_where_requests_go() {
    assertOpen(
        direct(),
        named("1.1.1.1", FOUR),
        named("8.8.8.8", SIX),
        shown(FOUR, SILENT),
        shown(SIX, SILENT));
    assertEquals(
        Optional.of(SILENT),
        DeadEnd.of(
            script(direct(), named("machine", FOUR), named("1.1.1.1", SIX), shown(FOUR, SILENT))));
  }

  @Test
  void a_name_that_nobody_tells_in_its_time_leads_nowhere() {
    Failure late = new Failure(Step.NAME, FailureKind.TIMED_OUT, "");
    assertEquals(Optional.of(late), DeadEnd.of(script(direct(), unnamed(late))));
    assertOpen(direct(), unnamed(new Failure(Step.NAME, FailureKind.NAME_NOT_FOUND, "")));
  }

  @ParameterizedTest
  @EnumSource
  void through_a_proxy_requests_go_elsewhere(Setup.ProxyPlace place) {
    assertOpen(setup(Optional.of(place)), machine(), shown(FOUR, SILENT), shown(SIX, SILENT));
  }

  @Test
  void while_no_setup_was_read_a_proxy_may_be_set() {
    assertOpen(machine(), shown(FOUR, SILENT), shown(SIX, SILENT));
  }

  @Test
  void an_investigation_gives_up_once_and_only_there() throws InterruptedException {
    ScriptedProbes dark =
        new ScriptedProbes(with(connection(FOUR, SILENT), connection(SIX, SILENT)));
    investigate(dark, CURIOUS, begun(Optional.empty()));
    assertEquals(List.of(SILENT), dark.givenUp);
    ScriptedProbes half =
        new ScriptedProbes(with(connection(FOUR, SILENT), opened(SIX), connected(SIX)));
    investigate(half, CURIOUS, begun(Optional.empty()));
    assertEquals(List.of(), half.givenUp);
  }

  /** Each question's own limit ends it before the ceiling that is there for what nobody foresaw. */
  @Test
  void questions_without_a_browser_end_before_the_ceiling() {
    for (var question : CURIOUS.wanted(begun(Optional.empty())).getFirst()) {
      if (question != Question.SIGHTING) {
        assertTrue(Limits.of(question).compareTo(Ceiling.LONGEST) < 0, question.name());
      }
    }
  }

  private static void assertOpen(Observation... seen) {
    assertEquals(Optional.empty(), DeadEnd.of(script(seen)));
  }

  private static Evidence with(Observation... more) {
    List<Observation> all = new ArrayList<>(allAnswer().observations());
    all.addAll(List.of(direct(), machine()));
    all.addAll(List.of(more));
    return script(all.toArray(Observation[]::new));
  }

  private static Observation direct() {
    return setup(Optional.empty());
  }

  private static Observation setup(Optional<Setup.ProxyPlace> proxy) {
    return new Observation.LocalSetup(
        new Outcome.Saw<>(
            new Setup(Optional.of(List.of()), proxy, Optional.empty(), 0, Optional.empty()), TOOK));
  }

  private static Observation machine() {
    return named("machine", FOUR, SIX);
  }

  private static Observation unnamed(Failure failure) {
    return new Observation.NameLookup(
        Resolver.machine(), OfficialHosts.ARCHIVE, new Outcome.Failed<>(failure, TOOK));
  }

  private static Observation connection(String address, Failure failure) {
    return new Observation.Connection(address, new Outcome.Failed<>(failure, TOOK));
  }

  private static Observation opened(String address) {
    return new Observation.Connection(address, new Outcome.Saw<>(new Observation.Opened(), TOOK));
  }

  private static Observation shown(String address, Failure failure) {
    return new Observation.Handshake(address, new Outcome.Failed<>(failure, TOOK));
  }

  /** It shows a certificate, whosever. */
  private static Observation connected(String address) {
    return new Observation.Handshake(
        address,
        new Outcome.Saw<>(
            new Certificate(
                Certificate.Trust.PROVEN, "", List.of(), List.of(), Instant.EPOCH, Instant.EPOCH),
            TOOK));
  }
}
