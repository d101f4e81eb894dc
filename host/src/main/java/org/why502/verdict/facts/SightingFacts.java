package org.why502.verdict.facts;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.why502.evidence.BrowserError;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.PageKind;
import org.why502.evidence.Question;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;

/** Facts about what the browser saw. Without a sighting every one of them is open. */
public final class SightingFacts {
  /**
   * A full queue sheds at once; a page that took longer than this was worked on and given up.
   * Ordinary AO3 pages answer in one or two seconds, the front server's own limit is far above.
   */
  static final Duration LATE = Duration.ofSeconds(5);

  private static final List<String> ID = List.of("sighting");

  /** What takes somebody at the other end, or on the way. */
  private static final Set<FailureKind> MET =
      EnumSet.of(
          FailureKind.RESET,
          FailureKind.CLOSED,
          FailureKind.TLS_REFUSED,
          FailureKind.BAD_CERTIFICATE,
          FailureKind.MALFORMED,
          FailureKind.EMPTY);

  private final Optional<Sighting> sighting;
  private final boolean byHost;

  /** Who wrote the page, where there is one. */
  private final Optional<Reading> reading;

  /** How the browser failed, where there is no page. */
  private final Optional<Failure> failure;

  private final Known known = new Known();

  SightingFacts(Evidence evidence) {
    this.sighting = evidence.sighting();
    this.byHost = evidence.sightedByHost();
    this.reading = sighting.flatMap(SightingFacts::read);
    this.failure = sighting.flatMap(SightingFacts::failed);
  }

  /** A page by one of these authors was shown. */
  public Fact page(Reading... authors) {
    List<Reading> these = Arrays.asList(authors);
    return known.once(
        these,
        () ->
            find(
                "page-by-"
                    + these.stream().map(PageFacts::kebab).collect(Collectors.joining("-or-")),
                _ -> reading.filter(these::contains).isPresent()));
  }

  /** An answer came to the browser, whoever wrote it; an old copy is none. */
  public Fact answered() {
    return that("browser-got-an-answer", s -> !s.fromCache() && s.status().isPresent());
  }

  /**
   * Somebody outside did something to the browser's load, if only to end it: packets came. A
   * refused connection is none of these, for the system itself refuses where it has no way out.
   */
  public Fact metSomebody() {
    return that(
        "browser-met-somebody", _ -> failure.filter(SightingFacts::takesAnother).isPresent());
  }

  /** A resolver may stand on this machine: what ends a look-up shows nobody outside. */
  private static boolean takesAnother(Failure failure) {
    return failure.step() != Step.NAME && MET.contains(failure.kind());
  }

  /** A page came that AO3 or its edge wrote: the path from the browser to them is whole. */
  public Fact reachedArchive() {
    return that(
        "browser-reached-the-archive",
        s -> !s.fromCache() && (gaveUp(s) || reading.filter(Reading::official).isPresent()));
  }

  /**
   * The browser's own load stopped at one of these, so that a cause that stops it there fits. The
   * guard of every rule about names, the way, trust and the browser that can be certain. Open where
   * the browser's code, or the page, does not tell.
   */
  public Fact stoppedAt(Stop... stops) {
    List<Stop> these = Arrays.asList(stops);
    String code =
        "browser-stopped-at-"
            + these.stream().map(PageFacts::kebab).collect(Collectors.joining("-or-"));
    return known.once(
        code,
        () ->
            sighting
                .flatMap(this::stop)
                .map(at -> Fact.known(code, these.contains(at), ID))
                .orElseGet(() -> Fact.waiting(Question.SIGHTING)));
  }

  /** An old copy shows nothing of where a load stops today. */
  private Optional<Stop> stop(Sighting s) {
    return s.fromCache() || gaveUp(s)
        ? Optional.of(Stop.ELSEWHERE)
        : reading.flatMap(Stop::of).or(() -> failure.flatMap(Stop::of));
  }

  /** AO3's own servers answered with an error. */
  Fact trouble() {
    return that("archive-answered-with-an-error", this::inTrouble);
  }

  /** A gateway's plain error page came, without a sign of who runs the gateway. */
  Fact gatewayTrouble() {
    return that(
        "nameless-gateway-answered-with-an-error",
        s ->
            s.status().filter(PageFacts.TROUBLE::contains).isPresent()
                && reading.filter(r -> r == Reading.GATEWAY_ELSEWHERE).isPresent());
  }

  /** The answer says that a server worked on the page and gave it up. */
  Fact givenUp() {
    return that(
        "archive-gave-the-page-up",
        s -> s.status().filter(code -> code == 504).isPresent() || gaveUp(s));
  }

  /**
   * The answer came late, as from a server that worked on the page.
   *
   * @param way how long it takes to get to AO3's edge and back, which is nobody's work
   */
  Fact late(Duration way) {
    return find("answer-came-late", s -> s.took().minus(way).compareTo(LATE) >= 0);
  }

  /** The browser waited for an answer on an open connection, and gave up. */
  Fact silence() {
    return that(
        "no-answer-came",
        s ->
            failure
                .filter(f -> f.step() == Step.FIRST_BYTE && f.kind() == FailureKind.TIMED_OUT)
                .isPresent());
  }

  /** The page had begun to come, and stopped on its way. */
  public Fact stopsMidway() {
    return that(
        "page-stopped-midway",
        s ->
            failure
                .filter(f -> f.step() == Step.BODY && TransferFacts.STOPPED.contains(f.kind()))
                .isPresent());
  }

  /**
   * The browser waited for an answer on an open connection, or lost the connection; where it was
   * reset, the handshake may not have been over.
   */
  public Fact lostTheAnswer() {
    return that(
        "browser-lost-the-answer",
        s ->
            failure
                .filter(
                    f ->
                        f.step().compareTo(Step.FIRST_BYTE) >= 0
                            && TransferFacts.STOPPED.contains(f.kind()))
                .isPresent());
  }

  /** The page was fine: nobody saw a failure, somebody asks by hand. */
  public Fact fine() {
    return that(
        "page-was-fine",
        s ->
            reading.filter(r -> r == Reading.ARCHIVE_APPLICATION).isPresent()
                && s.status().filter(code -> code < 500 && code != 400).isPresent()
                && s.landing().isEmpty());
  }

  /** It came, and far later than a person waits: no error, and no good either. */
  public Fact cameLate() {
    return Fact.all(fine(), that("page-came-far-too-late", Sighting::cameLate));
  }

  /** The page was fine, and no cache's: AO3 itself served it. */
  public Fact fineAndLive() {
    return Fact.all(
        fine(),
        that("page-came-from-a-cache", s -> s.fromCache() || PageFacts.cached(s.headers())).not());
  }

  /** The companion itself was the one who looked, over connections whose certificate it checked. */
  Fact byHost() {
    return that("companion-looked-itself", _ -> byHost);
  }

  /** The page came with this HTTP status. */
  public Fact status(int status) {
    return that("status-" + status, s -> s.status().filter(code -> code == status).isPresent());
  }

  /** The page came with one of these. */
  public Fact status(int first, int... others) {
    return Fact.any(
        IntStream.concat(IntStream.of(first), IntStream.of(others))
            .mapToObj(this::status)
            .toArray(Fact[]::new));
  }

  /** The browser was redirected there. */
  public Fact landed(RedirectTarget landing) {
    return that(
        "landed-on-" + PageFacts.kebab(landing),
        s -> s.landing().filter(l -> l == landing).isPresent());
  }

  /** Somebody is signed in; where the page does not tell, nobody is. */
  public Fact signedIn() {
    return that("signed-in", s -> s.signedIn().orElse(false));
  }

  /**
   * The browser's own load was answered about the cookies that came along, or led around without
   * end; a trial's answer to the same is {@link PageFacts#refusedForItsCookies}.
   */
  public Fact refusedForItsCookies() {
    return that(
        "page-was-refused-for-its-cookies",
        s ->
            s.status().filter(code -> code == 400).isPresent()
                || s.landing().filter(l -> l == RedirectTarget.SAME_PAGE).isPresent()
                || failure.filter(f -> f.kind() == FailureKind.TOO_MANY_REDIRECTS).isPresent());
  }

  /** The browser was found not to keep AO3's cookies. Where nobody looked it is not said. */
  public Fact cookiesRefused() {
    return that("browser-refuses-cookies", s -> s.cookiesAllowed().filter(a -> !a).isPresent());
  }

  /** The page is an old copy: it says nothing about now. */
  public Fact fromCache() {
    return that("page-came-from-the-browsers-cache", Sighting::fromCache);
  }

  /**
   * Nobody had seen anything: the companion looked itself, with the person's cookies, and AO3's own
   * servers answered with an error. That look is a trial with cookies as good as another.
   */
  public Fact ownLookInTrouble() {
    return that(
        "companions-own-look-with-cookies-in-trouble",
        s -> byHost && s.signedIn().orElse(false) && inTrouble(s));
  }

  /**
   * The addresses that the browser uses for AO3: the one that it really used, else those that its
   * own look-up gives; none where it does not tell.
   */
  List<String> addresses() {
    return sighting
        .flatMap(s -> s.serverIp().map(List::of).or(s::browserAddresses))
        .orElseGet(List::of);
  }

  /** The browser got no page at all, and says that one step failed. */
  public Fact failedAt(Step step) {
    return that(
        "browser-failed-at-" + PageFacts.kebab(step),
        s -> failure.filter(f -> f.step() == step).isPresent());
  }

  /** The browser got no page at all, and says how. */
  public Fact failedBy(FailureKind kind) {
    return that(
        "browser-failed-by-" + PageFacts.kebab(kind),
        s -> failure.filter(f -> f.kind() == kind).isPresent());
  }

  /** The browser got no page, at an address of the other family: this one's death is beside it. */
  public Fact failedBeside(Family dead) {
    return that(
        "browser-failed-beside-" + PageFacts.kebab(dead),
        s -> failure.isPresent() && s.serverIp().filter(a -> Family.of(a) != dead).isPresent());
  }

  /** The kind of page that failed, where there is a sighting. */
  public Optional<PageKind> kind() {
    return sighting.map(Sighting::page);
  }

  /** The sighting itself, for the parameters of verdicts. */
  public Optional<Sighting> sighting() {
    return sighting;
  }

  /** AO3's application sends a page that took it too long to an address of its own. */
  private static boolean gaveUp(Sighting s) {
    return s.landing().filter(l -> l == RedirectTarget.TIMEOUT_ERROR).isPresent();
  }

  private static Optional<Failure> failed(Sighting s) {
    return s.status().isPresent() ? Optional.empty() : s.error().map(BrowserError::failure);
  }

  private boolean inTrouble(Sighting s) {
    return gaveUp(s)
        || s.status().filter(PageFacts.TROUBLE::contains).isPresent()
            && reading
                .filter(
                    r ->
                        r == Reading.ARCHIVE_FRONT
                            || r == Reading.ARCHIVE_APPLICATION
                            || r == Reading.GATEWAY_BEHIND_EDGE)
                .isPresent();
  }

  private static Optional<Reading> read(Sighting s) {
    return s.status().map(status -> Reading.of(status, s.headers(), s.markers()));
  }

  private Fact that(String code, Predicate<Sighting> test) {
    return known.once(code, () -> find(code, test));
  }

  private Fact find(String code, Predicate<Sighting> test) {
    return sighting
        .map(s -> Fact.known(code, test.test(s), ID))
        .orElseGet(() -> Fact.waiting(Question.SIGHTING));
  }
}
