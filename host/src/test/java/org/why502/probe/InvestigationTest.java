package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.verdict.Diagnose;
import org.why502.verdict.Documents;

/** What is asked, when, and how often; and that nothing outlives the asking. No network. */
@Timeout(60)
class InvestigationTest {
  static final Duration TOOK = Duration.ofMillis(1);
  private static final String AGAIN = "-again";

  /** Wants everything that costs AO3 nothing, for as long as it is asked. */
  static final Judge CURIOUS =
      _ ->
          List.of(
              EnumSet.complementOf(
                  EnumSet.of(
                      Question.APPLICATION,
                      Question.STATIC,
                      Question.SAME_PAGE_WITH_COOKIES,
                      Question.SAME_PAGE_WITHOUT_COOKIES,
                      Question.SAME_PAGE_WITH_COOKIES_AGAIN,
                      Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN,
                      Question.LIGHT_PAGE_WITH_COOKIES,
                      Question.LIGHT_PAGE_WITHOUT_COOKIES)));

  // ---- AO3 first

  @Test
  void the_budget_holds_in_whatever_world() throws InterruptedException {
    Documents documents = new Documents(502);
    Set<Integer> spent = new HashSet<>();
    for (int i = 0; i < 600; i++) {
      Evidence world = documents.next();
      ScriptedProbes probes = new ScriptedProbes(world);
      Evidence end = investigate(probes, Diagnose::wanted, begun(world.sighting()));
      List<String> asked = probes.askedOfAo3();
      assertEquals(asked.size(), new HashSet<>(asked).size(), "nothing is asked twice: " + asked);
      boolean repeated = asked.stream().anyMatch(a -> a.endsWith(AGAIN));
      assertTrue(
          end.archiveRequests() <= (repeated ? 6 : 4), () -> asked + " in the world " + world);
      assertTrue(probes.mostAtAo3.get() <= 1, "one at a time");
      assertEquals(1, probes.settled.size());
      assertEquals(
          Diagnose.diagnose(probes.settled.getFirst()).verdict().code(),
          Diagnose.diagnose(end).verdict().code(),
          "what comes after changes nothing");
      spent.add(end.archiveRequests());
    }
    assertTrue(spent.containsAll(Set.of(0, 1, 2, 3, 4)), () -> "the worlds differ: " + spent);
  }

  @Test
  void a_judge_that_cannot_get_enough_gets_four() throws InterruptedException {
    Judge greedy = _ -> List.of(EnumSet.allOf(Question.class));
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Evidence end = investigate(probes, greedy, begun(Optional.empty()));
    assertEquals(4, probes.askedOfAo3().size());
    assertEquals(4, end.archiveRequests());
  }

  @Test
  void where_only_a_second_time_could_tell_it_is_six() throws InterruptedException {
    Judge greedy =
        _ ->
            List.of(
                EnumSet.of(
                    Question.SAME_PAGE_WITH_COOKIES_AGAIN,
                    Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN),
                EnumSet.allOf(Question.class));
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    investigate(probes, greedy, begun(Optional.empty()));
    assertEquals(6, probes.askedOfAo3().size());
  }

  @Test
  void ao3_is_asked_the_cheapest_first_and_one_thing_at_a_time() throws InterruptedException {
    Judge greedy = _ -> List.of(EnumSet.allOf(Question.class));
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    investigate(probes, greedy, begun(Optional.empty()));
    assertEquals("page-fetch/application", probes.askedOfAo3().getFirst());
    assertEquals(1, probes.mostAtAo3.get());
  }

  @Test
  void a_silent_answer_holds_the_next_question_up_for_a_while_and_no_longer()
      throws InterruptedException {
    Judge both =
        seen ->
            answered(seen, Question.SAME_PAGE_WITH_COOKIES)
                ? List.of()
                : List.of(EnumSet.of(Question.APPLICATION, Question.SAME_PAGE_WITH_COOKIES));
    ScriptedProbes probes = new ScriptedProbes(allAnswer()).silent("page-fetch/application");
    Instant since = Instant.now();
    Evidence end = investigate(probes, both, begun(Optional.empty()));
    assertTrue(answered(end, Question.SAME_PAGE_WITH_COOKIES), "it was asked all the same");
    assertTrue(
        Duration.between(since, Instant.now()).compareTo(Investigation.STEP) >= 0,
        "and not before the silent one had its time");
    assertTrue(probes.interrupted.contains("page-fetch/application"), "which is let go at the end");
  }

  // ---- no more than is needed

  @ParameterizedTest
  @CsvSource({"429", "507", "418", "445"})
  void a_page_that_says_it_outright_costs_nothing(int status) throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Evidence end = investigate(probes, Diagnose::wanted, begun(Optional.of(sighting(status))));
    assertEquals(List.of(), probes.asked);
    assertEquals(0, end.archiveRequests());
    assertEquals(List.of(end), probes.settled);
  }

  @Test
  void a_browser_check_costs_nothing() throws InterruptedException {
    Optional<String> no = Optional.empty();
    Headers challenge = new Headers(no, no, Optional.of("challenge"), no, no, no, no, no, no);
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    investigate(probes, Diagnose::wanted, begun(Optional.of(sighting(403, challenge))));
    assertEquals(List.of(), probes.asked);
  }

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
        Duration.between(since, Instant.now()).compareTo(Investigation.LONGEST) < 0,
        "not ended by the deadline");
    assertEquals(1, probes.settled.size());
  }

  @Test
  void silence_everywhere_ends_with_the_deadline() throws InterruptedException {
    ScriptedProbes probes =
        new ScriptedProbes(allAnswer()).silent("status-page", "page-fetch/control");
    Instant since = Instant.now();
    Evidence end = investigate(probes, CURIOUS, begun(Optional.empty()));
    assertTrue(
        Duration.between(since, Instant.now()).compareTo(Investigation.LONGEST) >= 0,
        "as long as an answer could matter it is waited for");
    assertFalse(answered(end, Question.STATUS_PAGE));
    assertEquals(Set.of("status-page", "page-fetch/control"), Set.copyOf(probes.interrupted));
    probes.threads.forEach(InvestigationTest::ends);
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
                    first, new Outcome.Saw<>(new Observation.Opened(), TOOK))));
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

  // ---- faults and endings

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void a_faulty_probe_is_logged_and_holds_nobody_up() throws InterruptedException {
    Judge content =
        seen ->
            answered(seen, Question.SAME_PAGE_WITH_COOKIES)
                ? List.of()
                : List.of(
                    EnumSet.of(
                        Question.APPLICATION,
                        Question.SAME_PAGE_WITH_COOKIES,
                        Question.STATUS_PAGE));
    ScriptedProbes probes =
        new ScriptedProbes(allAnswer()).faulty("status-page", "page-fetch/application");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    Evidence end;
    System.setErr(new PrintStream(new Both(before, log), true, StandardCharsets.UTF_8));
    try {
      end = investigate(probes, content, begun(Optional.empty()));
    } finally {
      System.setErr(before);
    }
    assertTrue(answered(end, Question.SAME_PAGE_WITH_COOKIES), "the ladder goes on");
    assertFalse(answered(end, Question.STATUS_PAGE));
    String logged = log.toString(StandardCharsets.UTF_8);
    assertTrue(logged.contains("STATUS_PAGE") && logged.contains("on purpose"), logged);
    assertTrue(logged.contains("APPLICATION"), logged);
  }

  @Test
  void an_interrupt_leaves_no_thread() throws InterruptedException {
    ScriptedProbes probes =
        new ScriptedProbes(allAnswer())
            .silent(
                "name-lookup/machine/" + OfficialHosts.ARCHIVE,
                lookup("1.1.1.1"),
                "page-fetch/application",
                "page-fetch/control",
                "status-page",
                "portal-check/google");
    CountDownLatch allOut = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Judge watching =
        seen -> {
          if (answered(seen, Question.EDGE)) {
            allOut.countDown();
          }
          return List.of(EnumSet.allOf(Question.class));
        };
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    investigate(probes, watching, begun(Optional.empty()));
                  } catch (InterruptedException e) {
                    thrown.set(e);
                  }
                });
    assertTrue(allOut.await(30, TimeUnit.SECONDS));
    caller.interrupt();
    assertTrue(caller.join(Duration.ofSeconds(30)));
    assertEquals(InterruptedException.class, thrown.get().getClass());
    assertFalse(probes.threads.isEmpty());
    probes.threads.forEach(InvestigationTest::ends);
    assertEquals(List.of(), probes.settled, "nobody is told a verdict that was cancelled");
  }

  @Test
  void an_interrupt_before_the_start_ends_it_too() {
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> investigate(probes, CURIOUS, begun(Optional.empty())));
    probes.threads.forEach(InvestigationTest::ends);
  }

  // ---- making worlds

  private static void ends(Thread thread) {
    // a thread whose work is over may still be on its way out
    try {
      assertTrue(thread.join(Duration.ofSeconds(2)), () -> thread + " is left");
    } catch (InterruptedException e) {
      throw new AssertionError("the test itself was interrupted", e);
    }
  }

  static Evidence investigate(ScriptedProbes world, Judge judge, Evidence begun)
      throws InterruptedException {
    return new Investigation(world, judge, world, begun).run();
  }

  static Evidence begun(Optional<Sighting> sighting) {
    return new Evidence("0.1.0", Instant.EPOCH, sighting, false, List.of());
  }

  private static boolean answered(Evidence evidence, Question question) {
    return evidence.observations().stream().anyMatch(o -> o.question() == question);
  }

  private static Sighting sighting(int status) {
    return sighting(status, Headers.none());
  }

  private static Sighting sighting(int status, Headers headers) {
    return new Sighting(
        OfficialHosts.ARCHIVE,
        PageKind.CHAPTER,
        "GET",
        Optional.of(status),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TOOK,
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        headers,
        Optional.empty());
  }

  static String lookup(String resolver) {
    return "name-lookup/" + resolver + "/" + OfficialHosts.ARCHIVE;
  }

  static Observation named(String label, String... addresses) {
    Resolver resolver =
        switch (label) {
          case "machine" -> Resolver.machine();
          case "configured-1-of-1" -> Resolver.configured(1, 1);
          default -> Resolver.open(label);
        };
    return new Observation.NameLookup(
        resolver,
        OfficialHosts.ARCHIVE,
        new Outcome.Saw<>(new NameAnswer("NOERROR", List.of(addresses)), TOOK));
  }

  static Evidence script(Observation... answers) {
    return new Evidence("0.1.0", Instant.EPOCH, Optional.empty(), false, List.of(answers));
  }

  /** Trials and pages that reach AO3 and get an answer, so that each counts against the budget. */
  private static Evidence allAnswer() {
    List<Observation> all = new ArrayList<>();
    for (Trial trial : Trial.values()) {
      for (int attempt : List.of(1, 2)) {
        all.add(new Observation.BrowserFetch(trial, attempt, silence()));
      }
    }
    all.add(new Observation.PageFetch(Target.APPLICATION, silence()));
    all.add(new Observation.PageFetch(Target.STATIC, silence()));
    return script(all.toArray(Observation[]::new));
  }

  private static <T> Outcome<T> silence() {
    return new Outcome.Failed<>(new Failure(Step.FIRST_BYTE, FailureKind.TIMED_OUT, ""), TOOK);
  }

  /** What is written comes to both: the log of the tests stays whole. */
  private static final class Both extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int b) throws IOException {
      one.write(b);
      other.write(b);
    }
  }
}
