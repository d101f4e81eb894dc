package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.evidence.Question.SAME_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITH_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITH_COOKIES_AGAIN;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import org.why502.evidence.FailureKind;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Reading;
import org.why502.verdict.facts.Stop;

/** The rules that blame the browser; {@link Rules} says where each of them stands. */
final class BrowserRules {
  private BrowserRules() {}

  static Rule checkOrLoopWithoutCookies() {
    return rule(
            "check-or-loop-without-cookies",
            "before the browser check, which is kept in a cookie and never ends without it",
            f ->
                all(
                    f.saw().cookiesRefused(),
                    any(
                        f.saw().page(Reading.CHALLENGE),
                        f.saw().failedBy(FailureKind.TOO_MANY_REDIRECTS))),
            _ -> new Verdict.CookiesBlocked())
        .atMost(LIKELY, "browser-check");
  }

  static Rule signedOutWithoutCookies() {
    return rule(
            "signed-out-without-cookies",
            "before signed-out: AO3 lost a session that the browser never kept",
            f ->
                all(
                    f.saw().cookiesRefused(),
                    any(
                        f.saw().landed(RedirectTarget.AUTH_ERROR),
                        f.saw().landed(RedirectTarget.LOST_COOKIE))),
            _ -> new Verdict.CookiesBlocked())
        .against("signed-out", f -> f.saw().cookiesRefused());
  }

  static Rule blockedThePage() {
    return rule(
            "browser-says-that-it-blocked-the-page",
            "before recovered: what blocks a page may well let the extension's own looks pass",
            f ->
                all(
                    f.saw().failedBy(FailureKind.BLOCKED_LOCALLY),
                    // where the companion is turned away or not let through, the browser's own
                    // looks
                    somePageComes(f)),
            _ -> new Verdict.BrowserInterference())
        .against("archive-down", BrowserRules::somePageComes);
  }

  static Rule failsWithoutCookies() {
    return rule(
            "only-a-browser-without-cookies-fails",
            "before overloaded: the companion's looks pass and the browser's never do",
            f ->
                all(
                    f.saw().cookiesRefused(),
                    f.trouble(),
                    f.pages().fine(APPLICATION),
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().broken(SAME_PAGE_WITHOUT_COOKIES)),
            _ -> new Verdict.CookiesBlocked())
        .atMost(LIKELY, "archive-overloaded");
  }

  static Rule passesAtTheNextLook() {
    return rule(
            "the-browser-itself-passes-at-the-next-look",
            "before every cause in the browser: its own look failed as the page did, and the next"
                + " two passed, as after an old answer about the name that it had kept",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES),
                    f.pages().fine(SAME_PAGE_WITH_COOKIES_AGAIN)),
            _ -> new Verdict.Recovered())
        .atMost(LIKELY, "browser-names");
  }

  static Rule cannotFindTheName() {
    return rule(
            "only-the-browser-cannot-find-the-name",
            "before interference, which is wider",
            f ->
                all(
                    // a browser that believes itself offline looks nothing up
                    f.saw().stoppedAt(Stop.NAME),
                    f.names().machineNamesFail().not(),
                    f.reach().machineAddressProven(),
                    // of another official name, what the main one shows says nothing
                    any(f.sister().used().not(), f.sister().machineFindsIt()),
                    f.pages().failedAt(SAME_PAGE_WITH_COOKIES, Step.NAME),
                    // it may hand out for a while what it was told before
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES).not()),
            _ -> new Verdict.BrowserNames())
        .against("names-failing", f -> f.names().machineNamesFail().not())
        .against("blocked-here", f -> f.reach().machineAddressProven())
        .against("offline", f -> f.saw().stoppedAt(Stop.NAME));
  }

  static Rule ledElsewhere() {
    return rule(
            "only-the-browser-is-led-elsewhere",
            "before interference: the browser is not at the addresses that everybody else uses",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CONNECTION, Stop.CERTIFICATE, Stop.PAGE),
                    f.reach().machineAddressProven(),
                    f.browserUsesUnknownAddress(),
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES).not()),
            _ -> new Verdict.BrowserNames())
        .against("names-wrong", f -> f.reach().machineAddressProven())
        .against("browser-interference", f -> f.browserUsesUnknownAddress());
  }

  static Rule shownAnotherCertificate() {
    return rule(
            "only-the-browser-is-shown-another-certificate",
            "before interference, which is wider: what re-signs a connection of the browser's lets"
                + " the companion's plain one pass. Who signed it only the browser knows",
            f ->
                all(
                    f.saw().failedBy(FailureKind.BAD_CERTIFICATE),
                    f.reach().machineAddressProven(),
                    f.pages().failedBy(SAME_PAGE_WITH_COOKIES, FailureKind.BAD_CERTIFICATE)),
            _ -> new Verdict.Intercepted(""))
        .atMost(LIKELY, "browser-names");
  }

  static Rule cannotFindTheNameWhereAllIsSignedAnew() {
    return rule(
            "only-the-browser-cannot-find-the-name-where-all-is-signed-anew",
            "before what certificates alone suggest: a product signs every site anew, so that no"
                + " address proves itself to the companion; the browser did not get as far",
            f ->
                all(
                    f.saw().failedAt(Step.NAME),
                    f.saw().failedBy(FailureKind.NO_NETWORK).not(),
                    f.names().machineNamesFail().not(),
                    f.elsewhere().controlSignedByTheSame(),
                    f.pages().failedAt(SAME_PAGE_WITH_COOKIES, Step.NAME)),
            _ -> new Verdict.BrowserNames())
        .atMost(LIKELY, "names-failing");
  }

  static Rule cannotReachIt() {
    return rule(
            "only-the-browser-cannot-reach-it",
            "last of the causes: everything else on this machine reaches the archive. What stands"
                + " in the way of the browser's packets alone (a longer hello, another protocol)"
                + " looks the same as what stands in the browser; only the browser itself can say"
                + " for certain that something in it blocked the page",
            BrowserRules::onlyTheBrowserFails,
            _ -> new Verdict.BrowserInterference())
        .atMost(LIKELY, "blocked-here");
  }

  static Rule blockedThePageAndTheArchiveFails() {
    return rule(
            "browser-says-that-it-blocked-the-page-and-the-archive-fails-too",
            "the browser says it; the archive may have trouble of its own",
            f -> f.saw().failedBy(FailureKind.BLOCKED_LOCALLY),
            _ -> new Verdict.BrowserInterference())
        .atMost(LIKELY, "archive-down");
  }

  /** The page comes to somebody, so that nothing but the browser keeps it away. */
  private static Fact somePageComes(Facts f) {
    return any(
        f.pages().fine(APPLICATION),
        f.pages().fine(SAME_PAGE_WITH_COOKIES),
        f.pages().fine(SAME_PAGE_WITHOUT_COOKIES));
  }

  /** The companion reaches the archive, and the browser does not: with cookies or without. */
  private static Fact onlyTheBrowserFails(Facts f) {
    return all(
        f.saw().reachedArchive().not(),
        any(
            f.sister().used().not(),
            f.sister().machineFindsIt(),
            f.saw().failedAt(Step.NAME).not()),
        f.reach().machineAddressProven(),
        // whoever turns the companion away was reached by it
        any(f.pages().fine(APPLICATION), f.pages().turnedAway(APPLICATION)),
        f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
        f.pages().refusedForItsCookies(SAME_PAGE_WITH_COOKIES).not(),
        f.pages().broken(SAME_PAGE_WITHOUT_COOKIES));
  }
}
