package org.why502.verdict.world;

import static org.why502.evidence.FailureKind.BAD_CERTIFICATE;
import static org.why502.evidence.FailureKind.BLOCKED_LOCALLY;
import static org.why502.evidence.FailureKind.NAME_NOT_FOUND;
import static org.why502.evidence.FailureKind.RESET;
import static org.why502.evidence.FailureKind.TIMED_OUT;
import static org.why502.evidence.FailureKind.UNREACHABLE;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.Opened;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Resolver;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;

/**
 * Everything that can be wrong, whole or in part. Where several answer for AO3, the first of them
 * here does: the edge stands before the servers, and a limit before a page.
 */
enum Cause implements Effect {
  EDGE_DOWN(Told.SAYS_SO, "edge-down") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.cloudflare(500));
    }
  },
  CHALLENGE(Told.SAYS_SO, "browser-check") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.challenge()).filter(_ -> viewer.beyondEdge());
    }
  },
  RATE_LIMIT(Told.SAYS_SO, "too-many-requests") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.limit()).filter(_ -> viewer.beyondEdge());
    }
  },
  ADDRESS_REFUSED(Told.SAYS_SO, "address-refused") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.front(403, "error-403")).filter(_ -> viewer.beyondEdge());
    }
  },
  LEGAL_REASONS(Told.SAYS_SO, "address-refused") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.legalReasons()).filter(_ -> viewer.beyondEdge());
    }
  },
  /** A rule of the edge's about this page, or what was sent with it. */
  REQUEST_REFUSED(Told.CLEARLY, "request-refused") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.cloudflare(403)).filter(_ -> viewer.page());
    }
  },
  COOKIES_TOO_BIG(Told.SAYS_SO, "stale-session") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.tooManyCookies()).filter(_ -> viewer.cookies());
    }
  },
  ORIGIN_OUT_OF_REACH(Told.SAYS_SO, "edge-cannot-reach-archive") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.cloudflare(521)).filter(_ -> viewer.beyondEdge());
    }
  },
  MAINTENANCE(Told.SAYS_SO, "archive-maintenance") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.front(503, "error-503-maintenance"))
          .filter(_ -> viewer.beyondEdge());
    }
  },
  ARCHIVE_DOWN(Told.CLEARLY, "archive-down") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.front(502, "error-502")).filter(_ -> viewer.beyondEdge());
    }
  },
  MEMBERS_OUT_BEHIND_A_CACHE(Told.CLEARLY, "signed-in-pages-down") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      boolean whole = viewer.cookies() || viewer.asked() == Viewer.Asked.TOKEN;
      return Optional.of(whole ? Replies.front(502, "error-502") : Replies.cached())
          .filter(_ -> viewer.beyondEdge());
    }
  },
  MEMBERS_OUT_AT_THE_EDGE(Told.CLEARLY, "signed-in-pages-down") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.cloudflare(525)).filter(_ -> viewer.cookies());
    }
  },
  /** What stale cookies leave, too. */
  MEMBERS_OUT(Told.IN_PART, "signed-in-pages-down") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.front(502, "error-502")).filter(_ -> viewer.cookies());
    }
  },
  STALE_COOKIES(Told.CLEARLY, "stale-session") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.front(502, "error-502")).filter(_ -> viewer.cookies());
    }
  },
  LOOP_OF_COOKIES(Told.CLEARLY, "stale-session") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.led(302, RedirectTarget.SAME_PAGE)).filter(_ -> viewer.cookies());
    }
  },
  HEAVY_PAGE(Told.CLEARLY, "page-too-slow") {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.led(504, RedirectTarget.TIMEOUT_ERROR)).filter(_ -> viewer.page());
    }
  },
  OFFLINE(Told.CLEARLY, "offline") {
    @Override
    public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, UNREACHABLE)));
    }

    @Override
    public Optional<Outcome<Opened>> connection(String address) {
      return Optional.of(Replies.failed(Replies.failure(Step.CONNECT, UNREACHABLE)));
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, NAME_NOT_FOUND)));
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, NAME_NOT_FOUND)));
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, NAME_NOT_FOUND)));
    }
  },
  HOSTS_ENTRY(Told.CLEARLY, "hosts-file") {
    @Override
    public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
      return Optional.of(Replies.saw(new NameAnswer("NOERROR", List.of(ModelWorld.LIAR))))
          .filter(_ -> kind == Resolver.Kind.MACHINE);
    }

    @Override
    public List<String> hosts() {
      return List.of(ModelWorld.LIAR);
    }
  },
  RESOLVER_FAILS(Told.CLEARLY, "names-failing") {
    @Override
    public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
      return Optional.of(Replies.saw(new NameAnswer("SERVFAIL", List.of())))
          .filter(_ -> SYSTEMS.contains(kind));
    }
  },
  RESOLVER_LIES(Told.CLEARLY, "names-wrong") {
    @Override
    public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
      return Optional.of(Replies.saw(new NameAnswer("NOERROR", List.of(ModelWorld.LIAR))))
          .filter(_ -> SYSTEMS.contains(kind));
    }
  },
  RESET_HERE(Told.CLEARLY, "blocked-here") {
    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.failed(Replies.failure(Step.TLS, RESET)));
    }
  },
  DROPPED_HERE(Told.CLEARLY, "blocked-here") {
    @Override
    public Optional<Outcome<Opened>> connection(String address) {
      return Optional.of(Replies.failed(Replies.failure(Step.CONNECT, TIMED_OUT)));
    }
  },
  /** The browser is at that one, and everybody else goes on to the next. */
  ONE_ADDRESS_RESET(Told.IN_PART, "blocked-here") {
    @Override
    public Optional<Failure> stop(Viewer viewer) {
      return Optional.of(Replies.failure(Step.TLS, RESET)).filter(_ -> viewer.browser());
    }

    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.<Certificate>failed(Replies.failure(Step.TLS, RESET)))
          .filter(_ -> address.equals(ModelWorld.OTHER_4));
    }
  },
  IPV6_DEAD(Told.BESIDE, "one-family-broken") {
    @Override
    public Optional<Outcome<Opened>> connection(String address) {
      return Optional.of(Replies.<Opened>failed(Replies.failure(Step.CONNECT, TIMED_OUT)))
          .filter(_ -> address.contains(":"));
    }
  },
  /** Whoever takes the first address that shows a certificate hardly notices. */
  IPV6_RESET(Told.BESIDE, "one-family-broken") {
    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.<Certificate>failed(Replies.failure(Step.TLS, RESET)))
          .filter(_ -> address.contains(":"));
    }
  },
  SIGN_IN_PAGE(Told.CLEARLY, "captive-portal") {
    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.saw(Replies.rewritten("Cafe Router")));
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.distrusted(Replies.rewritten("Cafe Router")));
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return Optional.of(Replies.saw(new PortalAnswer(302, false, true, Optional.empty())));
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return Optional.of(Replies.failed(Replies.failure(Step.TLS, BAD_CERTIFICATE)));
    }
  },
  /** An office, a country, a list of a filter's: not AO3. */
  CONTROL_BLOCKED(Told.BESIDE) {
    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.failed(Replies.failure(Step.TLS, RESET)));
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return Optional.of(Replies.<PortalAnswer>failed(Replies.failure(Step.CONNECT, TIMED_OUT)))
          .filter(_ -> vendor != PortalVendor.MOZILLA);
    }
  },
  /** The browser trusts it, as it was told to when the program was installed. */
  ANTIVIRUS(Told.BESIDE, "intercepted") {
    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.saw(Replies.rewritten(SHIELD)));
    }

    @Override
    public boolean browserTrusts() {
      return true;
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.distrusted(Replies.rewritten(SHIELD)));
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return Optional.of(Replies.failed(Replies.failure(Step.TLS, BAD_CERTIFICATE)));
    }
  },
  CLOCK_A_YEAR_AHEAD(Told.CLEARLY, "clock-wrong") {
    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.saw(Replies.aYearAgo()));
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.distrusted(Replies.aYearAgo()));
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return Optional.of(
          Replies.saw(new PortalAnswer(204, true, false, Optional.of(Replies.yearAhead()))));
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return Optional.of(Replies.failed(Replies.failure(Step.TLS, BAD_CERTIFICATE)));
    }
  },
  EXTENSION_BLOCKS(Told.SAYS_SO, "browser-interference") {
    @Override
    public Optional<Failure> stop(Viewer viewer) {
      return Optional.of(Replies.failure(Step.REQUEST, BLOCKED_LOCALLY))
          .filter(_ -> viewer.asked() == Viewer.Asked.PAGE);
    }
  },
  BROWSERS_RESOLVER_DEAD(Told.CLEARLY, "browser-names") {
    @Override
    public Optional<Failure> stop(Viewer viewer) {
      return Optional.of(Replies.failure(Step.NAME, NAME_NOT_FOUND)).filter(_ -> viewer.browser());
    }
  },
  /** A longer hello, another protocol: the network's business, or a program's in between. */
  BROWSERS_PACKETS_RESET(Told.IN_PART, "browser-interference", "blocked-here") {
    @Override
    public Optional<Failure> stop(Viewer viewer) {
      return Optional.of(Replies.failure(Step.TLS, RESET)).filter(_ -> viewer.browser());
    }
  },
  /**
   * The open incident itself: whether anything fails is another cause's business. That AO3 is in
   * trouble is true then, whichever of its pages come.
   */
  INCIDENT(Told.BESIDE, "archive-down") {
    @Override
    public Optional<Outcome<StatusReport>> status() {
      StatusReport.Notice notice =
          new StatusReport.Notice(
              "Trouble", "major", "identified", Optional.of(Replies.NOW), Optional.empty(), true);
      return Optional.of(
          Replies.saw(
              new StatusReport("major", Optional.of("major_outage"), List.of(notice), List.of())));
    }
  },
  /** The application's least answer alone, for ever. */
  TOKEN_BROKEN(Told.BESIDE) {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.cloudflare(525)).filter(_ -> viewer.asked() == Viewer.Asked.TOKEN);
    }
  },
  COMPANION_CHALLENGED(Told.BESIDE) {
    @Override
    public Optional<Answer> answer(Viewer viewer) {
      return Optional.of(Replies.challenge()).filter(_ -> !viewer.browser() && viewer.beyondEdge());
    }
  };

  private static final Set<Resolver.Kind> SYSTEMS =
      Set.of(Resolver.Kind.MACHINE, Resolver.Kind.CONFIGURED);

  private static final String SHIELD = "Some Shield Root";

  /** How well it can be told from here. */
  enum Told {
    /** What comes says what it is. */
    SAYS_SO,
    /** What everybody sees fits nothing else. */
    CLEARLY,
    /** It leaves what others leave, too. */
    IN_PART,
    /** It keeps no page from the browser by itself. */
    BESIDE
  }

  private final Told told;
  private final Set<String> codes;

  Cause(Told told, String... codes) {
    this.told = told;
    this.codes = Set.copyOf(Arrays.asList(codes));
  }

  Told told() {
    return told;
  }

  /** The verdicts that tell it. */
  Set<String> codes() {
    return codes;
  }

  /** Whether cookies are at fault, so that clearing them helps. */
  boolean ofCookies() {
    return codes.contains("stale-session");
  }

  /** How long the page was waited for. */
  Duration took() {
    return this == HEAVY_PAGE ? Replies.LONG : Replies.QUICK;
  }
}
