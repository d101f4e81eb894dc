package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
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
                  f -> new Verdict.BrowserCheck(Params.checkedBefore(f)))
              .against("address-refused", f -> f.saw().page(Reading.CHALLENGE))
              .after("cookies-blocked", "check-or-loop-without-cookies"),
          RefusalRules.limit(),
          RefusalRules.limitOfUnknownAuthor(),
          rule(
                  "page-is-a-posting-limit",
                  "a limit speaks for itself",
                  f ->
                      all(
                          f.saw().status(507),
                          f.saw().page(Reading.ARCHIVE_FRONT, Reading.ARCHIVE_APPLICATION)),
                  _ -> new Verdict.PostingLimit())
              .against(
                  "a server on the way that has no room left, whose code it is too",
                  f -> f.saw().page(Reading.ARCHIVE_FRONT, Reading.ARCHIVE_APPLICATION)),
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
                  f -> new Verdict.SignedOut(f.saw().landed(RedirectTarget.LOST_COOKIE).yes()))
              .after("cookies-blocked", "signed-out-without-cookies"),
          rule(
                  "page-says-search-is-down",
                  "445 is AO3's own code for it",
                  f ->
                      all(
                          f.saw().status(445),
                          f.saw().page(Reading.ARCHIVE_FRONT, Reading.ARCHIVE_APPLICATION)),
                  _ -> new Verdict.SearchDown())
              .against(
                  "a gateway on the way with codes of its own",
                  f -> f.saw().page(Reading.ARCHIVE_FRONT, Reading.ARCHIVE_APPLICATION)),
          RefusalRules.codeOfTheArchivesOwn(507, new Verdict.PostingLimit()),
          RefusalRules.codeOfTheArchivesOwn(445, new Verdict.SearchDown()),
          RefusalRules.codeOfTheArchivesOwn(418, new Verdict.AddressRefused(418)),
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
                  _ -> new Verdict.Recovered())
              .against("archive-down", f -> f.pages().inTroubleOrUnreachable(APPLICATION).not())
              .after("one-family-broken", "page-was-fine-without-ipv6"));

  /** AO3 or its edge answered, with trouble: which? */
  private static final List<Rule> ARCHIVE =
      List.of(
          EdgeRules.failsItself(),
          EdgeRules.answers500(),
          ArchiveRules.maintenanceNow(),
          ArchiveRules.lateAndLightPagesAnswer(),
          ArchiveRules.samePageAnswersNow(),
          ArchiveRules.incidentIsOpen(),
          SessionRules.cookiesAreRefusedOutright(),
          SessionRules.lightPagesAreRefusedToo(),
          SessionRules.membersFailAndAnIncidentIsOpen(),
          SessionRules.theEdgeFailsMembersOnly(),
          SessionRules.silenceMeetsMembersOnly(),
          SessionRules.failsWithCookiesOnly(),
          ArchiveRules.guestsAreServedByACache(),
          EdgeRules.cannotReachTheArchive(),
          ArchiveRules.theApplicationFailsAndALightPagePasses(),
          ArchiveRules.dynamicPagesFailFromEveryVantage(),
          BrowserRules.failsWithoutCookies(),
          ArchiveRules.lateForAGuestTooWhileLightPagesAnswer(),
          ArchiveRules.somePassAndSomeFail());

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
                  _ -> new Verdict.LocalProxy())
              .against("browser-interference", f -> f.setup().proxySet())
              .after("archive-down", "dynamic-pages-fail-from-every-vantage"),
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
                  _ -> new Verdict.LocalProxy())
              .against("archive-down", f -> f.pages().fine(APPLICATION)),
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
                  _ -> new Verdict.ThisConnectionOnly())
              .against("archive-down", f -> f.uplinks().otherReachesArchive())
              .against("browser-names", f -> f.reach().someAddressProven().not()),
          PathRules.machineHasNoWayOut(),
          PathRules.nothingOutsideAnswers(),
          PathRules.theBrowserAloneMeetsSomebody(),
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
                  _ -> new Verdict.CaptivePortal())
              .against("blocked-here", f -> f.elsewhere().controlFine().not())
              .against("intercepted", f -> f.elsewhere().portalAnswers())
              .against("browser-names", f -> f.reach().someAddressProven().not()),
          NameRules.sisterNameIsGone(),
          NameRules.sisterNameFailsHere(),
          NameRules.sisterNameSeemsGone(),
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
                  _ -> new Verdict.HostsFile())
              .against("names-wrong", f -> f.setup().hostsEntryInForce())
              .against("browser-names", f -> f.reach().machineAddressProven().not()),
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
              .atMost(LIKELY, "archive-down"),
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
                  f -> new Verdict.HostsFile(Params.hostsEntry(f)))
              .atMost(LIKELY, "names-wrong"),
          NameRules.systemResolverLeadsAstray(),
          TrustRules.clockMakesTheCertificateInvalid(),
          TrustRules.certificateHasLapsed(),
          TrustRules.everyCertificateIsRewritten(),
          TrustRules.aProductRewrites(),
          TrustRules.aStrangersPageStandsIn(),
          PathRules.theArchivesNameIsBlocked(),
          PathRules.onlyTheArchiveIsOutOfReach(),
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
              .atMost(LIKELY, "browser-interference"),
          BrowserRules.passesAtTheNextLook(),
          NameRules.someOfTheAddressesAreAStrangers(),
          BrowserRules.cannotFindTheName(),
          BrowserRules.ledElsewhere(),
          BrowserRules.shownAnotherCertificate(),
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
            _ -> new Verdict.OneFamilyBroken(dead))
        .against("local-proxy", f -> f.setup().proxySet().not())
        .against("offline", f -> f.reach().familyAlive(alive));
  }

  private static Rule familyRule(Family dead, Family alive) {
    return rule(
            PageFacts.kebab(dead) + "-is-dead",
            "after blocked-here: the other family proves that AO3 can be reached",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CONNECTION),
                    f.saw().failedBeside(dead).not(),
                    f.setup().proxySet().not(),
                    f.reach().familyDead(dead),
                    f.reach().familyAlive(alive)),
            _ -> new Verdict.OneFamilyBroken(dead))
        .against("trouble at the other family's address", f -> f.saw().failedBeside(dead).not())
        .against("browser-names", f -> f.saw().stoppedAt(Stop.CONNECTION))
        .against("local-proxy", f -> f.setup().proxySet().not())
        .against("offline", f -> f.reach().familyAlive(alive))
        .against("browser-interference", f -> f.reach().familyDead(dead));
  }
}
