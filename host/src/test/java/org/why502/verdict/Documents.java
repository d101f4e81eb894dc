package org.why502.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.why502.SituationFolders;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Sighting;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;
import org.why502.evidence.Target;

/**
 * Documents that an investigation could have gathered, drawn at random: each observation is
 * plausible by itself, and together they contradict each other as often as the world does. Every
 * document has a mood, so that causes which need many observations to agree come up too; and some
 * begin with what was saved of a situation.
 */
public final class Documents {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration YEAR = Duration.ofDays(365);
  static final String RIGHT_4 = "104.20.28.24";
  private static final String RIGHT_6 = "2606:4700:10::1";
  private static final String OTHER_EDGE = "172.66.40.9";
  private static final String ANTIVIRUS = "Some Shield Root";
  private static final String LIAR = "10.10.34.34";

  private static final List<Evidence> SAVED = saved();

  private final Draw draw;
  private final Answers answers;
  private final WaysOut waysOut;

  /** Documents from a seed: the same ones every time. */
  public Documents(long seed) {
    this.draw = new Draw(new Random(seed));
    this.answers = new Answers(draw);
    this.waysOut = new WaysOut(seed);
  }

  /** One more document. */
  public Evidence next() {
    return draw.random().nextInt(4) == 0 ? likeASituation() : made();
  }

  /**
   * What was really gathered in some situation, with a few answers as somebody else might have got
   * them: so each verdict comes up that has a situation, however many answers must agree for it.
   */
  private Evidence likeASituation() {
    Evidence saved = SAVED.get(draw.random().nextInt(SAVED.size()));
    Evidence other = made();
    double share = draw.pick(0.0, 0.05, 0.2);
    List<Observation> all = new ArrayList<>();
    for (Observation own : saved.observations()) {
      // only what both were asked: how many ways out or resolvers there are is no matter of luck
      Optional<Observation> strange =
          draw.random().nextDouble() < share
              ? other.observations().stream().filter(o -> o.id().equals(own.id())).findFirst()
              : Optional.empty();
      all.add(strange.orElse(own));
    }
    return draw.random().nextDouble() < share
        ? new Evidence("0.1.0", saved.takenAt(), other.sighting(), other.sightedByHost(), all)
        : new Evidence("0.1.0", saved.takenAt(), saved.sighting(), saved.sightedByHost(), all);
  }

  private static List<Evidence> saved() {
    try {
      return SituationFolders.all().stream().map(SituationFolders::evidence).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One that is like nothing that was saved: the same ones as long as nobody changes the lot. */
  public Evidence made() {
    List<Observation> all = new ArrayList<>();
    names(all);
    addresses(all);
    Outcome<Answer> mood = answers.look();
    answers.looks(all, mood);
    surroundings(all);
    all.addAll(waysOut.next());
    // an investigation may end before everything was answered
    double kept = draw.pick(1.0, 1.0, 0.95, 0.8, 0.4);
    all.removeIf(_ -> draw.random().nextDouble() > kept);
    Optional<Sighting> sighting =
        draw.random().nextInt(12) == 0
            ? Optional.empty()
            : Optional.of(sighting(draw.either(mood, answers.look())));
    boolean byHost = sighting.isPresent() && draw.random().nextInt(6) == 0;
    return new Evidence("0.1.0", NOW, sighting, byHost, all);
  }

  /** The same document with fewer observations, in another order. */
  public Evidence poorer(Evidence whole) {
    List<Observation> some = new ArrayList<>(whole.observations());
    Collections.shuffle(some, draw.random());
    return with(whole, some.subList(0, draw.random().nextInt(some.size() + 1)));
  }

  public static Evidence with(Evidence whole, List<Observation> observations) {
    return new Evidence(
        whole.version(), whole.takenAt(), whole.sighting(), whole.sightedByHost(), observations);
  }

  public static Evidence withoutSighting(Evidence whole) {
    return new Evidence(
        whole.version(), whole.takenAt(), Optional.empty(), false, whole.observations());
  }

  // ---- names and addresses

  private void names(List<Observation> all) {
    Outcome<NameAnswer> mood = lookup();
    all.add(named(Resolver.machine(), draw.either(mood, lookup())));
    int configured = draw.random().nextInt(3);
    if (configured == 0) {
      all.add(named(Resolver.noneConfigured(), new Outcome.NotAsked<>("none-configured")));
    }
    for (int i = 1; i <= configured; i++) {
      all.add(named(Resolver.configured(i, configured), draw.either(mood, lookup())));
    }
    Outcome<NameAnswer> open = draw.either(mood, lookup());
    Resolver.OVER_HTTPS.forEach(
        one -> withStandIn(all, Resolver.open(one), draw.either(open, lookup()), open));
    // a network that keeps plain questions from getting out mostly keeps the others in, too
    Outcome<NameAnswer> secure = draw.either(open, lookup());
    boolean kept = secure.failed().isPresent();
    for (Resolver one : Resolver.OVER_HTTPS.stream().map(Resolver::overHttps).toList()) {
      withStandIn(all, one, kept ? secure : draw.either(secure, lookup()), secure);
    }
    Outcome<NameAnswer> sister = lookup();
    List<Resolver> askedForBoth = new ArrayList<>(List.of(Resolver.machine()));
    Resolver.OVER_HTTPS.forEach(one -> askedForBoth.add(Resolver.open(one)));
    Resolver.OVER_HTTPS.forEach(one -> askedForBoth.add(Resolver.overHttps(one)));
    for (Resolver r : askedForBoth) {
      all.add(new Observation.NameLookup(r, SISTER, draw.either(sister, lookup())));
    }
    all.add(
        named(Resolver.nobody(), draw.pick(open, Draw.failed(Step.NAME, FailureKind.TIMED_OUT))));
  }

  private void withStandIn(
      List<Observation> all, Resolver one, Outcome<NameAnswer> first, Outcome<NameAnswer> usual) {
    all.add(named(one, first));
    first
        .failed()
        .flatMap(one::standIn)
        .ifPresent(other -> all.add(named(other, draw.either(usual, lookup()))));
  }

  /** Another official name. */
  private static final String SISTER = "ao3.org";

  private Outcome<NameAnswer> lookup() {
    return draw.pick(
        Draw.saw(new NameAnswer("NOERROR", List.of(RIGHT_4, RIGHT_6))),
        Draw.saw(new NameAnswer("NOERROR", List.of(RIGHT_4, RIGHT_6))),
        Draw.saw(new NameAnswer("NOERROR", List.of(RIGHT_4))),
        Draw.saw(new NameAnswer("NOERROR", List.of(OTHER_EDGE))),
        Draw.saw(new NameAnswer("NOERROR", List.of(LIAR))),
        Draw.saw(new NameAnswer("NXDOMAIN", List.of())),
        Draw.saw(new NameAnswer("SERVFAIL", List.of())),
        Draw.failed(Step.NAME, FailureKind.TIMED_OUT),
        Draw.failed(Step.NAME, FailureKind.UNREACHABLE));
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
      Outcome<Observation.Opened> connection = draw.either(mood, opened());
      all.add(new Observation.Connection(address, connection));
      all.add(
          new Observation.Handshake(
              address,
              connection
                  .failed()
                  .<Outcome<Certificate>>map(f -> new Outcome.Failed<>(f, Duration.ZERO))
                  .orElseGet(() -> draw.either(shown, shown()))));
    }
  }

  private Outcome<Observation.Opened> opened() {
    return draw.pick(
        Draw.saw(new Observation.Opened()),
        Draw.saw(new Observation.Opened()),
        Draw.saw(new Observation.Opened()),
        Draw.failed(Step.CONNECT, FailureKind.TIMED_OUT),
        Draw.failed(Step.CONNECT, FailureKind.REFUSED),
        Draw.failed(Step.CONNECT, FailureKind.UNREACHABLE));
  }

  private Outcome<Certificate> shown() {
    return draw.pick(
        Draw.saw(certificate(Certificate.Trust.PROVEN, "Some CA")),
        Draw.saw(certificate(Certificate.Trust.PROVEN, "Some CA")),
        Draw.saw(certificate(Certificate.Trust.UNTRUSTED, ANTIVIRUS)),
        Draw.saw(certificate(Certificate.Trust.UNTRUSTED, "Cisco Umbrella Root CA")),
        Draw.saw(certificate(Certificate.Trust.WRONG_NAME, "Some CA")),
        Draw.saw(certificate(Certificate.Trust.NOT_YET_VALID, "Some CA")),
        Draw.saw(certificate(Certificate.Trust.EXPIRED, "Some CA")),
        Draw.failed(Step.TLS, FailureKind.RESET));
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

  // ---- the world outside AO3

  private void surroundings(List<Observation> all) {
    all.add(
        new Observation.LocalSetup(
            draw.pick(
                Draw.saw(Draw.setup(Optional.empty())),
                Draw.saw(Draw.setup(Optional.of(Setup.ProxyPlace.LOOPBACK))),
                Draw.saw(Draw.setup(Optional.empty(), LIAR)),
                Draw.saw(Draw.setup(Optional.empty(), LIAR)),
                Draw.saw(Draw.setup(Optional.of(Setup.ProxyPlace.OTHER), RIGHT_4)),
                Draw.saw(
                    new Setup(
                        Optional.empty(), Optional.empty(), Optional.empty(), 1, Optional.empty())),
                Draw.saw(
                    new Setup(
                        Optional.of(List.of()),
                        Optional.empty(),
                        draw.pick(
                            Optional.of(new Setup.Desktop(Optional.empty(), true)),
                            Optional.of(
                                new Setup.Desktop(Optional.of(Setup.ProxyPlace.LOOPBACK), false))),
                        0,
                        Optional.empty())),
                Draw.failed(Step.NAME, FailureKind.TIMED_OUT))));
    Outcome<PortalAnswer> mood = portal();
    for (PortalVendor vendor : PortalVendor.values()) {
      all.add(new Observation.PortalCheck(vendor, draw.either(mood, portal())));
    }
    all.add(
        new Observation.PageFetch(
            Target.CONTROL,
            draw.pick(
                Draw.saw(Answers.answer(204, Optional.empty(), Headed.none(), Page.empty())),
                Draw.saw(Answers.answer(204, Optional.empty(), Headed.none(), Page.empty())),
                Draw.saw(
                    Answers.answer(
                        302, Optional.of(RedirectTarget.ELSEWHERE), Headed.none(), Page.empty())),
                Draw.failed(Step.TLS, FailureKind.BAD_CERTIFICATE),
                rewritten(),
                Draw.failed(Step.CONNECT, FailureKind.TIMED_OUT),
                Draw.failed(Step.NAME, FailureKind.NAME_NOT_FOUND))));
    all.add(
        new Observation.StatusPage(
            draw.pick(
                Draw.saw(report("none", List.of(), List.of())),
                Draw.saw(report("none", List.of(), List.of())),
                Draw.saw(report("major", List.of(notice("major")), List.of())),
                Draw.saw(report("maintenance", List.of(), List.of(notice("maintenance")))),
                Draw.failed(Step.FIRST_BYTE, FailureKind.TIMED_OUT))));
  }

  private Outcome<PortalAnswer> portal() {
    return draw.pick(
        Draw.saw(new PortalAnswer(204, true, false, Optional.of(Duration.ZERO))),
        Draw.saw(new PortalAnswer(204, true, false, Optional.of(YEAR.negated()))),
        Draw.saw(new PortalAnswer(204, true, false, Optional.empty())),
        Draw.saw(new PortalAnswer(302, false, true, Optional.of(YEAR.negated()))),
        Draw.saw(new PortalAnswer(511, false, false, Optional.empty())),
        Draw.saw(new PortalAnswer(503, false, false, Optional.empty())),
        Draw.failed(Step.NAME, FailureKind.NAME_NOT_FOUND),
        Draw.failed(Step.CONNECT, FailureKind.TIMED_OUT));
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
    PageKind kind = draw.pick(PageKind.values());
    String method = draw.pick("GET", "GET", "GET", "POST");
    Duration took = draw.pick(Duration.ofMillis(90), Duration.ofSeconds(25));
    Optional<Boolean> signedIn = draw.pick(Optional.of(true), Optional.of(false), Optional.empty());
    boolean cached = draw.random().nextInt(10) == 0;
    Optional<Answer> answer = saw.seen();
    if (answer.isPresent() && draw.random().nextInt(5) == 0) {
      // what only a sighting can be: the pages that speak for themselves
      int status = draw.pick(445, 507, 418, 403);
      answer =
          Optional.of(
              Answers.answer(
                  status, Optional.empty(), Headed.edge(), Page.front("error-" + status)));
    }
    Optional<String> error =
        draw.pick(
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
        draw.pick("archiveofourown.org", "archiveofourown.org", "archiveofourown.org", SISTER),
        kind,
        Optional.of(method),
        Optional.empty(),
        answer.map(Answer::status),
        answer.isPresent() ? Optional.empty() : error,
        draw.pick(
            Optional.of(RIGHT_4), Optional.of(OTHER_EDGE), Optional.of(LIAR), Optional.empty()),
        draw.pick(
            Optional.<List<String>>empty(),
            Optional.of(List.of(RIGHT_6, RIGHT_4)),
            Optional.of(List.of(LIAR)),
            Optional.of(List.of())),
        took,
        cached,
        signedIn,
        draw.pick(Optional.empty(), Optional.empty(), Optional.of(true), Optional.of(false)),
        1,
        NOW,
        answer.isPresent()
            ? draw.pick(
                answer.get().landing(),
                answer.get().landing(),
                answer.get().landing(),
                Optional.of(RedirectTarget.AUTH_ERROR),
                Optional.of(RedirectTarget.TIMEOUT_ERROR))
            : Optional.empty(),
        answer.map(Answer::headers).orElseGet(Headers::none),
        answer.map(Answer::markers));
  }

  private static <T> Outcome<T> rewritten() {
    return new Outcome.Failed<>(
        new Failure(
            Step.TLS,
            FailureKind.BAD_CERTIFICATE,
            "",
            Optional.of(certificate(Certificate.Trust.UNTRUSTED, ANTIVIRUS))),
        Draw.TOOK);
  }
}
