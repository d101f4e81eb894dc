package org.why502.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Landing;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Sighting;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Timings;
import org.why502.evidence.Trial;

/**
 * Documents that an investigation could have gathered, drawn at random: each observation is
 * plausible by itself, and together they contradict each other as often as the world does. Every
 * document has a mood, so that causes which need many observations to agree come up too.
 */
public final class Documents {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration TOOK = Duration.ofMillis(80);
  private static final String RIGHT_4 = "104.20.28.24";
  private static final String RIGHT_6 = "2606:4700:10::1";
  private static final String OTHER_EDGE = "172.66.40.9";
  private static final String ANTIVIRUS = "Some Shield Root";
  private static final String LIAR = "10.10.34.34";

  private final Random random;
  private final WaysOut waysOut;

  /** Documents from a seed: the same ones every time. */
  public Documents(long seed) {
    this.random = new Random(seed);
    this.waysOut = new WaysOut(seed);
  }

  /** One more document. */
  public Evidence next() {
    List<Observation> all = new ArrayList<>();
    names(all);
    addresses(all);
    Outcome<Answer> mood = look();
    looks(all, mood);
    surroundings(all);
    switch (random.nextInt(25)) {
      case 0 -> all.replaceAll(Plights::unplugged);
      case 1 -> all.replaceAll(Plights::slowClock);
      case 2 -> {
        Set<Observation> once = new LinkedHashSet<>();
        all.forEach(o -> once.add(Plights.browserWithoutNames(o)));
        all.clear();
        all.addAll(once);
      }
      case 3 -> Plights.mislead(all);
      default -> {
        // each as it was drawn
      }
    }
    all.addAll(waysOut.next());
    // an investigation may end before everything was answered
    double kept = pick(1.0, 1.0, 0.95, 0.8, 0.4);
    all.removeIf(_ -> random.nextDouble() > kept);
    Optional<Sighting> sighting =
        random.nextInt(12) == 0 ? Optional.empty() : Optional.of(sighting(either(mood, look())));
    boolean byHost = sighting.isPresent() && random.nextInt(6) == 0;
    return new Evidence("0.1.0", NOW, sighting, byHost, all);
  }

  /** The same document with fewer observations, in another order. */
  Evidence poorer(Evidence whole) {
    List<Observation> some = new ArrayList<>(whole.observations());
    Collections.shuffle(some, random);
    return with(whole, some.subList(0, random.nextInt(some.size() + 1)));
  }

  static Evidence with(Evidence whole, List<Observation> observations) {
    return new Evidence(
        whole.version(), whole.takenAt(), whole.sighting(), whole.sightedByHost(), observations);
  }

  static Evidence withoutSighting(Evidence whole) {
    return new Evidence(
        whole.version(), whole.takenAt(), Optional.empty(), false, whole.observations());
  }

  // ---- names and addresses

  private void names(List<Observation> all) {
    Outcome<NameAnswer> mood = lookup();
    all.add(named(Resolver.machine(), either(mood, lookup())));
    int configured = random.nextInt(3);
    if (configured == 0) {
      all.add(named(Resolver.noneConfigured(), new Outcome.NotAsked<>("none-configured")));
    }
    for (int i = 1; i <= configured; i++) {
      all.add(named(Resolver.configured(i, configured), either(mood, lookup())));
    }
    Outcome<NameAnswer> open = either(mood, lookup());
    for (String[] pair : new String[][] {{"1.1.1.1", "1.0.0.1"}, {"8.8.8.8", "8.8.4.4"}}) {
      Outcome<NameAnswer> first = either(open, lookup());
      all.add(named(Resolver.open(pair[0]), first));
      if (first.failed().isPresent()) {
        all.add(named(Resolver.open(pair[1]), either(open, lookup())));
      }
    }
    // a network that keeps plain questions from getting out mostly keeps the others in, too
    Outcome<NameAnswer> secure = either(open, lookup());
    Resolver.OVER_HTTPS.forEach(
        r ->
            all.add(
                named(
                    Resolver.overHttps(r),
                    secure.failed().isPresent() ? secure : either(secure, lookup()))));
    all.add(named(Resolver.nobody(), pick(open, failed(Step.NAME, FailureKind.TIMED_OUT))));
  }

  private Outcome<NameAnswer> lookup() {
    return pick(
        saw(new NameAnswer("NOERROR", List.of(RIGHT_4, RIGHT_6))),
        saw(new NameAnswer("NOERROR", List.of(RIGHT_4, RIGHT_6))),
        saw(new NameAnswer("NOERROR", List.of(RIGHT_4))),
        saw(new NameAnswer("NOERROR", List.of(OTHER_EDGE))),
        saw(new NameAnswer("NOERROR", List.of(LIAR))),
        saw(new NameAnswer("NXDOMAIN", List.of())),
        saw(new NameAnswer("SERVFAIL", List.of())),
        failed(Step.NAME, FailureKind.TIMED_OUT),
        failed(Step.NAME, FailureKind.UNREACHABLE));
  }

  private static Observation named(Resolver resolver, Outcome<NameAnswer> outcome) {
    return new Observation.NameLookup(resolver, "archiveofourown.org", outcome);
  }

  private void addresses(List<Observation> all) {
    Set<String> found = new TreeSet<>();
    all.stream()
        .flatMap(o -> o instanceof Observation.NameLookup l ? l.outcome().seen().stream() : null)
        .forEach(a -> found.addAll(a.addresses()));
    Outcome<Observation.Opened> mood = opened();
    Outcome<Certificate> shown = shown();
    for (String address : found) {
      Outcome<Observation.Opened> connection = either(mood, opened());
      all.add(new Observation.Connection(address, connection));
      all.add(
          new Observation.Handshake(
              address,
              connection
                  .failed()
                  .<Outcome<Certificate>>map(f -> new Outcome.Failed<>(f, Duration.ZERO))
                  .orElseGet(() -> either(shown, shown()))));
    }
  }

  private Outcome<Observation.Opened> opened() {
    return pick(
        saw(new Observation.Opened()),
        saw(new Observation.Opened()),
        saw(new Observation.Opened()),
        failed(Step.CONNECT, FailureKind.TIMED_OUT),
        failed(Step.CONNECT, FailureKind.REFUSED),
        failed(Step.CONNECT, FailureKind.UNREACHABLE));
  }

  private Outcome<Certificate> shown() {
    return pick(
        saw(certificate(Certificate.Trust.PROVEN, "Some CA")),
        saw(certificate(Certificate.Trust.PROVEN, "Some CA")),
        saw(certificate(Certificate.Trust.UNTRUSTED, ANTIVIRUS)),
        saw(certificate(Certificate.Trust.UNTRUSTED, "Cisco Umbrella Root CA")),
        saw(certificate(Certificate.Trust.WRONG_NAME, "Some CA")),
        saw(certificate(Certificate.Trust.NOT_YET_VALID, "Some CA")),
        saw(certificate(Certificate.Trust.EXPIRED, "Some CA")),
        failed(Step.TLS, FailureKind.RESET));
  }

  static Certificate certificate(Certificate.Trust trust, String issuer) {
    Duration from =
        switch (trust) {
          case PROVEN, UNTRUSTED, WRONG_NAME -> Duration.ofDays(-30);
          case EXPIRED -> Duration.ofDays(-100);
          case NOT_YET_VALID -> YEAR.minusDays(30);
        };
    return new Certificate(
        trust,
        issuer,
        List.of(issuer),
        List.of("archiveofourown.org"),
        NOW.plus(from),
        NOW.plus(from).plus(Duration.ofDays(90)));
  }

  // ---- looks at AO3

  private void looks(List<Observation> all, Outcome<Answer> mood) {
    Outcome<Answer> guests =
        random.nextInt(3) > 0
            ? either(mood, look())
            : saw(answer(200, Optional.empty(), Headed.cache(), Page.ordinary()));
    all.add(new Observation.PageFetch(Target.APPLICATION, either(mood, token())));
    all.add(new Observation.PageFetch(Target.STATIC, look()));
    all.add(new Observation.PageFetch(Target.EDGE, look()));
    boolean browser = random.nextInt(4) > 0;
    for (Trial trial : Trial.values()) {
      boolean with =
          trial == Trial.SAME_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITH_COOKIES;
      boolean light =
          trial == Trial.LIGHT_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITHOUT_COOKIES;
      for (int attempt = 1; attempt <= (light ? 1 : 2); attempt++) {
        Outcome<Answer> outcome =
            with && !browser
                ? new Outcome.NotAsked<>("no-browser")
                : either(with ? mood : guests, look());
        all.add(new Observation.BrowserFetch(trial, attempt, outcome));
      }
    }
  }

  private Outcome<Answer> token() {
    return pick(
        saw(
            answer(
                200,
                Optional.empty(),
                Headed.by("application/json"),
                new Page(List.of(), List.of(), List.of(), "token"))),
        look());
  }

  private Outcome<Answer> look() {
    return pick(
        saw(answer(200, Optional.empty(), Headed.edge(), Page.ordinary())),
        saw(answer(200, Optional.empty(), Headed.edge(), Page.ordinary())),
        saw(answer(200, Optional.empty(), Headed.cache(), Page.ordinary())),
        saw(answer(404, Optional.empty(), Headed.edge(), Page.ordinary())),
        saw(answer(502, Optional.empty(), Headed.edge(), Page.front("error-502"))),
        saw(answer(502, Optional.empty(), Headed.edge(), Page.front("error-502"))),
        saw(answer(504, Optional.of(Landing.TIMEOUT_ERROR), Headed.edge(), Page.ordinary())),
        saw(answer(503, Optional.empty(), Headed.edge(), Page.front("error-503-maintenance"))),
        saw(answer(521, Optional.empty(), Headed.edge(), Page.empty())),
        saw(answer(502, Optional.empty(), Headed.none(), Page.empty())),
        saw(answer(429, Optional.empty(), Headed.edge(), Page.empty())),
        saw(answer(403, Optional.empty(), Headed.challenge(), Page.empty())),
        saw(answer(400, Optional.empty(), Headed.edge(), Page.empty())),
        saw(answer(302, Optional.of(Landing.SAME_PAGE), Headed.edge(), Page.empty())),
        saw(answer(302, Optional.of(Landing.OFFICIAL), Headed.edge(), Page.empty())),
        saw(answer(200, Optional.empty(), Headed.none(), Page.empty())),
        failed(Step.NAME, FailureKind.NAME_NOT_FOUND),
        failed(Step.NAME, FailureKind.NAME_NOT_FOUND),
        failed(Step.CONNECT, FailureKind.TIMED_OUT),
        failed(Step.CONNECT, FailureKind.PROXY),
        failed(Step.TLS, FailureKind.BAD_CERTIFICATE),
        failed(Step.FIRST_BYTE, FailureKind.TIMED_OUT),
        failed(Step.FIRST_BYTE, FailureKind.RESET),
        new Outcome.NotAsked<>("budget-spent"));
  }

  private static Answer answer(int status, Optional<Landing> landing, Headers headers, Page page) {
    return new Answer(
        status, Optional.of(RIGHT_4), 0, landing, headers, page.markers(), Timings.none());
  }

  // ---- the world outside AO3

  private void surroundings(List<Observation> all) {
    all.add(
        new Observation.LocalSetup(
            pick(
                saw(setup(Optional.empty())),
                saw(setup(Optional.of(Setup.ProxyPlace.LOOPBACK))),
                saw(setup(Optional.empty(), LIAR)),
                saw(setup(Optional.empty(), LIAR)),
                saw(setup(Optional.of(Setup.ProxyPlace.OTHER), RIGHT_4)),
                saw(new Setup(Optional.empty(), Optional.empty(), Optional.empty(), 1)),
                saw(
                    new Setup(
                        Optional.of(List.of()),
                        Optional.empty(),
                        pick(
                            Optional.of(new Setup.Desktop(Optional.empty(), true)),
                            Optional.of(
                                new Setup.Desktop(Optional.of(Setup.ProxyPlace.LOOPBACK), false))),
                        0)),
                failed(Step.NAME, FailureKind.TIMED_OUT))));
    Outcome<PortalAnswer> mood = portal();
    for (PortalVendor vendor : PortalVendor.values()) {
      all.add(new Observation.PortalCheck(vendor, either(mood, portal())));
    }
    all.add(
        new Observation.PageFetch(
            Target.CONTROL,
            pick(
                saw(answer(204, Optional.empty(), Headed.none(), Page.empty())),
                saw(answer(204, Optional.empty(), Headed.none(), Page.empty())),
                saw(answer(302, Optional.of(Landing.ELSEWHERE), Headed.none(), Page.empty())),
                failed(Step.TLS, FailureKind.BAD_CERTIFICATE),
                rewritten(),
                failed(Step.CONNECT, FailureKind.TIMED_OUT),
                failed(Step.NAME, FailureKind.NAME_NOT_FOUND))));
    all.add(
        new Observation.StatusPage(
            pick(
                saw(report("none", List.of(), List.of())),
                saw(report("none", List.of(), List.of())),
                saw(report("major", List.of(notice("major")), List.of())),
                saw(report("maintenance", List.of(), List.of(notice("maintenance")))),
                failed(Step.FIRST_BYTE, FailureKind.TIMED_OUT))));
  }

  private static Setup setup(Optional<Setup.ProxyPlace> proxy, String... hosts) {
    return new Setup(Optional.of(List.of(hosts)), proxy, Optional.empty(), 0);
  }

  private Outcome<PortalAnswer> portal() {
    return pick(
        saw(new PortalAnswer(204, true, false, Optional.of(Duration.ZERO))),
        saw(new PortalAnswer(204, true, false, Optional.of(YEAR.negated()))),
        saw(new PortalAnswer(204, true, false, Optional.empty())),
        saw(new PortalAnswer(302, false, true, Optional.of(YEAR.negated()))),
        saw(new PortalAnswer(511, false, false, Optional.empty())),
        saw(new PortalAnswer(503, false, false, Optional.empty())),
        failed(Step.NAME, FailureKind.NAME_NOT_FOUND),
        failed(Step.CONNECT, FailureKind.TIMED_OUT));
  }

  private static StatusReport report(
      String indicator, List<StatusReport.Notice> incidents, List<StatusReport.Notice> works) {
    return new StatusReport(indicator, Optional.of("operational"), incidents, works);
  }

  private static StatusReport.Notice notice(String impact) {
    return new StatusReport.Notice(
        "Trouble", impact, "investigating", Optional.of(NOW), Optional.empty(), true);
  }

  // ---- what the browser saw

  private Sighting sighting(Outcome<Answer> saw) {
    PageKind kind = pick(PageKind.values());
    String method = pick("GET", "GET", "GET", "POST");
    Duration took = pick(Duration.ofMillis(90), Duration.ofSeconds(25));
    Optional<Boolean> signedIn = pick(Optional.of(true), Optional.of(false), Optional.empty());
    boolean cached = random.nextInt(10) == 0;
    Optional<Answer> answer = saw.seen();
    if (answer.isPresent() && random.nextInt(5) == 0) {
      // what only a sighting can be: the pages that speak for themselves
      int status = pick(445, 507, 418, 403);
      answer =
          Optional.of(
              answer(status, Optional.empty(), Headed.edge(), Page.front("error-" + status)));
    }
    Optional<String> error =
        pick(
            Optional.of("net::ERR_NAME_NOT_RESOLVED"),
            Optional.of("net::ERR_NAME_NOT_RESOLVED"),
            Optional.of("NS_ERROR_UNKNOWN_HOST"),
            Optional.of("net::ERR_CONNECTION_RESET"),
            Optional.of("NS_ERROR_NET_TIMEOUT"),
            Optional.of("net::ERR_CERT_AUTHORITY_INVALID"),
            Optional.of("net::ERR_TUNNEL_CONNECTION_FAILED"),
            Optional.of("net::ERR_BLOCKED_BY_CLIENT"),
            Optional.of("NS_ERROR_REDIRECT_LOOP"),
            Optional.of("net::ERR_TIMED_OUT"));
    return new Sighting(
        "archiveofourown.org",
        kind,
        Optional.of(method),
        Optional.empty(),
        answer.map(Answer::status),
        answer.isPresent() ? Optional.empty() : error,
        pick(Optional.of(RIGHT_4), Optional.of(OTHER_EDGE), Optional.of(LIAR), Optional.empty()),
        pick(
            Optional.<List<String>>empty(),
            Optional.of(List.of(RIGHT_6, RIGHT_4)),
            Optional.of(List.of(LIAR)),
            Optional.of(List.of())),
        took,
        cached,
        signedIn,
        pick(Optional.empty(), Optional.empty(), Optional.of(true), Optional.of(false)),
        1,
        NOW,
        answer.isPresent()
            ? pick(
                answer.get().landing(),
                answer.get().landing(),
                answer.get().landing(),
                Optional.of(Landing.AUTH_ERROR),
                Optional.of(Landing.TIMEOUT_ERROR))
            : Optional.empty(),
        answer.map(Answer::headers).orElseGet(Headers::none),
        answer.map(Answer::markers));
  }

  // ---- drawing

  @SafeVarargs
  private <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }

  /** Mostly the first: what agrees with the mood. */
  private <T> T either(T mood, T other) {
    return random.nextInt(4) > 0 ? mood : other;
  }

  private static <T> Outcome<T> saw(T value) {
    return new Outcome.Saw<>(value, TOOK);
  }

  private static <T> Outcome<T> rewritten() {
    return new Outcome.Failed<>(
        new Failure(
            Step.TLS,
            FailureKind.BAD_CERTIFICATE,
            "",
            Optional.of(certificate(Certificate.Trust.UNTRUSTED, ANTIVIRUS))),
        TOOK);
  }

  private static <T> Outcome<T> failed(Step step, FailureKind kind) {
    return new Outcome.Failed<>(new Failure(step, kind, ""), TOOK);
  }
}
