package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.rules.Rule.rule;

import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Reading;

/**
 * The rules about answers that refuse whoever asked, or what was asked; {@link Rules} says where
 * they stand.
 *
 * <p>A limit or a refusal speaks for itself, and every further request may prolong it, so that as
 * little as possible is asked after one. But who refuses must be told: AO3 and its edge sign what
 * they say, and a gateway on the way has limits of its own. And a rule of the edge's refuses one
 * request as often as a whole address: one light look tells them apart.
 */
final class RefusalRules {
  /** RFC 7725. */
  private static final int LEGAL_REASONS = 451;

  private RefusalRules() {}

  static Rule limit() {
    return rule(
            "page-is-a-rate-limit",
            "a limit speaks for itself; asking more spends more of it",
            f -> f.saw().page(Reading.RATE_LIMITER),
            f -> new Verdict.TooManyRequests(Params.retryAfter(f), Params.often(f)))
        .against(
            "a gateway on the way that counts its own", f -> f.saw().page(Reading.RATE_LIMITER));
  }

  static Rule limitOfUnknownAuthor() {
    return rule(
            "page-is-a-rate-limit-without-headers",
            "beside it: nobody saw who signed it; most often it is AO3's",
            f -> all(f.saw().status(429), f.saw().page(Reading.UNTOLD)),
            f -> new Verdict.TooManyRequests(Params.retryAfter(f), Params.often(f)))
        .atMost(LIKELY, "a gateway on the way that counts its own");
  }

  static Rule addressByTheArchiveItself() {
    return rule(
            "page-is-a-refusal",
            "after the browser check, which is a 403 as well; AO3's own page for it is about the"
                + " address, and so is its 418",
            f -> all(f.saw().status(403, 418), f.saw().page(Reading.ARCHIVE_FRONT)),
            f -> new Verdict.AddressRefused(Params.status(f)))
        .after("browser-check", "page-is-a-browser-check");
  }

  /** For a code that AO3 gives a meaning of its own, where nobody saw who signed it. */
  static Rule codeOfTheArchivesOwn(int status, Verdict verdict) {
    return rule(
            "code-" + status + "-and-nobody-signed-it",
            "after those that are signed: AO3 gives this code a meaning of its own, and so may a"
                + " gateway on the way",
            f -> all(f.saw().status(status), f.saw().page(Reading.UNTOLD)),
            _ -> verdict)
        .atMost(LIKELY, "a gateway on the way with codes of its own");
  }

  static Rule legalReasons() {
    return rule(
            "page-is-a-refusal-for-legal-reasons",
            "beside the other refusals: RFC 7725's code has one meaning, and the edge signed it",
            f -> all(f.saw().status(451), f.saw().page(Reading.EDGE_REFUSAL)),
            f -> new Verdict.AddressRefused(Params.status(f)))
        .against("blocked-here", f -> f.saw().page(Reading.EDGE_REFUSAL));
  }

  static Rule legalReasonsOnTheWay() {
    return rule(
            "page-is-a-refusal-for-legal-reasons-on-the-way",
            "after it: somebody on the way says it, whom the law of this place made to",
            f -> all(f.saw().status(451), f.saw().page(Reading.ARCHIVE_APPLICATION).not()),
            _ -> new Verdict.BlockedHere())
        .atMost(LIKELY, "address-refused");
  }

  static Rule legalReasonsForTheCompanion() {
    return rule(
            "companion-is-refused-for-legal-reasons",
            "among the guesses: the browser met something else, and the same answer may wait behind"
                + " it",
            f ->
                all(
                    f.saw().fineAndLive().not(),
                    f.pages().readsAs(APPLICATION, Reading.EDGE_REFUSAL),
                    f.pages().status(APPLICATION, LEGAL_REASONS)),
            _ -> new Verdict.AddressRefused(LEGAL_REASONS))
        .atMost(LIKELY, "browser-interference");
  }

  static Rule requestTooLarge() {
    return rule(
            "request-is-too-large",
            "a 413 speaks of what was sent, and of nothing else",
            f -> all(f.saw().status(413), f.saw().page(Reading.EDGE_REFUSAL)),
            f -> new Verdict.RequestRefused(Params.status(f)))
        .against(
            "a proxy on the way with a limit of its own", f -> f.saw().page(Reading.EDGE_REFUSAL));
  }

  static Rule requestAlone() {
    return rule(
            "one-request-is-not-taken",
            "after the certain one; codes that speak of this request and its connection, by"
                + " whomever on the way. The application's own are its ordinary answers to a form",
            f ->
                all(
                    f.saw().status(408, 413, 421, 422, 425),
                    f.saw().page(Reading.ARCHIVE_APPLICATION).not()),
            f -> new Verdict.RequestRefused(Params.status(f)))
        .atMost(LIKELY, "a gateway on the way with rules of its own");
  }

  static Rule requestByTheEdge() {
    return rule(
            "edge-refuses-this-request-and-no-light-one",
            "before an address is blamed: a rule may be about what was asked, or sent; whether it"
                + " would be refused again, nobody tries",
            f -> all(refusedByTheEdge(f), f.pages().lightLookIsLetThrough()),
            f -> new Verdict.RequestRefused(Params.status(f)))
        .atMost(LIKELY, "a rule about the visitor that was lifted meanwhile");
  }

  static Rule addressByTheEdge() {
    return rule(
            "edge-refuses-light-requests-too",
            "after it: Cloudflare's own 403 (its errors 1005 to 1020) turns this visitor away, and"
                + " says nothing of the archive",
            f -> all(refusedByTheEdge(f), f.pages().lightLookIsTurnedAway()),
            f -> new Verdict.AddressRefused(Params.status(f)))
        .against("request-refused", f -> f.pages().lightLookIsTurnedAway())
        .after("browser-check", "page-is-a-browser-check");
  }

  static Rule addressByTheEdgeAndNoSecondLook() {
    return rule(
            "edge-refuses-and-no-second-look",
            "the page says it; whether it is about the address or the request is not known",
            RefusalRules::refusedByTheEdge,
            f -> new Verdict.AddressRefused(Params.status(f)))
        .atMost(LIKELY, "request-refused");
  }

  /** A 403 that the edge signed, on a page that AO3 did not write. */
  private static Fact refusedByTheEdge(Facts f) {
    return all(f.saw().status(403), f.saw().page(Reading.EDGE_REFUSAL));
  }
}
