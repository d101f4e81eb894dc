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

import org.why502.evidence.FailureKind;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Reading;

/**
 * The rules about AO3's own servers: what fails there, and for whom. {@link Rules} has their
 * places.
 */
final class ArchiveRules {
  private ArchiveRules() {}

  static Rule maintenanceNow() {
    return rule(
            "maintenance-now",
            "planned work explains every other trouble of the archive",
            f -> all(any(f.saw().page(Reading.MAINTENANCE), f.trouble()), maintenanceIsOn(f)),
            f -> new Verdict.ArchiveMaintenance(Params.maintenanceEnd(f)))
        .against("archive-down", ArchiveRules::maintenanceIsOn)
        .after("edge-down", "edge-itself-fails");
  }

  static Rule lateAndLightPagesAnswer() {
    return rule(
            "late-and-light-pages-answer",
            "before recovered: a heavy page is not asked again to find out",
            f -> all(f.lateTrouble(), f.pages().trouble(APPLICATION).not(), ownLightPageComes(f)),
            f -> new Verdict.PageTooSlow(Params.waited(f), Params.lighter(f)))
        .against("archive-down", f -> f.pages().trouble(APPLICATION).not())
        .against("signed-in-pages-down", ArchiveRules::ownLightPageComes)
        .against("archive-overloaded", f -> f.lateTrouble());
  }

  /** A guest's light page says nothing of a member's: servers can fail for members alone. */
  private static Fact ownLightPageComes(Facts f) {
    return any(
        f.pages().fine(LIGHT_PAGE_WITH_COOKIES),
        all(f.saw().signedIn().not(), f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES)));
  }

  static Rule samePageAnswersNow() {
    return rule(
            "same-page-answers-now",
            "before every lasting cause: what is over needs no cause",
            f ->
                all(
                    f.pages().samePageFine(),
                    f.pages().applicationNotInTrouble(),
                    noOtherLookFails(f)),
            _ -> new Verdict.Recovered())
        .against("archive-overloaded", ArchiveRules::noOtherLookFails)
        .against("archive-down", f -> f.pages().samePageFine())
        .after("page-too-slow", "late-and-light-pages-answer")
        .after("browser-interference", "browser-says-that-it-blocked-the-page");
  }

  static Rule incidentIsOpen() {
    return rule(
            "incident-is-open",
            "the people who run it say so, and a look agrees; nobody's cookies are to blame",
            f -> all(f.trouble(), f.pages().trouble(APPLICATION), f.elsewhere().incident()),
            f -> new Verdict.ArchiveDown(Params.incident(f)))
        .against("stale-session", f -> f.pages().trouble(APPLICATION))
        .after("archive-maintenance", "maintenance-now");
  }

  static Rule guestsAreServedByACache() {
    return rule(
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
            _ -> new Verdict.SignedInPagesDown())
        .against("archive-down", f -> f.pages().cachedFine(LIGHT_PAGE_WITHOUT_COOKIES))
        .after("stale-session", "cookies-are-refused-outright");
  }

  static Rule theApplicationFailsAndALightPagePasses() {
    return rule(
            "the-application-fails-and-a-light-page-passes",
            "before archive-down: its servers answer differently from look to look",
            f ->
                all(
                    f.trouble(),
                    f.pages().trouble(APPLICATION),
                    f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES)),
            _ -> new Verdict.ArchiveOverloaded())
        .against("archive-down", f -> f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES))
        .against("stale-session", f -> f.pages().trouble(APPLICATION))
        .after("recovered", "same-page-answers-now");
  }

  static Rule dynamicPagesFailFromEveryVantage() {
    return rule(
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
            f -> new Verdict.ArchiveDown(Params.incident(f)))
        .against("local-proxy", f -> f.dynamicPagesFail())
        .after("signed-in-pages-down", "guests-are-served-by-a-cache")
        .after("archive-overloaded", "the-application-fails-and-a-light-page-passes");
  }

  static Rule lateForAGuestTooWhileLightPagesAnswer() {
    return rule(
            "late-for-a-guest-too-while-light-pages-answer",
            "after all that is about cookies: a member's light page did not come, a guest's did,"
                + " and the page itself came late and then failed for a guest as well",
            f ->
                all(
                    f.lateTrouble(),
                    f.pages().trouble(APPLICATION).not(),
                    f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES),
                    f.pages().trouble(SAME_PAGE_WITHOUT_COOKIES)),
            f -> new Verdict.PageTooSlow(Params.waited(f), Params.lighter(f)))
        .atMost(LIKELY, "archive-overloaded");
  }

  static Rule somePassAndSomeFail() {
    return rule(
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
                    all(
                        f.saw().fineAndLive(),
                        // what came late makes others wait as long
                        f.saw().cameLate().not(),
                        f.pages().trouble(APPLICATION))),
            _ -> new Verdict.ArchiveOverloaded())
        .after("archive-down", "dynamic-pages-fail-from-every-vantage")
        .after("stale-session", "fails-with-cookies-only")
        .after("page-too-slow", "late-for-a-guest-too-while-light-pages-answer");
  }

  /** A second look, or who runs it, says that work is planned and under way. */
  private static Fact maintenanceIsOn(Facts f) {
    return any(
        f.pages().readsAs(APPLICATION, Reading.MAINTENANCE),
        // what is announced is not yet what happens
        all(
            f.elsewhere().maintenance(),
            any(f.saw().page(Reading.MAINTENANCE), f.pages().inTroubleOrUnreachable(APPLICATION))));
  }

  /** An old copy shows no trouble that is there now, so no third look has to rule it out. */
  private static Fact noOtherLookFails(Facts f) {
    return any(f.saw().fromCache(), f.pages().thirdLookNotInTrouble());
  }
}
