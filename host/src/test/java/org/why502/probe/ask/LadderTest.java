package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.allAnswer;
import static org.why502.probe.ask.Worlds.answered;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.investigate;
import static org.why502.probe.ask.Worlds.sighting;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.SituationFolders;
import org.why502.evidence.Answer;
import org.why502.evidence.Evidence;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Trial;
import org.why502.verdict.Documents;
import org.why502.verdict.rules.Diagnose;

/** What is asked of AO3 itself: in which order, how much at once, how often. No network. */
@Timeout(60)
class LadderTest {
  private static final Moment NOON = Moment.now();
  private static final String AGAIN = "-again";
  private static final Set<String> PAIR =
      Set.of("browser-fetch/same-page-with-cookies", "browser-fetch/same-page-without-cookies");

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
      int side = asked.containsAll(PAIR) && applicationIsWellOrOutOfReach(end) ? 2 : 1;
      assertTrue(probes.mostTrials.get() <= side, () -> "at once, of " + asked);
      assertTrue(probes.mostAtAo3.get() <= 2, "beside the application");
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
  void ao3_is_asked_the_cheapest_first_and_no_two_trials_at_once() throws InterruptedException {
    Judge greedy = _ -> List.of(EnumSet.allOf(Question.class));
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    investigate(probes, greedy, begun(Optional.empty()));
    assertEquals("page-fetch/application", probes.askedOfAo3().getFirst());
    assertEquals(1, probes.mostTrials.get());
  }

  @Test
  void nothing_is_asked_beside_the_application_which_spares_most_of_it() {
    Ladder ladder = new Ladder();
    ladder.begin(Question.APPLICATION, NOON);
    for (Question other :
        List.of(
            Question.SAME_PAGE_WITH_COOKIES,
            Question.SAME_PAGE_WITHOUT_COOKIES,
            Question.LIGHT_PAGE_WITH_COOKIES,
            Question.STATIC)) {
      assertEquals(Optional.empty(), next(ladder, NOON, other), other.toString());
    }
    ladder.end(Question.APPLICATION);
    assertEquals(
        Optional.of(Question.LIGHT_PAGE_WITH_COOKIES),
        next(ladder, NOON, Question.SAME_PAGE_WITH_COOKIES, Question.LIGHT_PAGE_WITH_COOKIES),
        "a light page before the one that failed");
  }

  @ParameterizedTest
  @CsvSource({"stale-cookies, true", "archive-down, false", "names-failing, true"})
  void the_two_trials_of_a_page_go_side_by_side_where_the_application_is_well_or_out_of_reach(
      String situation, boolean together) throws IOException {
    Evidence asFarAsTheApplication = onlyTheApplicationOf(situation);
    Ladder ladder = new Ladder();
    ladder.begin(Question.SAME_PAGE_WITH_COOKIES, NOON);
    assertEquals(
        together ? Optional.of(Question.SAME_PAGE_WITHOUT_COOKIES) : Optional.empty(),
        ladder.next(
            asFarAsTheApplication, List.of(Set.of(Question.SAME_PAGE_WITHOUT_COOKIES)), NOON));
    assertEquals(
        Optional.empty(),
        ladder.next(
            asFarAsTheApplication, List.of(Set.of(Question.LIGHT_PAGE_WITHOUT_COOKIES)), NOON),
        "no other trial beside one");
  }

  @ParameterizedTest
  @CsvSource({
    "names-failing, SAME_PAGE_WITH_COOKIES",
    "dropped-packets, SAME_PAGE_WITH_COOKIES",
    "archive-down, LIGHT_PAGE_WITH_COOKIES",
    "stale-cookies, LIGHT_PAGE_WITH_COOKIES"
  })
  void where_nothing_of_ours_came_as_far_as_ao3_the_page_that_failed_is_tried_first(
      String situation, Question first) throws IOException {
    assertEquals(
        Optional.of(first),
        new Ladder()
            .next(
                onlyTheApplicationOf(situation),
                List.of(Set.of(Question.LIGHT_PAGE_WITH_COOKIES, Question.SAME_PAGE_WITH_COOKIES)),
                NOON));
  }

  private static Evidence onlyTheApplicationOf(String situation) throws IOException {
    Evidence whole = SituationFolders.evidenceOf(situation);
    return whole.observations().stream()
        .filter(o -> o.question() == Question.APPLICATION)
        .reduce(begun(whole.sighting()), Evidence::with, (one, _) -> one);
  }

  private static boolean applicationIsWellOrOutOfReach(Evidence evidence) {
    return evidence.observations().stream()
        .filter(o -> o.question() == Question.APPLICATION)
        .anyMatch(
            o ->
                o.archiveRequests() == 0
                    || o.outcome() instanceof Outcome.Saw<?>(Answer answer, var _)
                        && answer.status() == 200);
  }

  @Test
  void a_silent_answer_holds_the_next_question_up_for_a_while_and_no_longer() {
    Ladder ladder = new Ladder();
    ladder.begin(Question.APPLICATION, NOON);
    assertEquals(NOON.plus(Ladder.STEP), ladder.opens());
    Moment before = NOON.plus(Ladder.STEP).plus(Duration.ofMillis(-1));
    assertEquals(Optional.empty(), next(ladder, before, Question.LIGHT_PAGE_WITH_COOKIES));
    assertEquals(
        Optional.of(Question.LIGHT_PAGE_WITH_COOKIES),
        next(ladder, NOON.plus(Ladder.STEP), Question.LIGHT_PAGE_WITH_COOKIES));
    assertEquals(Moment.NEVER, ladder.opens(), "nothing is held up any more");
  }

  @Test
  void while_the_first_look_is_out_no_more_than_the_application_is_asked() {
    Ladder ladder = new Ladder();
    ladder.begin(Question.SIGHTING, NOON);
    assertEquals(
        Optional.empty(), next(ladder, NOON, Question.APPLICATION), "a limit would say so");
    Moment later = NOON.plus(Ladder.LOOK);
    assertEquals(
        Optional.of(Question.APPLICATION),
        next(ladder, later, Question.APPLICATION, Question.SAME_PAGE_WITHOUT_COOKIES));
    ladder.begin(Question.APPLICATION, later);
    ladder.end(Question.APPLICATION);
    assertEquals(
        Optional.empty(),
        next(ladder, later.plus(Ladder.STEP), Question.SAME_PAGE_WITHOUT_COOKIES),
        "which page would be light is not known yet");
    ladder.end(Question.SIGHTING);
    assertEquals(
        Optional.of(Question.SAME_PAGE_WITHOUT_COOKIES),
        next(ladder, later, Question.SAME_PAGE_WITHOUT_COOKIES));
  }

  @Test
  void what_was_asked_and_not_answered_counts_against_the_budget() {
    Ladder ladder = new Ladder();
    List.of(
            Question.APPLICATION,
            Question.SAME_PAGE_WITH_COOKIES,
            Question.SAME_PAGE_WITHOUT_COOKIES,
            Question.LIGHT_PAGE_WITH_COOKIES)
        .forEach(q -> ladder.begin(q, NOON));
    Moment muchLater = NOON.plus(Duration.ofSeconds(60));
    assertEquals(Optional.empty(), next(ladder, muchLater, Question.STATIC));
    ladder.end(Question.LIGHT_PAGE_WITH_COOKIES);
    assertEquals(Optional.of(Question.STATIC), next(ladder, muchLater, Question.STATIC));
  }

  /** A slow machine: the guest's page comes after its time, with the next question under way. */
  @Test
  void what_an_answer_makes_necessary_is_asked_though_another_is_still_out()
      throws InterruptedException, IOException {
    SituationFolders stale =
        SituationFolders.all().stream()
            .filter(s -> s.name().equals("stale-cookies"))
            .findFirst()
            .orElseThrow();
    Evidence world = stale.evidence();
    Observation.BrowserFetch guest =
        world
            .all(Observation.BrowserFetch.class)
            .filter(b -> b.question() == Question.SAME_PAGE_WITHOUT_COOKIES)
            .findFirst()
            .orElseThrow();
    ScriptedProbes probes =
        new ScriptedProbes(
                world.with(
                    new Observation.BrowserFetch(
                        Trial.LIGHT_PAGE_WITHOUT_COOKIES, 1, guest.outcome())))
            .late("browser-fetch/same-page-without-cookies", Ladder.STEP.plusMillis(300))
            .late("browser-fetch/light-page-without-cookies", Duration.ofMillis(600))
            .late("browser-fetch/light-page-with-cookies", Duration.ofMillis(600));
    Evidence end = investigate(probes, Diagnose::wanted, begun(world.sighting()));
    assertTrue(
        probes.askedOfAo3().stream().anyMatch(id -> id.contains("light-page")),
        () -> "the light page went while the guest's was out: " + probes.asked);
    assertEquals(stale.verdict(), Diagnose.diagnose(end).verdict().code());
    assertTrue(end.archiveRequests() <= Ladder.BUDGET_FOR_SESSION);
  }

  // ---- a first look of our own

  @Test
  void a_look_that_says_it_outright_is_all_that_ao3_is_asked() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Look limited = _ -> new Look.Found(Optional.of(sighting(429)), true);
    Evidence end =
        new Investigation(
                probes,
                Diagnose::wanted,
                probes,
                probes,
                begun(Optional.empty()),
                Optional.of(limited))
            .run();
    assertEquals(List.of(), probes.askedOfAo3());
    assertEquals(1, end.archiveRequests(), "the look itself");
    assertEquals("too-many-requests", Diagnose.diagnose(end).verdict().code());
    assertEquals(1, probes.looks.get(), "and it is told once");
  }

  @Test
  void a_look_that_cannot_be_taken_holds_nobody_up_for_long() throws InterruptedException {
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Look none = _ -> new Look.Found(Optional.empty(), false);
    Evidence end =
        new Investigation(
                probes,
                seen ->
                    answered(seen, Question.APPLICATION)
                        ? List.of()
                        : List.of(EnumSet.of(Question.SIGHTING, Question.APPLICATION)),
                probes,
                probes,
                begun(Optional.empty()),
                Optional.of(none))
            .run();
    assertTrue(answered(end, Question.APPLICATION));
    assertEquals(1, end.archiveRequests());
  }

  private static Optional<Question> next(Ladder ladder, Moment now, Question... wanted) {
    return ladder.next(begun(Optional.empty()), List.of(Set.of(wanted)), now);
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
}
