package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.Certainty.UNSURE;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import java.util.List;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Reading;

/**
 * The end of the ordered list: when nothing before could be proven, a careful guess at the side is
 * better than none. None of these is ever certain.
 */
final class GuessRules {
  private GuessRules() {}

  static final List<Rule> IN_ORDER =
      List.of(
          rule(
                  "maintenance-page-and-no-second-look",
                  "the page says it; it may be an old one",
                  f -> f.saw().page(Reading.MAINTENANCE),
                  f -> new Verdict.ArchiveMaintenance(Params.maintenanceEnd(f)))
              .atMost(LIKELY, "recovered"),
          rule(
                  "page-was-fine-and-the-edge-keeps-the-least-answer",
                  "the person has a page that AO3 made now; one address of its that the edge cannot"
                      + " get is no trouble of theirs",
                  f ->
                      all(
                          f.saw().fineAndLive(),
                          f.pages().readsAs(APPLICATION, Reading.CLOUDFLARE)),
                  _ -> new Verdict.Recovered())
              .atMost(LIKELY, "edge-cannot-reach-archive"),
          SlownessRules.noSecondLook(),
          RefusalRules.addressByTheEdgeAndNoSecondLook(),
          EdgeRules.noSecondLook500(),
          EdgeRules.noSecondLook(),
          TrustRules.outOfDateForEverySite(),
          TrustRules.outOfDateForTheArchiveAlone(),
          rule(
                  "only-the-archive-is-out-of-reach-of-the-proxy",
                  "as without a proxy; but our connections went around it, and so tell little",
                  f ->
                      all(
                          f.saw().reachedArchive().not(),
                          f.reach().someAddressProven().not(),
                          f.reach().certificateUntrusted().not(),
                          f.reach().certificateOutOfDate().not(),
                          any(
                              f.names().publicNamesAnswer(),
                              f.names().secureNamesAnswer(),
                              f.setup().proxySet()),
                          f.elsewhere().controlFine()),
                  _ -> new Verdict.BlockedHere())
              .atMost(LIKELY, "local-proxy"),
          rule(
                  "only-the-archive-is-out-of-reach-and-so-is-the-control",
                  "where the control is blocked as well (an office, a country, a list of a"
                      + " filter's), others show that the network works",
                  f ->
                      all(
                          f.saw().reachedArchive().not(),
                          f.reach().someAddressProven().not(),
                          f.reach().certificateUntrusted().not(),
                          f.reach().certificateOutOfDate().not(),
                          any(f.names().publicNamesAnswer(), f.names().secureNamesAnswer()),
                          f.elsewhere().portalAnswers().not(),
                          f.elsewhere().controlFine().not(),
                          f.elsewhere().otherWitnessAnswers()),
                  PathRules::whole)
              .atMost(LIKELY, "offline"),
          BrowserRules.cannotFindTheNameWhereAllIsSignedAnew(),
          TrustRules.certificatesAreWrongEverywhere(),
          TrustRules.anotherCertificateStandsIn(),
          NameRules.ledAstrayBySomebody(),
          NameRules.publicResolversDenyTheName(),
          NameRules.systemResolverFailsAndOthersAnswer(),
          NameRules.nobodyElseCanBeAsked(),
          TrustRules.theCompanionIsNotLetThrough(),
          rule(
                  "trouble-and-the-application-fails",
                  "two vantages agree",
                  f -> all(f.trouble(), f.pages().trouble(APPLICATION)),
                  f -> new Verdict.ArchiveDown(Params.incident(f)))
              .atMost(LIKELY, "signed-in-pages-down"),
          rule(
                  "trouble-and-something-passes",
                  "the archive is not down; this page failed a moment ago",
                  f -> all(f.trouble(), f.pages().someFine()),
                  _ -> new Verdict.ArchiveOverloaded())
              .atMost(LIKELY, "recovered"),
          rule(
                  "trouble-alone",
                  "one page by AO3's own servers: the side is known, the extent is not",
                  f -> f.trouble(),
                  _ -> new Verdict.ArchiveOverloaded())
              .atMost(UNSURE, "archive-down"),
          rule(
                  "the-application-fails-for-the-companion",
                  "before the browser's own troubles: the archive is seen to fail, whatever else is"
                      + " wrong in the browser",
                  f ->
                      all(
                          f.saw().fineAndLive().not(),
                          f.pages().officialTrouble(APPLICATION),
                          f.reach().machineAddressProven()),
                  f -> new Verdict.ArchiveDown(Params.incident(f)))
              .atMost(LIKELY, "archive-overloaded"),
          rule(
                  "planned-work-shows-to-the-companion",
                  "beside it, for work that is planned",
                  f ->
                      all(
                          f.saw().fineAndLive().not(),
                          f.pages().readsAs(APPLICATION, Reading.MAINTENANCE)),
                  f -> new Verdict.ArchiveMaintenance(Params.maintenanceEnd(f)))
              .atMost(LIKELY, "browser-interference"),
          EdgeRules.failsItselfForTheCompanion(),
          RefusalRules.legalReasonsForTheCompanion(),
          BrowserRules.blockedThePageAndTheArchiveFails(),
          rule(
                  "gateway-that-is-not-the-archives",
                  "last: a gateway's page without a trace of Cloudflare, and nothing shows that it"
                      + " is AO3's",
                  f -> f.saw().page(Reading.GATEWAY_ELSEWHERE),
                  _ -> new Verdict.LocalProxy())
              .atMost(LIKELY, "archive-down"));
}
