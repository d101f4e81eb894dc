package org.why502.verdict.world;

import static org.why502.evidence.FailureKind.MALFORMED;
import static org.why502.evidence.FailureKind.NAME_NOT_FOUND;
import static org.why502.evidence.FailureKind.NO_NETWORK;
import static org.why502.evidence.FailureKind.RESET;
import static org.why502.evidence.FailureKind.TIMED_OUT;
import static org.why502.evidence.FailureKind.TLS_REFUSED;
import static org.why502.evidence.Resolver.Kind.CONFIGURED;
import static org.why502.evidence.Resolver.Kind.MACHINE;
import static org.why502.evidence.Resolver.Kind.NOBODY;
import static org.why502.evidence.Resolver.Kind.PUBLIC;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.PageKind;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;

/**
 * Everything that can be wrong, whole or in part, and what is no fault and changes what is seen.
 * Where several answer for AO3, the first of them here does: the edge stands before the servers,
 * and a limit before a page.
 */
enum Cause {
  /** What writes pages before AO3 can. */
  PROXY_WRITES_A_PAGE(
      Told.CLEARLY, OnThisMachine.proxyThatAnswers(Replies.nobodys(502)), "local-proxy"),
  EDGE_DOWN(Told.SAYS_SO, AtTheArchive.everything(Replies.cloudflare(500)), "edge-down"),
  CHALLENGE(Told.SAYS_SO, AtTheArchive.servers(Replies.challenge()), "browser-check"),
  RATE_LIMIT(Told.SAYS_SO, AtTheArchive.servers(Replies.limit()), "too-many-requests"),
  ADDRESS_REFUSED(
      Told.SAYS_SO, AtTheArchive.servers(Replies.front(403, "error-403")), "address-refused"),
  LEGAL_REASONS(Told.SAYS_SO, AtTheArchive.servers(Replies.legalReasons()), "address-refused"),
  /** A rule of the edge's about this page, or what was sent with it. */
  REQUEST_REFUSED(Told.CLEARLY, AtTheArchive.page(Replies.cloudflare(403)), "request-refused"),
  POSTING_LIMIT(
      Told.SAYS_SO,
      AtTheArchive.page(PageKind.FORM_WORK, Replies.front(507, "error-507")),
      "posting-limit"),
  COOKIES_TOO_BIG(Told.SAYS_SO, AtTheArchive.cookies(Replies.tooManyCookies()), "stale-session"),
  ORIGIN_OUT_OF_REACH(
      Told.SAYS_SO, AtTheArchive.servers(Replies.cloudflare(521)), "edge-cannot-reach-archive"),
  MAINTENANCE(
      Told.SAYS_SO,
      AtTheArchive.servers(Replies.front(503, "error-503-maintenance")),
      "archive-maintenance"),
  ARCHIVE_DOWN(Told.CLEARLY, AtTheArchive.servers(Replies.front(502, "error-502")), "archive-down"),
  MEMBERS_OUT_BEHIND_A_CACHE(
      Told.CLEARLY, AtTheArchive.membersBehindACache(), "signed-in-pages-down"),
  MEMBERS_OUT_AT_THE_EDGE(
      Told.CLEARLY, AtTheArchive.cookies(Replies.cloudflare(525)), "signed-in-pages-down"),
  MEMBERS_MET_BY_SILENCE(Told.CLEARLY, AtTheArchive.silenceForMembers(), "signed-in-pages-down"),
  /** What stale cookies leave, too. */
  MEMBERS_OUT(
      Told.IN_PART, AtTheArchive.cookies(Replies.front(502, "error-502")), "signed-in-pages-down"),
  STALE_COOKIES(
      Told.CLEARLY, AtTheArchive.cookies(Replies.front(502, "error-502")), "stale-session"),
  LOOP_OF_COOKIES(
      Told.CLEARLY,
      AtTheArchive.cookies(Replies.led(302, RedirectTarget.SAME_PAGE)),
      "stale-session"),
  SESSION_OVER(
      Told.SAYS_SO,
      AtTheArchive.cookies(Replies.led(200, RedirectTarget.AUTH_ERROR)),
      "signed-out"),
  SEARCH_DOWN(
      Told.SAYS_SO,
      AtTheArchive.page(PageKind.SEARCH, Replies.front(445, "error-445")),
      "search-down"),
  OVERLOADED(Told.CLEARLY, AtTheArchive.overload(), "archive-overloaded"),
  ARCHIVE_SLOW(Told.CLEARLY, AtTheArchive.slowness(), "archive-slow"),
  HEAVY_PAGE(Told.CLEARLY, AtTheArchive.heavyPage(), "page-too-slow"),
  /** What makes files of works does not. */
  DOWNLOADS_FAIL(
      Told.IN_PART,
      AtTheArchive.page(PageKind.DOWNLOAD, Replies.front(502, "error-502")),
      "archive-overloaded",
      "page-too-slow"),
  OFFLINE(Told.CLEARLY, OnTheWay.nothing(), "offline"),
  HOSTS_ENTRY(Told.CLEARLY, OnThisMachine.hostsEntry(), "hosts-file"),
  RESOLVER_FAILS(
      Told.CLEARLY,
      OnTheWay.names(OnTheWay.SYSTEMS, new NameAnswer("SERVFAIL", List.of())),
      "names-failing"),
  RESOLVER_SILENT(Told.CLEARLY, OnTheWay.silence(OnTheWay.SYSTEMS), "names-failing"),
  RESOLVER_LIES(Told.CLEARLY, OnTheWay.lie(OnTheWay.SYSTEMS), "names-wrong"),
  EVERY_RESOLVER_REWRITTEN(
      Told.CLEARLY, OnTheWay.lie(EnumSet.of(MACHINE, CONFIGURED, PUBLIC, NOBODY)), "blocked-here"),
  RESET_HERE(Told.CLEARLY, OnTheWay.resetsByName(), "blocked-here"),
  RESET_AT_EACH_ADDRESS(Told.CLEARLY, OnTheWay.resets(_ -> true), "blocked-here"),
  DROPPED_HERE(Told.CLEARLY, OnTheWay.connections(_ -> true, TIMED_OUT), "blocked-here"),
  THIS_WAY_OUT(Told.CLEARLY, OnTheWay.thisWayOut(), "this-connection-only", "blocked-here"),
  ONE_ADDRESS_RESET(Told.IN_PART, OnTheWay.browsersAddress(Step.TLS, RESET), "blocked-here"),
  ONE_ADDRESS_SILENT(
      Told.IN_PART, OnTheWay.browsersAddress(Step.CONNECT, TIMED_OUT), "blocked-here"),
  /** The head of each page comes. */
  LARGE_ANSWERS_CUT(Told.CLEARLY, OnThisMachine.largeAnswers(), "blocked-here"),
  IPV6_DEAD(
      Told.BESIDE, OnTheWay.connections(a -> a.contains(":"), TIMED_OUT), "one-family-broken"),
  /** Whoever takes the first address that shows a certificate hardly notices. */
  IPV6_RESET(Told.BESIDE, OnTheWay.resets(a -> a.contains(":")), "one-family-broken"),
  SIGN_IN_PAGE(Told.CLEARLY, OnTheWay.signInPage(), "captive-portal"),
  /** An office, a country, a list of a filter's: not AO3. */
  CONTROL_BLOCKED(Told.BESIDE, OnTheWay.controlBlocked()),
  PUBLIC_RESOLVERS_CLOSED(Told.BESIDE, OnTheWay.silence(EnumSet.of(PUBLIC))),
  SLOW_NAMES(Told.BESIDE, OnTheWay.slowNames()),
  SLOW_LINK(Told.BESIDE, OnTheWay.slowLink()),
  SLOWEST_LINK(Told.BESIDE, OnTheWay.slowestLink()),
  COMPANION_NOT_LET_OUT(Told.BESIDE, OnTheWay.nothingForTheCompanion()),
  COMPANION_CHALLENGED(Told.BESIDE, AtTheArchive.companion(Replies.challenge())),
  /** The browser trusts it, as it was told to when the program was installed. */
  ANTIVIRUS(Told.BESIDE, OnThisMachine.antivirus(), "intercepted"),
  CLOCK_A_YEAR_AHEAD(Told.CLEARLY, OnThisMachine.clockAhead(), "clock-wrong"),
  SETTINGS_NOT_READ(Told.BESIDE, OnThisMachine.settingsNotRead()),
  PROXY_FAILS(Told.CLEARLY, OnThisMachine.proxyThatFails(), "local-proxy"),
  PROXY_IS_THE_ONLY_WAY(Told.BESIDE, OnThisMachine.proxyAsTheOnlyWay()),
  /** Whose fault it is that it opens none, it does not say. */
  PROXY_IS_THE_ONLY_WAY_AND_REFUSES(
      Told.IN_PART, OnThisMachine.proxyAsTheOnlyWayThatRefuses(), "local-proxy"),
  VPN(Told.BESIDE, OnThisMachine.vpn()),
  VPN_IS_THE_ONLY_WAY(Told.BESIDE, OnThisMachine.vpnAsTheOnlyWay(), "names-wrong"),
  EXTENSION_BLOCKS(Told.SAYS_SO, OnThisMachine.extension(), "browser-interference"),
  COOKIES_NOT_KEPT(Told.BESIDE, OnThisMachine.cookiesNotKept(), "cookies-blocked"),
  BROWSERS_RESOLVER_DEAD(
      Told.CLEARLY, OnThisMachine.browser(Step.NAME, NAME_NOT_FOUND), "browser-names"),
  BROWSER_BELIEVES_ITSELF_OFFLINE(
      Told.IN_PART, OnThisMachine.browser(Step.NAME, NO_NETWORK), "browser-interference"),
  /** A longer hello, another protocol: the network's business, or a program's in between. */
  BROWSERS_PACKETS_RESET(
      Told.IN_PART, OnThisMachine.browser(Step.TLS, RESET), "browser-interference", "blocked-here"),
  BROWSERS_HELLO_SWALLOWED(
      Told.IN_PART,
      OnThisMachine.browser(Step.TLS, TIMED_OUT),
      "browser-interference",
      "blocked-here"),
  BROWSERS_HELLO_REFUSED(
      Told.IN_PART,
      OnThisMachine.browser(Step.TLS, TLS_REFUSED),
      "browser-interference",
      "blocked-here"),
  /** QUIC, or HTTP/2, that something on the way does not leave as it is. */
  BROWSERS_PROTOCOL_MANGLED(
      Told.IN_PART,
      OnThisMachine.browser(Step.FIRST_BYTE, MALFORMED),
      "browser-interference",
      "blocked-here"),
  SISTER_NAME_GONE(Told.CLEARLY, OnThisMachine.sisterName(), "names-failing"),
  /**
   * The open incident itself: whether anything fails is another cause's business. That AO3 is in
   * trouble is true then, whichever of its pages come.
   */
  INCIDENT(Told.BESIDE, AtTheArchive.incident(true), "archive-down"),
  INCIDENT_ELSEWHERE(Told.BESIDE, AtTheArchive.incident(false)),
  WORK_ANNOUNCED(Told.BESIDE, AtTheArchive.announced(true), "archive-maintenance"),
  WORK_ELSEWHERE(Told.BESIDE, AtTheArchive.announced(false)),
  /** The application's least answer alone, for ever. */
  TOKEN_BROKEN(Told.BESIDE, AtTheArchive.token(Replies.cloudflare(525)));

  /** How well it can be told from here. */
  enum Told {
    /** What comes says what it is. */
    SAYS_SO,
    /** What everybody sees fits nothing else. */
    CLEARLY,
    /** It leaves what others leave, too. */
    IN_PART,
    /** It keeps no page from the browser by itself. */
    BESIDE;

    /** Whether it is told right where nothing else is wrong. */
    boolean isClear() {
      return this == SAYS_SO || this == CLEARLY;
    }
  }

  private final Told told;
  private final Effect effect;
  private final Set<String> codes;

  Cause(Told told, Effect effect, String... codes) {
    this.told = told;
    this.effect = effect;
    this.codes = Set.copyOf(Arrays.asList(codes));
  }

  Told told() {
    return told;
  }

  /** What it changes. */
  Effect effect() {
    return effect;
  }

  /** The verdicts that tell it. */
  Set<String> codes() {
    return codes;
  }

  /** Whether it is no fault, and there all the time. */
  boolean isCircumstance() {
    return told == Told.BESIDE;
  }

  /** Whether cookies are at fault, so that clearing them helps. */
  boolean ofCookies() {
    return codes.contains("stale-session");
  }
}
