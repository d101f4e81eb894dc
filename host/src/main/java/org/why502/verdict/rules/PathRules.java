package org.why502.verdict.rules;

import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import org.why502.evidence.FailureKind;
import org.why502.verdict.Verdict;
import org.why502.verdict.Verdict.BlockedHere.Part;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Reading;
import org.why502.verdict.facts.Stop;

/** Rules about a way to AO3 that is broken in part. Their places are in {@link Rules}. */
final class PathRules {
  private PathRules() {}

  /**
   * Some networks let the first kilobytes of a connection to AO3's edge pass, and then nothing more
   * (net4people/bbs, issue 490: 16 to 20 KB). The head of the page comes, so that AO3 is not slow;
   * the companion's own answers come whole, so that the browser alone seems to be at fault.
   */
  static Rule largeAnswersStopMidway() {
    return rule(
            "large-answers-stop-midway",
            "after all that keeps small answers away, too; before a dead family and the browser:"
                + " the head of the page came. A server that breaks off as often would leave the"
                + " same, so it is never certain",
            f ->
                all(
                    any(
                        f.saw().stopsMidway(),
                        all(
                            f.saw().lostTheAnswer(),
                            // what happens to all that is sent to an address is not about size
                            failsLikeAnAddress(f, FailureKind.RESET).not(),
                            failsLikeAnAddress(f, FailureKind.CLOSED).not(),
                            failsLikeAnAddress(f, FailureKind.TIMED_OUT).not(),
                            f.transfer().somePageStopsMidway())),
                    f.transfer().smallAnswersCome()),
            _ -> new Verdict.BlockedHere(Part.LARGE_ANSWERS))
        .atMost(LIKELY, "archive-overloaded");
  }

  /** What of AO3 is out of reach, where all that was tried of it is. */
  static Verdict whole(Facts f) {
    return new Verdict.BlockedHere(
        f.reach().otherNameLetThrough().yes() ? Part.BY_NAME : Part.WHOLE);
  }

  static Rule theArchivesNameIsBlocked() {
    return rule(
            "the-archives-name-is-blocked",
            "after names; at AO3's own address a handshake for another name goes through, so that"
                + " the edge is there for all, and what breaks AO3's goes by the name",
            f -> all(outOfReach(f), f.reach().otherNameLetThrough()),
            PathRules::whole)
        .against("archive-down", f -> f.reach().otherNameLetThrough())
        .against("names-failing", f -> f.saw().stoppedAt(Stop.CONNECTION, Stop.PAGE))
        .against("browser-interference", f -> f.reach().someAddressProven().not())
        .against("intercepted", f -> f.reach().certificateUntrusted().not())
        .against("clock-wrong", f -> f.reach().certificateOutOfDate().not())
        .against("local-proxy", f -> f.setup().proxySet().not())
        .against("offline", f -> f.elsewhere().controlFine());
  }

  static Rule onlyTheArchiveIsOutOfReach() {
    return rule(
            "only-the-archive-is-out-of-reach",
            "after it: somebody else than the system's resolver gave addresses too, and the control"
                + " shows that the network works. An edge that is gone for all, and that nobody has"
                + " told of yet, leaves the same here",
            PathRules::outOfReach,
            PathRules::whole)
        .atMost(LIKELY, "archive-down");
  }

  private static Fact outOfReach(Facts f) {
    return all(
        f.saw().stoppedAt(Stop.CONNECTION, Stop.PAGE),
        f.reach().someAddressProven().not(),
        f.reach().certificateUntrusted().not(),
        any(
            f.names().publicNamesAnswer(),
            // where only those know the name, the way may be whole
            all(f.names().secureNamesAnswer(), f.reach().secureAddressProven().not())),
        f.reach().certificateOutOfDate().not(),
        f.setup().proxySet().not(),
        f.elsewhere().controlFine());
  }

  /**
   * A proxy that is set may be the only way out, so that everything that goes around it is silent;
   * what the browser says of it, or was answered by it, is the one thing that is known.
   */
  static Rule theProxyDoesNotLeadThere() {
    return rule(
            "the-proxy-does-not-lead-there",
            "after those that a second look confirms; before offline, which a network looks like"
                + " whose only way out is a proxy. Whether it would lead anywhere is not known",
            f ->
                any(
                    f.saw().failedBy(FailureKind.PROXY),
                    all(f.saw().page(Reading.GATEWAY_ELSEWHERE), f.setup().proxySet())),
            _ -> new Verdict.LocalProxy())
        .atMost(LIKELY, "archive-down");
  }

  static Rule machineHasNoWayOut() {
    return rule(
            "machine-has-no-way-out",
            "before every narrower cause: without a network all of them seem true; the system"
                + " itself says that it has none",
            f ->
                all(
                    f.saw().stoppedAt(Stop.NAME, Stop.NETWORK, Stop.CONNECTION),
                    f.saw().metSomebody().not(),
                    f.elsewhere().somethingAnswers().not(),
                    f.uplinks().none()),
            _ -> new Verdict.Offline())
        .against("blocked-here", f -> f.uplinks().none())
        .against("browser-names", f -> f.elsewhere().somethingAnswers().not());
  }

  static Rule nothingOutsideAnswers() {
    return rule(
            "nothing-outside-answers",
            "after it; a firewall that lets no program out but the browser leaves the same to the"
                + " companion, and then the browser's trouble is another",
            PathRules::nothingAnswers,
            _ -> new Verdict.Offline())
        .atMost(LIKELY, "browser-names");
  }

  static Rule theBrowserAloneMeetsSomebody() {
    return rule(
            "the-browser-alone-meets-somebody",
            "after offline: a firewall lets the companion out to nobody, and what ended the"
                + " browser's load is on the way or at its end; which, only the browser saw",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CONNECTION),
                    f.saw().metSomebody(),
                    f.elsewhere().somethingAnswers().not()),
            _ -> new Verdict.BlockedHere())
        .atMost(LIKELY, "browser-interference");
  }

  /** Nobody outside answers the companion, nor anybody the browser, which nothing here stopped. */
  private static Fact nothingAnswers(Facts f) {
    return all(
        f.saw().answered().not(),
        f.saw().metSomebody().not(),
        f.saw().failedBy(FailureKind.BLOCKED_LOCALLY).not(),
        f.elsewhere().somethingAnswers().not());
  }

  /** The browser failed in a way in which one of AO3's addresses fails this machine, too. */
  static Fact failsLikeAnAddress(Facts f, FailureKind kind) {
    return all(f.saw().failedBy(kind), f.reach().someAddressFailsBy(kind));
  }
}
