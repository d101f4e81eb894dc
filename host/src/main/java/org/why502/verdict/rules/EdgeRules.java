package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.evidence.Question.EDGE;
import static org.why502.evidence.Question.LIGHT_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITHOUT_COOKIES;
import static org.why502.evidence.Question.SAME_PAGE_WITH_COOKIES;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Reading;

/**
 * The rules about pages that Cloudflare wrote: it cannot use AO3's servers, or it is in trouble
 * itself. {@link Rules} says where they stand.
 *
 * <p>For servers that it cannot use it has codes of its own (502, 504, 520 to 530). Its page with a
 * 500 speaks of nobody else, and {@code /cdn-cgi/trace} is answered without AO3.
 */
final class EdgeRules {
  /** Cloudflare's page about itself; AO3's own 500 is AO3's own page. */
  private static final int ITS_OWN_FAILURE = 500;

  private EdgeRules() {}

  static Rule failsItself() {
    return rule(
            "edge-itself-fails",
            "first of what an answer shows: what the edge answers by itself fails too, so that no"
                + " look through it tells of anything behind it",
            f -> all(f.saw().page(Reading.CLOUDFLARE), f.pages().readsAs(EDGE, Reading.CLOUDFLARE)),
            _ -> new Verdict.EdgeDown())
        .against("edge-cannot-reach-archive", f -> f.pages().readsAs(EDGE, Reading.CLOUDFLARE));
  }

  static Rule answers500() {
    return rule(
            "edge-answers-500-more-than-once",
            "after it; a part of the edge may be well, so that its own answer comes",
            f ->
                all(
                    f.saw().page(Reading.CLOUDFLARE),
                    f.saw().status(ITS_OWN_FAILURE),
                    secondPageByTheEdge(f)),
            _ -> new Verdict.EdgeDown())
        .atMost(LIKELY, "edge-cannot-reach-archive");
  }

  static Rule cannotReachTheArchive() {
    return rule(
            "edge-says-origin-is-out-of-reach",
            "the edge is the author of the page and of a second one; of a member's page it may be"
                + " cut off while it serves everybody else's",
            f -> all(f.saw().page(Reading.CLOUDFLARE), secondPageByTheEdge(f)),
            f -> new Verdict.EdgeCannotReachArchive(Params.status(f)))
        .against("signed-in-pages-down", EdgeRules::secondPageByTheEdge)
        .after("edge-down", "edge-itself-fails");
  }

  static Rule failsItselfForTheCompanion() {
    return rule(
            "edge-itself-fails-for-the-companion",
            "among the guesses, and after the one for a page that was fine: what the browser met is"
                + " something else, and may be of the same making",
            f ->
                all(
                    f.pages().readsAs(EDGE, Reading.CLOUDFLARE),
                    f.pages().readsAs(APPLICATION, Reading.CLOUDFLARE)),
            _ -> new Verdict.EdgeDown())
        .atMost(LIKELY, "browser-interference");
  }

  static Rule noSecondLook500() {
    return rule(
            "edge-page-with-500-and-no-second-look",
            "the page says it; it may have been a moment",
            f -> all(f.saw().page(Reading.CLOUDFLARE), f.saw().status(ITS_OWN_FAILURE)),
            _ -> new Verdict.EdgeDown())
        .atMost(LIKELY, "recovered");
  }

  static Rule noSecondLook() {
    return rule(
            "edge-page-and-no-second-look",
            "the page says it; it may have been a moment",
            f -> f.saw().page(Reading.CLOUDFLARE),
            f -> new Verdict.EdgeCannotReachArchive(Params.status(f)))
        .atMost(LIKELY, "recovered");
  }

  private static Fact secondPageByTheEdge(Facts f) {
    return any(
        // a member's page may fail by itself, and the application's least answer, too
        all(
            f.saw().signedIn().not(),
            any(
                f.pages().readsAs(APPLICATION, Reading.CLOUDFLARE),
                f.pages().readsAs(SAME_PAGE_WITH_COOKIES, Reading.CLOUDFLARE))),
        f.pages().readsAs(LIGHT_PAGE_WITHOUT_COOKIES, Reading.CLOUDFLARE),
        f.pages().readsAs(SAME_PAGE_WITHOUT_COOKIES, Reading.CLOUDFLARE));
  }
}
