package org.why502.verdict.facts;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.why502.evidence.Answer;
import org.why502.evidence.Evidence;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;

/**
 * Facts about the looks that were taken at AO3 after the sighting: the application asked by the
 * host, and pages tried by the browser.
 */
public final class PageFacts {
  /** AO3's servers, in trouble, answer with one of these (field guide, section 1). */
  static final Set<Integer> TROUBLE = Set.of(500, 502, 503, 504);

  /** What is said to a visitor, and not about the page (field guide, section 1). */
  private static final Set<Integer> TURNED_AWAY = Set.of(403, 418, 429);

  /**
   * Every look that can find AO3 well or in trouble, in the order of the ladder. What is asked a
   * second time to prove the session's part is not asked for anything else.
   */
  private static final List<Question> ALL =
      List.of(
          Question.APPLICATION,
          Question.SAME_PAGE_WITH_COOKIES,
          Question.SAME_PAGE_WITHOUT_COOKIES,
          Question.LIGHT_PAGE_WITH_COOKIES,
          Question.LIGHT_PAGE_WITHOUT_COOKIES);

  /** The code of a trial that could not be made because no browser takes part. */
  private static final String NO_BROWSER = "no-browser";

  private static final Pattern CACHE_AGE = Pattern.compile("[1-9]\\d*");

  private static final Map<Enum<?>, String> KEBAB = new ConcurrentHashMap<>();

  private final Map<Question, Observation> first = new EnumMap<>(Question.class);
  private final Map<Question, Known> known = new EnumMap<>(Question.class);

  PageFacts(Evidence evidence) {
    evidence.observations().forEach(o -> first.putIfAbsent(o.question(), o));
  }

  /** A live answer of AO3's application, not a failure and not from a cache. */
  public Fact fine(Question question) {
    return answered(question, "fine", a -> works(a) && !cached(a));
  }

  /** A good page that came from a cache, and so proves only the cache. */
  public Fact cachedFine(Question question) {
    return answered(question, "served-from-cache", a -> works(a) && cached(a));
  }

  /** AO3's own servers answered with an error, or stayed silent on an open connection. */
  public Fact trouble(Question question) {
    return about(
        question,
        "in-trouble",
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var a, var _) -> Optional.of(inTrouble(a));
              case Outcome.Failed<Answer>(var f, var _) ->
                  Optional.of(
                      f.kind() == FailureKind.TIMED_OUT
                          && f.step().compareTo(Step.REQUEST) >= 0
                          // whoever has begun to send a page has made it
                          && f.begun().isEmpty());
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** It did not work, in whatever way. */
  public Fact broken(Question question) {
    return answered(question, "fine", PageFacts::works).not();
  }

  /**
   * The answer was about the cookies that came along: too many of them (400, field guide, section
   * 1), or a redirect to the same page or to the one for a lost session. A server that is merely in
   * trouble gives neither.
   */
  public Fact refusedForItsCookies(Question question) {
    return answered(
        question,
        "refused-for-its-cookies",
        a ->
            a.status() == 400
                || a.landing()
                    .filter(l -> l == RedirectTarget.SAME_PAGE || l == RedirectTarget.LOST_COOKIE)
                    .isPresent());
  }

  /** AO3 or its edge was reached, and would not serve whoever asked. */
  public Fact turnedAway(Question question) {
    return answered(
        question, "turned-away", a -> TURNED_AWAY.contains(a.status()) && reading(a).official());
  }

  /**
   * The browser that was refused a page is let through to a light one, whatever becomes of it
   * behind the edge. A companion that is let through stands for it only where there is no browser:
   * it may be known by other things than its address.
   */
  public Fact lightLookIsLetThrough() {
    return lightLook(
        q ->
            answered(
                q, "let-through", a -> !TURNED_AWAY.contains(a.status()) && reading(a).official()));
  }

  /** A light page is refused to the same browser, too. */
  public Fact lightLookIsTurnedAway() {
    return lightLook(this::turnedAway);
  }

  /** Both are wanted until it is known who looks: the companion's then is asked early. */
  private Fact lightLook(Function<Question, Fact> what) {
    Fact alone = withoutBrowserFor(Question.LIGHT_PAGE_WITH_COOKIES);
    return Fact.any(
        Fact.all(alone.not(), what.apply(Question.LIGHT_PAGE_WITH_COOKIES)),
        Fact.all(alone, what.apply(Question.APPLICATION)));
  }

  /** Trouble of AO3's servers, on a page that is plainly theirs. */
  public Fact officialTrouble(Question question) {
    return answered(
        question, "in-trouble-by-its-own-page", a -> inTrouble(a) && reading(a).official());
  }

  /** The same of the person's own page; never true without a browser, which alone has one. */
  public Fact officialTroubleWithCookies() {
    return withoutBrowser()
        ? withoutBrowserFact().not()
        : officialTrouble(Question.SAME_PAGE_WITH_COOKIES);
  }

  /** Trouble of AO3's servers or of its edge. */
  public Fact inTroubleOrUnreachable(Question question) {
    return Fact.any(trouble(question), readsAs(question, Reading.CLOUDFLARE));
  }

  /**
   * The host did not find the application in trouble. Where nothing that the host sent ever reached
   * AO3, a browser's light page stands for it; without a browser nothing can.
   */
  public Fact applicationNotInTrouble() {
    Fact broke = brokeBeforeAnswering(Question.APPLICATION);
    return Fact.any(
        Fact.all(broke.not(), inTroubleOrUnreachable(Question.APPLICATION).not()),
        Fact.all(broke, withoutBrowserFact().not(), fine(Question.LIGHT_PAGE_WITH_COOKIES)));
  }

  /** The request never left, or never got as far as an answer of anybody's. */
  Fact brokeBeforeAnswering(Question question) {
    return about(
        question,
        "never-reached-the-archive",
        o ->
            switch (o) {
              case Outcome.Saw<Answer> _ -> Optional.of(false);
              case Outcome.Failed<Answer>(var f, var _) ->
                  Optional.of(f.step().compareTo(Step.REQUEST) < 0);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** Who wrote the answer. An answer that never came has no author: open. */
  public Fact readsAs(Question question, Reading reading) {
    return about(question, "by-" + kebab(reading), o -> o.seen().map(a -> reading(a) == reading));
  }

  /** It was answered with one status. */
  public Fact status(Question question, int status) {
    return about(question, "status-" + status, o -> o.seen().map(a -> a.status() == status));
  }

  /** The request failed at one step, before any answer. */
  public Fact failedAt(Question question, Step step) {
    return about(
        question,
        "failed-at-" + kebab(step),
        o ->
            switch (o) {
              case Outcome.Saw<Answer> _ -> Optional.of(false);
              case Outcome.Failed<Answer>(var f, var _) -> Optional.of(f.step() == step);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** The request failed in one way, before any answer. */
  public Fact failedBy(Question question, FailureKind kind) {
    return about(
        question,
        "failed-by-" + kebab(kind),
        o ->
            switch (o) {
              case Outcome.Saw<Answer> _ -> Optional.of(false);
              case Outcome.Failed<Answer>(var f, var _) -> Optional.of(f.kind() == kind);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** Some look found AO3 well. */
  public Fact someFine() {
    return Fact.any(ALL.stream().map(this::fine).toArray(Fact[]::new));
  }

  /** Some look of a guest's found AO3 in trouble: cookies have no part in that. */
  public Fact someGuestsTrouble() {
    return Fact.any(
        trouble(Question.APPLICATION),
        trouble(Question.SAME_PAGE_WITHOUT_COOKIES),
        trouble(Question.LIGHT_PAGE_WITHOUT_COOKIES),
        // without a browser, the guest's page asked a second time is the third look
        Fact.all(withoutBrowserFact(), trouble(Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN)));
  }

  /** Where there is no browser, the page as a guest stands for the page as the person is. */
  public Fact samePageFine() {
    return withoutBrowser()
        ? fine(Question.SAME_PAGE_WITHOUT_COOKIES)
        : fine(Question.SAME_PAGE_WITH_COOKIES);
  }

  /**
   * A third look that AO3 is not shedding. Without a browser it is the page as a guest once more:
   * the second was needed to stand for the person's own.
   */
  public Fact thirdLookNotInTrouble() {
    return inTroubleOrUnreachable(
            withoutBrowser()
                ? Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN
                : Question.SAME_PAGE_WITHOUT_COOKIES)
        .not();
  }

  /** With cookies it failed; never true without a browser, which alone has cookies. */
  public Fact brokenWithCookies(Question question) {
    return withoutBrowser() ? withoutBrowserFact().not() : broken(question);
  }

  /** The person's own page does not answer now, or no browser takes part that could ask for it. */
  public Fact ownPageNotFine() {
    return Fact.any(withoutBrowserFact(), fine(Question.SAME_PAGE_WITH_COOKIES).not());
  }

  private boolean withoutBrowser() {
    return withoutBrowserFact().yes();
  }

  private Fact withoutBrowserFact() {
    return withoutBrowserFor(Question.SAME_PAGE_WITH_COOKIES);
  }

  /** No browser takes part that could have looked for an answer to this. */
  private Fact withoutBrowserFor(Question question) {
    return about(
        question,
        "no-browser-takes-part",
        o -> Optional.of(o instanceof Outcome.NotAsked<Answer>(var why) && why.equals(NO_BROWSER)));
  }

  /** How long the look took, where there was an answer. */
  Optional<Duration> took(Question question) {
    return outcome(question)
        .flatMap(
            o ->
                o instanceof Outcome.Saw<Answer>(var _, var took)
                    ? Optional.of(took)
                    : Optional.empty());
  }

  static Reading reading(Answer answer) {
    return Reading.of(answer.status(), answer.headers(), Optional.of(answer.markers()));
  }

  static boolean inTrouble(Answer answer) {
    return TROUBLE.contains(answer.status())
        && switch (reading(answer)) {
          // whose gateway a nameless one is, the sighting's rules decide
          case ARCHIVE_FRONT, ARCHIVE_APPLICATION, GATEWAY_BEHIND_EDGE, GATEWAY_ELSEWHERE -> true;
          case CHALLENGE, RATE_LIMITER, MAINTENANCE, CLOUDFLARE, EDGE_REFUSAL, STRANGER, UNTOLD ->
              false;
        };
  }

  /**
   * The application answered; a 404 of its own shows life as well as a page does, and so does a
   * redirect to another of its pages.
   */
  static boolean works(Answer answer) {
    if (answer.landing().isPresent() && answer.status() >= 300 && answer.status() < 400) {
      return answer.landing().filter(l -> l == RedirectTarget.OFFICIAL).isPresent();
    }
    return reading(answer) == Reading.ARCHIVE_APPLICATION
        && answer.status() < 500
        && answer.status() != 400;
  }

  static boolean cached(Answer answer) {
    return cached(answer.headers());
  }

  static boolean cached(Headers headers) {
    return headers.age().filter(a -> CACHE_AGE.matcher(a).matches()).isPresent()
        || headers.cfCacheStatus().filter("HIT"::equalsIgnoreCase).isPresent();
  }

  Fact answered(Question question, String code, Predicate<Answer> test) {
    return about(
        question,
        code,
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var a, var _) -> Optional.of(test.test(a));
              case Outcome.Failed<Answer> _ -> Optional.of(false);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  Fact about(Question question, String code, Function<Outcome<Answer>, Optional<Boolean>> test) {
    return known
        .computeIfAbsent(question, _ -> new Known())
        .once(code, () -> look(question, code, test));
  }

  private Fact look(
      Question question, String code, Function<Outcome<Answer>, Optional<Boolean>> test) {
    Optional<Boolean> holds = outcome(question).flatMap(test);
    return holds.isPresent()
        ? Fact.known(kebab(question) + "-" + code, holds.get(), List.of(first.get(question).id()))
        : Fact.waiting(question);
  }

  private Optional<Observation> asked(Question question) {
    return Optional.ofNullable(first.get(question));
  }

  private Optional<Outcome<Answer>> outcome(Question question) {
    return asked(question).flatMap(PageFacts::outcome);
  }

  private static Optional<Outcome<Answer>> outcome(Observation observation) {
    return switch (observation) {
      case Observation.PageFetch p -> Optional.of(p.outcome());
      case Observation.BrowserFetch b -> Optional.of(b.outcome());
      case Observation.NameLookup _,
          Observation.Connection _,
          Observation.Handshake _,
          Observation.OtherName _,
          Observation.StatusPage _,
          Observation.PortalCheck _,
          Observation.Uplink _,
          Observation.LocalSetup _ ->
          Optional.empty();
    };
  }

  /** A constant as it stands in the codes of facts and rules: {@code no-network}. */
  public static String kebab(Enum<?> value) {
    return KEBAB.computeIfAbsent(value, v -> v.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}
