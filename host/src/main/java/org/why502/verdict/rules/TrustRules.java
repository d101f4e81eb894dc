package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.evidence.Question.SAME_PAGE_WITHOUT_COOKIES;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import java.util.Optional;
import org.why502.evidence.FailureKind;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Reading;
import org.why502.verdict.facts.Stop;

/**
 * Rules about certificates: out of date, by a wrong clock or by the archive's own fault, and made
 * up, by a product that is known or by somebody who is not. Their places are in {@link Rules}.
 *
 * <p>All of them ask first that no page of AO3's reached the browser: a browser can trust the
 * signer that the companion does not.
 */
final class TrustRules {
  private TrustRules() {}

  private static Verdict intercepted(Facts f) {
    Fact here = f.store().rewriterTrustedHere();
    return new Verdict.Intercepted(
        f.reach().untrustedIssuer().orElse(""),
        here.isOpen() ? Optional.empty() : Optional.of(here.yes()));
  }

  static Rule clockMakesTheCertificateInvalid() {
    return rule(
            "clock-makes-the-certificate-invalid",
            "after names, which say whose addresses these are; before all that is said of"
                + " strangers' certificates: this one is AO3's own, at another time",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CERTIFICATE),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateOutOfDate(),
                    f.clock().explainsTheCertificate()),
            f -> new Verdict.ClockWrong(f.clock().ahead()))
        .against("archive-down", f -> f.clock().explainsTheCertificate())
        .against("intercepted", f -> f.reach().certificateOutOfDate());
  }

  static Rule certificateHasLapsed() {
    return rule(
            "certificate-of-the-archive-has-lapsed",
            "after the clock, which is the other way for a certificate to be out of date",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CERTIFICATE),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateUntrusted().not(),
                    f.reach().certificateOutOfDate(),
                    f.clock().explainsTheCertificate().not()),
            f -> new Verdict.ArchiveDown(Params.incident(f)))
        .against("clock-wrong", f -> f.clock().explainsTheCertificate().not())
        .against("intercepted", f -> f.reach().certificateUntrusted().not());
  }

  static Rule everyCertificateIsRewritten() {
    return rule(
            "every-certificate-is-rewritten",
            "before blocked-here: it is this machine or filter, and not only for AO3",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CERTIFICATE, Stop.PAGE),
                    f.reach().someAddressProven().not(),
                    f.elsewhere().controlSignedByTheSame()),
            TrustRules::intercepted)
        .against("blocked-here", f -> f.elsewhere().controlSignedByTheSame())
        .after("captive-portal", "portal-in-front");
  }

  static Rule aProductRewrites() {
    return rule(
            "a-product-rewrites-the-archives-certificate",
            "after the rule for every site; before blocked-here: the signer says what it is",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CERTIFICATE, Stop.PAGE),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateForgedByProduct()),
            TrustRules::intercepted)
        .against("blocked-here", f -> f.reach().certificateForgedByProduct())
        .after("names-wrong", "system-resolver-leads-astray");
  }

  static Rule aStrangersPageStandsIn() {
    return rule(
            "a-strangers-page-stands-in-for-the-archives",
            "after the products: nobody known signed it, and the browser showed a page of theirs",
            f ->
                all(
                    f.saw().page(Reading.STRANGER),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateUntrusted(),
                    f.elsewhere().controlFine()),
            _ -> new Verdict.BlockedHere())
        .against("browser-names", f -> f.reach().someAddressProven().not())
        .against("captive-portal", f -> f.elsewhere().controlFine())
        .after("intercepted", "a-product-rewrites-the-archives-certificate");
  }

  static Rule outOfDateForEverySite() {
    return rule(
            "certificate-is-out-of-date-for-every-site",
            "no two clocks agree on the time; that another site's fails too, a clock" + " explains",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateOutOfDate(),
                    f.elsewhere().controlCertificateBad()),
            f -> new Verdict.ClockWrong(f.clock().ahead()))
        .atMost(LIKELY, "intercepted");
  }

  static Rule outOfDateForTheArchiveAlone() {
    return rule(
            "certificate-is-out-of-date-for-the-archive-alone",
            "no two clocks agree on the time; this machine's is right enough for another" + " site",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateOutOfDate(),
                    f.elsewhere().controlFine()),
            f -> new Verdict.ArchiveDown(Params.incident(f)))
        .atMost(LIKELY, "clock-wrong");
  }

  static Rule certificatesAreWrongEverywhere() {
    return rule(
            "certificates-are-wrong-everywhere",
            "before the next, which needs a control that is fine; not the same signer, or no"
                + " signer known, so it may be two causes",
            f ->
                all(
                    stoppedByARewriter(f),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateUntrusted(),
                    f.elsewhere().controlCertificateBad()),
            TrustRules::intercepted)
        .atMost(LIKELY, "captive-portal");
  }

  static Rule theCompanionIsNotLetThrough() {
    return rule(
            "trouble-and-the-companion-is-not-let-through",
            "this browser trusts a program that rewrites TLS and the companion does not, or the"
                + " edge turns the companion away: the browser's looks are all there is",
            f ->
                all(
                    f.trouble(),
                    any(
                        f.pages().failedBy(APPLICATION, FailureKind.BAD_CERTIFICATE),
                        f.pages().turnedAway(APPLICATION)),
                    f.pages().trouble(SAME_PAGE_WITHOUT_COOKIES),
                    f.pages().ownPageNotFine()),
            f -> new Verdict.ArchiveDown(Params.incident(f)))
        .atMost(LIKELY, "page-too-slow");
  }

  /**
   * What rewrites certificates may break a connection as well; that it merely stays silent is a
   * server's or a network's way, and re-signing that this machine trusts is everyday life.
   */
  private static Fact stoppedByARewriter(Facts f) {
    return all(
        f.saw().stoppedAt(Stop.CERTIFICATE, Stop.PAGE, Stop.CONNECTION),
        any(f.saw().failedBy(FailureKind.TIMED_OUT).not(), f.store().rewriterTrustedHere().not()));
  }

  static Rule anotherCertificateStandsIn() {
    return rule(
            "another-certificate-stands-in-for-the-archives",
            "a filter of this network or of this machine; its signer's name does not tell",
            f ->
                all(
                    stoppedByARewriter(f),
                    f.reach().someAddressProven().not(),
                    f.reach().certificateUntrusted(),
                    f.elsewhere().controlFine()),
            _ -> new Verdict.BlockedHere())
        .atMost(LIKELY, "intercepted");
  }
}
