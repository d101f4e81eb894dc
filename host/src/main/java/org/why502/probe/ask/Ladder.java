package org.why502.probe.ask;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.why502.evidence.Answer;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;

/**
 * The order, the pace and the price of what reaches AO3's own servers: the cheapest first, within a
 * budget, only while the answer could change the verdict, and one after another, but for the two
 * trials of the page that failed where the application is well, or out of reach (why:
 * host/decisions, 2026-11-23-requests-to-ao3, 2026-11-28-the-cheapest-that-decides and
 * 2026-11-29-no-slower-than-before).
 */
public final class Ladder {
  /** AO3 is asked one thing after another; one that stays silent holds the next up for so long. */
  static final Duration STEP = Duration.ofMillis(1500);

  /**
   * A first look holds everything up for longer: a limit or a refusal that it finds makes every
   * further request wrong.
   */
  static final Duration LOOK = Duration.ofSeconds(3);

  /** Requests to AO3's own servers for one diagnosis. */
  public static final int BUDGET = 4;

  /** The same where the session is suspected, which must be proven twice. */
  public static final int BUDGET_FOR_SESSION = 6;

  /** What reaches AO3's own servers, the cheapest first (field guide, section 3). */
  private static final List<Question> RUNGS =
      List.of(
          Question.APPLICATION,
          Question.LIGHT_PAGE_WITH_COOKIES,
          Question.LIGHT_PAGE_WITHOUT_COOKIES,
          Question.SAME_PAGE_WITH_COOKIES,
          Question.SAME_PAGE_WITHOUT_COOKIES,
          Question.SAME_PAGE_WITH_COOKIES_AGAIN,
          Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN,
          Question.STATIC);

  /** What is asked a second time only when the session is suspected. */
  private static final Set<Question> SECOND_TIME =
      EnumSet.of(Question.SAME_PAGE_WITH_COOKIES_AGAIN, Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN);

  /** The page that failed, as this person gets it and as a guest does. */
  private static final Set<Question> SAME_PAGE =
      EnumSet.of(Question.SAME_PAGE_WITH_COOKIES, Question.SAME_PAGE_WITHOUT_COOKIES);

  private final Set<Question> asked = EnumSet.noneOf(Question.class);

  /** What was asked and not answered yet; each is a request that may have been spent. */
  private final Set<Question> out = EnumSet.noneOf(Question.class);

  /** Until when each of them holds others up. */
  private final Map<Question, Moment> holding = new EnumMap<>(Question.class);

  /** Whether a question reaches AO3's own servers. The first look of one's own does too. */
  static boolean holds(Question question) {
    return question == Question.SIGHTING || RUNGS.contains(question);
  }

  /** A question is put to AO3. */
  void begin(Question question, Moment now) {
    asked.add(question);
    out.add(question);
    holding.put(question, now.plus(question == Question.SIGHTING ? LOOK : STEP));
  }

  /** It was answered, or will not be. */
  void end(Question question) {
    out.remove(question);
    holding.remove(question);
  }

  /** When the next that is held up may go, at the latest; {@link Moment#NEVER} where nothing is. */
  Moment opens() {
    return holding.values().stream().min(Moment::compareTo).orElse(Moment.NEVER);
  }

  /**
   * The cheapest question to AO3 that the first open explanation waits for, where it may be asked
   * now.
   *
   * @param evidence what is known
   * @param wanted what could still change the verdict
   */
  Optional<Question> next(Evidence evidence, List<Set<Question>> wanted, Moment now) {
    holding.values().removeIf(until -> !now.isBefore(until));
    return following(evidence, wanted).filter(q -> mayGo(evidence, q));
  }

  /**
   * The same, whether it may be asked now or is held up by another that is out: as long as there is
   * one, nothing is settled.
   */
  Optional<Question> following(Evidence evidence, List<Set<Question>> wanted) {
    if (evidence.archiveRequests() + out.size() >= budget(wanted)) {
      return Optional.empty();
    }
    return wanted.stream().flatMap(open -> rung(evidence, open).stream()).findFirst();
  }

  private Optional<Question> rung(Evidence evidence, Set<Question> open) {
    return rungs(evidence)
        .filter(q -> open.contains(q) && !asked.contains(q) && ready(evidence, q))
        .findFirst();
  }

  /**
   * Where the companion itself looked first, as the person is, a guest's page is the news: it may
   * make another look with cookies unnecessary. Where no request of ours came as far as AO3,
   * nothing is spared by a light page, and the page that failed decides most.
   */
  private static Stream<Question> rungs(Evidence evidence) {
    boolean lookedWithCookies =
        evidence.sightedByHost() && evidence.sighting().flatMap(Sighting::signedIn).orElse(false);
    if (lookedWithCookies) {
      return RUNGS.stream().sorted(Comparator.comparing(Question.SAME_PAGE_WITH_COOKIES::equals));
    }
    return application(evidence).anyMatch(o -> o.archiveRequests() == 0)
        ? RUNGS.stream().sorted(Comparator.comparing(q -> !SAME_PAGE.contains(q)))
        : RUNGS.stream();
  }

  /** Before the first look tells what the trouble is, no more than the application is asked. */
  private boolean mayGo(Evidence evidence, Question question) {
    if (out.contains(Question.SIGHTING) && question != Question.APPLICATION) {
      return false;
    }
    return holding.isEmpty() || besideItsPair(evidence, question);
  }

  /**
   * Where the application answers as it should, the page that failed is worth both its trials,
   * whatever the first of them says; where nothing of ours came as far as AO3, hardly one of them
   * will. The second goes beside the first: they are as many as one after the other.
   */
  private boolean besideItsPair(Evidence evidence, Question question) {
    return question == Question.SAME_PAGE_WITHOUT_COOKIES
        && holding.keySet().equals(Set.of(Question.SAME_PAGE_WITH_COOKIES))
        && application(evidence).anyMatch(a -> answersWell(a) || a.archiveRequests() == 0);
  }

  private static boolean answersWell(Observation application) {
    return application.outcome() instanceof Outcome.Saw<?>(Answer answer, var _)
        && answer.status() == 200;
  }

  private static Stream<Observation> application(Evidence evidence) {
    return evidence.observations().stream().filter(o -> o.question() == Question.APPLICATION);
  }

  /** A second time is asked after the first was answered, not while it is waited for. */
  private static boolean ready(Evidence evidence, Question question) {
    return !SECOND_TIME.contains(question)
        || (answered(evidence, Question.SAME_PAGE_WITH_COOKIES)
            && answered(evidence, Question.SAME_PAGE_WITHOUT_COOKIES));
  }

  private static boolean answered(Evidence evidence, Question question) {
    return evidence.observations().stream().anyMatch(o -> o.question() == question);
  }

  /** Where an explanation waits for nothing but the repetition, more is worth it. */
  private static int budget(List<Set<Question>> wanted) {
    return wanted.stream().anyMatch(SECOND_TIME::containsAll) ? BUDGET_FOR_SESSION : BUDGET;
  }
}
