package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.evidence.Question.LIGHT_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.LIGHT_PAGE_WITH_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITH_COOKIES;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import java.util.List;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.RedirectTarget;
import org.why502.verdict.Verdict;
import org.why502.verdict.Verdict.BlockedHere.Part;
import org.why502.verdict.facts.PageFacts;
import org.why502.verdict.facts.Reading;
import org.why502.verdict.facts.Stop;

/**
 * The ordered list: specific before general, and what AO3 itself said before what the network
 * shows. The first rule that is true wins; see {@link org.why502.verdict}.
 */
final class Rules {
  private Rules() {}

  /** Settled by the one page that was seen: asking again would cost AO3 or make it worse. */
  private static final List<Rule> SAID_OUTRIGHT =
      List.of(
          BrowserRules.checkOrLoopWithoutCookies(),
          rule(
              "page-is-a-browser-check",
              "early: its 403 is no refusal, and any further request is challenged too",
              f -> f.saw().page(Reading.CHALLENGE),
              _ -> new Verdict.BrowserCheck()),
          RefusalRules.limit(),
          RefusalRules.limitOfUnknownAuthor(),
          rule(
              "page-is-a-posting-limit",
              "a limit speaks for itself",
              f -> f.saw().status(507),
              _ -> new Verdict.PostingLimit()),
          RefusalRules.addressByTheArchiveItself(),
          RefusalRules.legalReasons(),
          RefusalRules.legalReasonsOnTheWay(),
          RefusalRules.requestTooLarge(),
          RefusalRules.requestAlone(),
          RefusalRules.requestByTheEdge(),
          RefusalRules.addressByTheEdge(),
          BrowserRules.signedOutWithoutCookies(),
          rule(
              "page-says-signed-out",
              "the address bar says it, whatever the status",
              f ->
                  any(
                      f.saw().landed(RedirectTarget.AUTH_ERROR),
                      f.saw().landed(RedirectTarget.LOST_COOKIE)),
              f -> new Verdict.SignedOut(f.saw().landed(RedirectTarget.LOST_COOKIE).yes())),
          rule(
              "page-says-search-is-down",
              "445 is AO3's own code for it",
              f -> f.saw().status(445),
              _ -> new Verdict.SearchDown()),
          BrowserRules.blockedThePage(),
          fineButFamilyDead(Family.IPV6, Family.IPV4),
          fineButFamilyDead(Family.IPV4, Family.IPV6),
          SlownessRules.thisConnection(),
          SlownessRules.everything(),
          SlownessRules.oneLookTooEarly(),
          SlownessRules.heavyPage(),
          rule(
              "page-was-fine",
              "nobody saw a failure: asked by hand, and the archive's application answers",
              f ->
                  all(
                      f.saw().fine(),
                      f.saw().cameLate().not(),
                      f.pages().inTroubleOrUnreachable(APPLICATION).not()),
              _ -> new Verdict.Recovered()));

  /** AO3 or its edge answered, with trouble: which? */
  private static final List<Rule> ARCHIVE =
      List.of(
          EdgeRules.failsItself(),
          EdgeRules.answers500(),
          rule(
              "maintenance-now",
              "planned work explains every other trouble of the archive",
              f ->
                  all(
                      any(f.saw().page(Reading.MAINTENANCE), f.trouble()),
                      any(
                          f.pages().readsAs(APPLICATION, Reading.MAINTENANCE),
                          // what is announced is not yet what happens
                          all(
                              f.elsewhere().maintenance(),
                              any(
                                  f.saw().page(Reading.MAINTENANCE),
                                  f.pages().inTroubleOrUnreachable(APPLICATION))))),
              f -> new Verdict.ArchiveMaintenance(Params.maintenanceEnd(f))),
          rule(
              "late-and-light-pages-answer",
              "before recovered: a heavy page is not asked again to find out",
              f ->
                  all(
                      f.lateTrouble(),
                      f.pages().trouble(APPLICATION).not(),
                      any(
                          f.pages().fine(LIGHT_PAGE_WITH_COOKIES),
                          f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES))),
              f -> new Verdict.PageTooSlow(Params.waited(f), Params.lighter(f))),
          rule(
              "same-page-answers-now",
              "before every lasting cause: what is over needs no cause",
              f ->
                  all(
                      f.pages().samePageFine(),
                      f.pages().applicationNotInTrouble(),
                      // an old copy shows no trouble that is there now, so no third look has to
                      // rule it out
                      any(f.saw().fromCache(), f.pages().thirdLookNotInTrouble())),
              _ -> new Verdict.Recovered()),
          rule(
              "incident-is-open",
              "the people who run it say so, and a look agrees; nobody's cookies are to blame",
              f -> all(f.trouble(), f.pages().trouble(APPLICATION), f.elsewhere().incident()),
              f -> new Verdict.ArchiveDown(Params.incident(f))),
          SessionRules.cookiesAreRefusedOutright(),
          SessionRules.lightPagesAreRefusedToo(),
          SessionRules.membersFailAndAnIncidentIsOpen(),
          SessionRules.theEdgeFailsMembersOnly(),
          SessionRules.failsWithCookiesOnly(),
          rule(
              "guests-are-served-by-a-cache",
              "before archive-down, which it looks like to a member",
              f ->
                  all(
                      f.saw().signedIn(),
                      any(
                          f.trouble(),
                          // something in the browser stood before it; the member's page fails too
                          all(
                              f.saw().failedBy(FailureKind.BLOCKED_LOCALLY),
                              f.pages().officialTroubleWithCookies())),
                      // what a member is given, nobody's cache has
                      any(
                          f.pages().trouble(APPLICATION),
                          f.pages().trouble(SAME_PAGE_WITH_COOKIES),
                          f.saw().ownLookInTrouble()),
                      // the page itself is asked for past every cache
                      f.pages().cachedFine(LIGHT_PAGE_WITHOUT_COOKIES)),
              _ -> new Verdict.SignedInPagesDown()),
          EdgeRules.cannotReachTheArchive(),
          rule(
              "the-application-fails-and-a-light-page-passes",
              "before archive-down: its servers answer differently from look to look",
              f ->
                  all(
                      f.trouble(),
                      f.pages().trouble(APPLICATION),
                      f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES)),
              _ -> new Verdict.ArchiveOverloaded()),
          rule(
              "dynamic-pages-fail-from-every-vantage",
              "after everything that a part of the archive, or a part of its readers, explains;"
                  + " the page itself is asked for again only where the light ones do not tell",
              f ->
                  all(
                      f.dynamicPagesFail(),
                      any(
                          all(
                              f.pages().trouble(APPLICATION),
                              f.pages().trouble(LIGHT_PAGE_WITHOUT_COOKIES)),
                          all(
                              any(f.pages().ownPageNotFine(), f.saw().ownLookInTrouble()),
                              f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES).not(),
                              f.pages().fine(SAME_PAGE_WITHOUT_COOKIES).not()))),
              f -> new Verdict.ArchiveDown(Params.incident(f))),
          BrowserRules.failsWithoutCookies(),
          rule(
              "some-pass-and-some-fail",
              "what is left when the archive's own servers answer differently from look to look; a"
                  + " 500 is no sign of load",
              f ->
                  any(
                      all(
                          f.trouble(),
                          f.saw().status(500).not(),
                          f.pages().someFine(),
                          // what is in trouble for who has cookies alone is another's rule
                          f.pages().someGuestsTrouble()),
                      all(f.saw().fineAndLive(), f.pages().trouble(APPLICATION))),
              _ -> new Verdict.ArchiveOverloaded()));

  /** No page of AO3's came to the browser: where does the path break? */
  private static final List<Rule> PATH =
      List.of(
          rule(
              "a-proxy-that-is-set-answers-instead",
              "first: where a proxy is the only way out, all that goes around it seems cut off",
              f ->
                  all(
                      any(
                          all(
                              f.saw().page(Reading.GATEWAY_ELSEWHERE),
                              f.pages().readsAs(APPLICATION, Reading.GATEWAY_ELSEWHERE)),
                          all(
                              f.saw().failedBy(FailureKind.PROXY),
                              f.pages().failedBy(APPLICATION, FailureKind.PROXY))),
                      f.setup().proxySet()),
              _ -> new Verdict.LocalProxy()),
          rule(
              "a-proxy-of-the-browsers-own-answers-instead",
              "beside it: what stands before the browser alone, the host walks past",
              f ->
                  any(
                      all(
                          f.saw().page(Reading.GATEWAY_ELSEWHERE),
                          f.pages().fine(APPLICATION),
                          f.pages().readsAs(SAME_PAGE_WITH_COOKIES, Reading.GATEWAY_ELSEWHERE)),
                      all(
                          f.saw().failedBy(FailureKind.PROXY),
                          f.pages().fine(APPLICATION),
                          f.pages().failedBy(SAME_PAGE_WITH_COOKIES, FailureKind.PROXY))),
              _ -> new Verdict.LocalProxy()),
          PathRules.theProxyDoesNotLeadThere(),
          rule(
              "another-uplink-reaches-the-archive",
              "before offline and every cause within this network, which the other uplink steps"
                  + " around; a sign-in page is left to its own rule, which knows what to do",
              f ->
                  all(
                      f.saw()
                          .stoppedAt(
                              Stop.NAME,
                              Stop.NETWORK,
                              Stop.CONNECTION,
                              Stop.CERTIFICATE,
                              Stop.PAGE),
                      f.reach().someAddressProven().not(),
                      f.uplinks().otherReachesArchive(),
                      f.uplinks().usualReachesArchive().not(),
                      any(f.elsewhere().portalAnswers().not(), f.elsewhere().controlFine())),
              _ -> new Verdict.ThisConnectionOnly()),
          PathRules.machineHasNoWayOut(),
          PathRules.nothingOutsideAnswers(),
          rule(
              "portal-in-front",
              "before names and certificates, which a portal falsifies",
              f ->
                  all(
                      f.saw()
                          .stoppedAt(
                              Stop.NAME,
                              Stop.NETWORK,
                              Stop.CONNECTION,
                              Stop.CERTIFICATE,
                              Stop.PAGE),
                      f.elsewhere().portalAnswers(),
                      f.reach().someAddressProven().not(),
                      f.elsewhere().controlFine().not()),
              _ -> new Verdict.CaptivePortal()),
          NameRules.nameExistsNowhere(),
          NameRules.everyPlainResolverIsRewritten(),
          NameRules.systemResolverFails(),
          rule(
              "hosts-file-leads-astray",
              "before names-wrong: a resolver on this machine repeats what its hosts file says",
              f ->
                  all(
                      f.saw().stoppedAt(Stop.CONNECTION, Stop.CERTIFICATE, Stop.PAGE),
                      f.reach().machineAddressProven().not(),
                      any(
                          f.reach().configuredAddressProven(),
                          f.reach().onlyPublicAddressProven(),
                          all(
                              f.names().publicResolverReached().not(),
                              f.reach().secureAddressProven())),
                      f.setup().hostsEntryInForce()),
              _ -> new Verdict.HostsFile()),
          rule(
                  "hosts-file-has-the-only-address",
                  "before blocked-here: no other address is known that could have been tried",
                  f ->
                      all(
                          f.saw().reachedArchive().not(),
                          f.reach().machineAddressProven().not(),
                          f.names().publicNamesAnswer().not(),
                          f.names().secureNamesAnswer().not(),
                          f.setup().hostsEntryInForce()),
                  _ -> new Verdict.HostsFile())
              .atMost(LIKELY),
          rule(
                  "machine-overrides-its-own-resolver",
                  "after the hosts file, which can be read; before names-wrong: the resolver is"
                      + " right, and something here overrules it",
                  f ->
                      all(
                          f.saw().reachedArchive().not(),
                          f.names().machineNamesFail().not(),
                          f.reach().machineAddressProven().not(),
                          f.reach().configuredAddressProven()),
                  _ -> new Verdict.HostsFile())
              .atMost(LIKELY),
          NameRules.systemResolverLeadsAstray(),
          TrustRules.clockMakesTheCertificateInvalid(),
          TrustRules.certificateHasLapsed(),
          TrustRules.everyCertificateIsRewritten(),
          TrustRules.aProductRewrites(),
          TrustRules.aStrangersPageStandsIn(),
          rule(
              "only-the-archive-is-out-of-reach",
              "after names: somebody else than the system's resolver gave addresses too, and the"
                  + " control shows that the network works",
              f ->
                  all(
                      f.saw().stoppedAt(Stop.CONNECTION, Stop.PAGE),
                      f.reach().someAddressProven().not(),
                      f.reach().certificateUntrusted().not(),
                      any(f.names().publicNamesAnswer(), f.names().secureNamesAnswer()),
                      f.reach().certificateOutOfDate().not(),
                      f.setup().proxySet().not(),
                      f.elsewhere().controlFine()),
              PathRules::whole),
          PathRules.largeAnswersStopMidway(),
          familyRule(Family.IPV6, Family.IPV4),
          familyRule(Family.IPV4, Family.IPV6),
          rule(
                  "some-of-the-archives-addresses-are-out-of-reach",
                  "after the families, which are whole; before all that blames the browser: it"
                      + " fails as one of the addresses does, and went there",
                  f ->
                      all(
                          f.saw().reachedArchive().not(),
                          // the browser's own connections go to the proxy alone
                          f.setup().proxySet().not(),
                          f.reach().someAddressProven(),
                          any(
                              PathRules.failsLikeAnAddress(f, FailureKind.RESET),
                              PathRules.failsLikeAnAddress(f, FailureKind.REFUSED),
                              PathRules.failsLikeAnAddress(f, FailureKind.TIMED_OUT))),
                  _ -> new Verdict.BlockedHere(Part.SOME_ADDRESSES))
              .atMost(LIKELY),
          BrowserRules.passesAtTheNextLook(),
          BrowserRules.cannotFindTheName(),
          BrowserRules.ledElsewhere(),
          BrowserRules.cannotReachIt());

  private static final List<Rule> ALL =
      List.of(SAID_OUTRIGHT, ARCHIVE, PATH, GuessRules.IN_ORDER).stream()
          .flatMap(List::stream)
          .toList();

  static List<Rule> inOrder() {
    return ALL;
  }

  private static Rule fineButFamilyDead(Family dead, Family alive) {
    return rule(
        "page-was-fine-without-" + PageFacts.kebab(dead),
        "before page-was-fine: the page came by the other family, and later",
        f ->
            all(
                f.saw().fine(),
                f.setup().proxySet().not(),
                f.reach().familyDead(dead),
                f.reach().familyAlive(alive)),
        _ -> new Verdict.OneFamilyBroken(dead));
  }

  private static Rule familyRule(Family dead, Family alive) {
    return rule(
        PageFacts.kebab(dead) + "-is-dead",
        "after blocked-here: the other family proves that AO3 can be reached",
        f ->
            all(
                f.saw().stoppedAt(Stop.CONNECTION),
                f.setup().proxySet().not(),
                f.reach().familyDead(dead),
                f.reach().familyAlive(alive)),
        _ -> new Verdict.OneFamilyBroken(dead));
  }
}
