package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.evidence.Question.LIGHT_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.LIGHT_PAGE_WITH_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN;
import static org.why502.evidence.Question.SAME_PAGE_WITH_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITH_COOKIES_AGAIN;
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
 * The rules about a page that fails for a member and comes for a guest; {@link Rules} says where
 * they stand.
 *
 * <p>Two causes leave that: cookies that this browser alone has, and servers of AO3's that only
 * members are led to. Whoever clears cookies where the second is true is signed out of a site that
 * lets nobody sign in. So cookies are to blame for certain only where the answer is about them, and
 * a failing server never proves it, however often it fails.
 */
final class SessionRules {
  private SessionRules() {}

  static Rule cookiesAreRefusedOutright() {
    return rule(
            "cookies-are-refused-outright",
            "after recovered; a 400, or being led around without end, is an answer to what was"
                + " sent: servers in trouble give neither. Twice, and uncached, for guests can be"
                + " served by a cache",
            f ->
                all(
                    guestsAreServed(f),
                    // without a browser there are no cookies, and nothing to wait for
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().refusedForItsCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES),
                    any(
                        f.saw().refusedForItsCookies(),
                        all(
                            f.pages().refusedForItsCookies(SAME_PAGE_WITH_COOKIES_AGAIN),
                            f.pages().fine(SAME_PAGE_WITHOUT_COOKIES_AGAIN)))),
            _ -> new Verdict.StaleSession())
        .against(
            "signed-in-pages-down", f -> f.pages().refusedForItsCookies(SAME_PAGE_WITH_COOKIES))
        .against("archive-down", f -> f.pages().fine(SAME_PAGE_WITHOUT_COOKIES));
  }

  static Rule lightPagesAreRefusedToo() {
    return rule(
            "light-pages-are-refused-for-their-cookies-too",
            "after it: the page itself has troubles of its own, and a light page shows what cookies"
                + " do; a guest is served it",
            f ->
                all(
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().refusedForItsCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().refusedForItsCookies(LIGHT_PAGE_WITH_COOKIES),
                    f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES)),
            _ -> new Verdict.StaleSession())
        .atMost(LIKELY, "archive-overloaded");
  }

  static Rule membersFailAndAnIncidentIsOpen() {
    return rule(
            "members-fail-and-an-incident-is-open",
            "after refused cookies; the people who run it say that something is wrong, and it is"
                + " wrong for members",
            f ->
                all(
                    guestsAreServed(f),
                    f.saw().signedIn(),
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES),
                    f.elsewhere().incident()),
            _ -> new Verdict.SignedInPagesDown())
        .atMost(LIKELY, "stale-session");
  }

  static Rule theEdgeFailsMembersOnly() {
    return rule(
            "the-edge-fails-members-only",
            "after refused cookies; Cloudflare's own page says that it could not use a server of"
                + " AO3's, of which cookies know nothing",
            f ->
                all(
                    guestsAreServed(f),
                    f.saw().signedIn(),
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().readsAs(SAME_PAGE_WITH_COOKIES, Reading.CLOUDFLARE),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES)),
            _ -> new Verdict.SignedInPagesDown())
        .atMost(LIKELY, "edge-cannot-reach-archive");
  }

  static Rule silenceMeetsMembersOnly() {
    return rule(
            "silence-meets-members-only",
            "after refused cookies; whoever dislikes a cookie says so, and a server that is not"
                + " there says nothing. A fresh page for a guest shows that it is not the page",
            f ->
                all(
                    guestsAreServed(f),
                    f.saw().signedIn(),
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().failedBy(SAME_PAGE_WITH_COOKIES, FailureKind.TIMED_OUT),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES)),
            _ -> new Verdict.SignedInPagesDown())
        .atMost(LIKELY, "stale-session");
  }

  static Rule failsWithCookiesOnly() {
    return rule(
            "fails-with-cookies-only",
            "after all that shows whose trouble it is; proven twice and uncached. Servers that"
                + " fail for members alone look the same from here",
            f ->
                all(
                    guestsAreServed(f),
                    f.pages().brokenWithCookies(SAME_PAGE_WITH_COOKIES),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES),
                    f.pages().broken(SAME_PAGE_WITH_COOKIES_AGAIN),
                    f.pages().fine(SAME_PAGE_WITHOUT_COOKIES_AGAIN)),
            _ -> new Verdict.StaleSession())
        .atMost(LIKELY, "signed-in-pages-down");
  }

  /**
   * What fails for a guest that has no cookies at all is not failing for cookies: where the
   * application's least answer is in trouble and a light page too, the page itself is not asked for
   * to find that out. The least answer alone can be broken for days.
   */
  private static Fact guestsAreServed(Facts f) {
    return any(
        f.pages().inTroubleOrUnreachable(APPLICATION).not(),
        f.pages().fine(LIGHT_PAGE_WITHOUT_COOKIES));
  }
}
