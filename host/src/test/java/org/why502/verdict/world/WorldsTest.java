package org.why502.verdict.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Question;
import org.why502.harness.Share;
import org.why502.verdict.RemedyCode;

/**
 * The laws of judging, over every cause, every pair of causes, and the triples of those that are
 * common, for members and guests, in both engines' words and with observations missing.
 */
class WorldsTest {

  /** Of a hundred pairs, at least so many are told as one of their causes. */
  private static final int TOLD_OF_A_HUNDRED = 95;

  /** What blames this side by what does not work here, as an outage that is announced leaves it. */
  private static final Set<String> BLAMES_WHAT_IS_MISSING_HERE =
      Set.of(
          "stale-session",
          "browser-names",
          "names-failing",
          "names-wrong",
          "blocked-here",
          "offline",
          "one-family-broken",
          "this-connection-only",
          "intercepted",
          "local-proxy");

  /** What is told of everybody, and announced. */
  private static final Set<String> ANNOUNCED = Set.of("archive-down", "archive-maintenance");

  private static final Law CERTAIN_IS_A_CAUSE = Law.never(j -> j.isCertain() && !j.isACause());

  /** A cause that is told clearly, or that says it itself, where it keeps a page away. */
  private static final Law SINGLE_IS_TOLD =
      Law.never(
          j ->
              j.size() == 1
                  && j.missing().equals(Missing.NOTHING)
                  && !j.world().isServed()
                  && j.world().causes().stream().anyMatch(c -> c.told().isClear())
                  && !j.isACause());

  /** Servers that fail for members alone look like stale cookies: there it is at most likely. */
  private static final Law NOBODYS_COOKIES =
      Law.never(
          j ->
              j.diagnosis().remedies().contains(RemedyCode.CLEAR_SITE_DATA)
                  && j.world().causes().stream().noneMatch(Cause::ofCookies)
                  && (j.isCertain() || !j.world().causes().contains(Cause.MEMBERS_OUT)));

  /** Where the cause is in front of the person, or is a circumstance that could be seen. */
  private static final Law NO_HARM =
      Law.never(
          j ->
              j.world().causes().stream()
                  .filter(c -> Harms.of(c).stream().anyMatch(j.diagnosis().remedies()::contains))
                  .anyMatch(c -> j.world().isMet(c) || (c.isCircumstance() && j.sees())));

  /**
   * Unless this side is proven: an entry in a file, a sign-in page, a clock, the browser's word.
   */
  private static final Law INCIDENT_CAPS =
      Law.never(
          j ->
              j.isCertain()
                  && !j.missing().questions().contains(Question.STATUS_PAGE)
                  && j.world().tellsOfAnIncident()
                  && BLAMES_WHAT_IS_MISSING_HERE.contains(j.code()));

  /** Nobody who is served, and nobody whose trouble is another, is told of what was announced. */
  private static final Law WHAT_WORKS_WINS =
      Law.never(
          j ->
              ANNOUNCED.contains(j.code())
                  && j.missing().equals(Missing.NOTHING)
                  && j.world().worksForGuests());

  private static final List<Law> LAWS =
      List.of(
          CERTAIN_IS_A_CAUSE,
          SINGLE_IS_TOLD,
          NOBODYS_COOKIES,
          NO_HARM,
          INCIDENT_CAPS,
          WHAT_WORKS_WINS);

  private static final List<Judged> PAIRS = new ArrayList<>();
  private static long documents;

  @BeforeAll
  static void judge() {
    long begun = System.nanoTime();
    Judgements.inOrder(
        Share.of(Judgements.worlds(Judgements.onesAndPairs())),
        world -> Judgements.of(world, world.member() ? Missing.all() : Missing.few()),
        WorldsTest::look);
    Judgements.inOrder(
        Share.of(Judgements.members(Judgements.triples())),
        world -> Judgements.of(world, List.of()),
        WorldsTest::look);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.printf("%d documents judged in %.1f s%n", documents, took.toMillis() / 1000.0);
  }

  private static void look(Judged judged) {
    documents++;
    LAWS.forEach(law -> law.look(judged));
    if (judged.size() == 2 && judged.missing().equals(Missing.NOTHING)) {
      PAIRS.add(judged);
    }
  }

  @Test
  void what_is_certain_is_one_of_the_causes() {
    CERTAIN_IS_A_CAUSE.holds();
  }

  @Test
  void a_single_clean_cause_is_told_right() {
    SINGLE_IS_TOLD.holds();
  }

  @Test
  void nobodys_cookies_are_cleared_unless_they_may_be_the_cause() {
    NOBODYS_COOKIES.holds();
  }

  @Test
  void nothing_is_advised_that_harms_under_one_of_the_causes() {
    NO_HARM.holds();
  }

  @Test
  void an_open_incident_caps_what_blames_this_side_by_what_is_missing_here() {
    INCIDENT_CAPS.holds();
  }

  @Test
  void what_is_seen_to_work_now_wins_over_what_was_announced() {
    WHAT_WORKS_WINS.holds();
  }

  @Test
  void a_pair_is_told_as_one_of_its_causes_or_not_surely() {
    Map<String, Integer> table = new TreeMap<>();
    for (Judged judged : PAIRS) {
      String as = judged.isACause() ? "as a cause" : judged.isUnsure() ? "unsure" : "other";
      table.merge("%s, %s".formatted(as, judged.diagnosis().certainty()), 1, Integer::sum);
    }
    System.out.println("pairs of causes, whole evidence: " + table);
    List<Judged> not = PAIRS.stream().filter(j -> !j.isACause()).toList();
    int told = PAIRS.size() - not.size();
    assertTrue(
        told * 100 >= PAIRS.size() * TOLD_OF_A_HUNDRED,
        () ->
            "%d of %d are, and %d of a hundred have to be; not so\n  %s"
                .formatted(told, PAIRS.size(), TOLD_OF_A_HUNDRED, Law.told(not)));
  }
}
