package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.why502.SituationFolders.changed;
import static org.why502.SituationFolders.evidenceOf;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.BrowserFetch;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Outcome;
import org.why502.evidence.Setup;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Timings;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Verdict;

/**
 * Who is said to rewrite certificates, and who is not: the recorded situations, changed a little.
 */
class InterceptionTest {
  private static final String ANTIVIRUS = "Example Antivirus Web Shield Root";
  private static final Duration TOOK = Duration.ofMillis(90);

  /**
   * An antivirus program rewrites every site; the browser trusts its root, the companion does not.
   * What the browser shows is AO3's own 502 all the same.
   */
  @Test
  void a_browser_that_trusts_the_rewriter_still_sees_that_the_archive_is_down() throws IOException {
    Evidence evidence = evidenceOf("antivirus-certificate");
    Evidence shown = sighted(changed(evidence, InterceptionTest::browserSees502));
    Diagnosis diagnosis = Diagnose.diagnose(shown);
    assertEquals("archive-down", diagnosis.verdict().code());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
  }

  @Test
  void the_same_signer_for_every_site_is_certain_and_another_is_not() throws IOException {
    Evidence evidence = evidenceOf("antivirus-certificate");
    assertEquals(Certainty.CERTAIN, Diagnose.diagnose(evidence).certainty());
    Diagnosis other = Diagnose.diagnose(control(evidence, Certificate.Trust.UNTRUSTED, "Else"));
    assertEquals("intercepted", other.verdict().code());
    assertEquals(Certainty.LIKELY, other.certainty());
  }

  /**
   * A signer that this machine trusts is there every day, and pages come: that a browser waited in
   * vain is something else's doing. One that failed over the certificate trusts less than it.
   */
  @Test
  void a_signer_that_this_machine_trusts_keeps_nobody_from_waiting() throws IOException {
    Evidence waiting = failing(evidenceOf("antivirus-certificate"), "net::ERR_TIMED_OUT");
    assertNotEquals(Certainty.CERTAIN, Diagnose.diagnose(trustedHere(waiting, true)).certainty());
    assertEquals(
        new Verdict.Intercepted(ANTIVIRUS, Optional.of(false)),
        Diagnose.diagnose(trustedHere(waiting, false)).verdict());
    Evidence refusing = failing(evidenceOf("antivirus-certificate"), "SEC_ERROR_UNKNOWN_ISSUER");
    Diagnosis refused = Diagnose.diagnose(trustedHere(refusing, true));
    assertEquals(new Verdict.Intercepted(ANTIVIRUS, Optional.of(true)), refused.verdict());
    assertEquals(Certainty.CERTAIN, refused.certainty());
    assertEquals(RemedyCode.CHECK_PROXY, refused.remedies().getFirst());
    assertEquals(
        RemedyCode.OTHER_CONNECTION,
        Diagnose.diagnose(trustedHere(refusing, false)).remedies().getFirst(),
        "away from somebody whom nobody here trusts");
  }

  private static Evidence trustedHere(Evidence evidence, boolean here) {
    return changed(
        evidence,
        o ->
            o instanceof Handshake h && h.outcome().seen().isPresent()
                ? new Handshake(h.address(), new Outcome.Saw<>(here(h, here), TOOK))
                : o);
  }

  private static Certificate here(Handshake h, boolean here) {
    Certificate c = h.outcome().seen().orElseThrow();
    return new Certificate(
        c.trust(),
        c.issuer(),
        c.issuers(),
        c.names(),
        c.notBefore(),
        c.notAfter(),
        Optional.of(here));
  }

  private static Evidence failing(Evidence evidence, String error) {
    Sighting s = evidence.sighting().orElseThrow();
    Sighting seen =
        new Sighting(
            s.host(),
            s.page(),
            s.method(),
            s.sent(),
            Optional.empty(),
            Optional.of(error),
            Optional.empty(),
            Optional.empty(),
            TOOK,
            false,
            s.signedIn(),
            s.cookiesAllowed(),
            1,
            s.seenAt(),
            Optional.empty(),
            Headers.none(),
            Optional.empty());
    return new Evidence(
        evidence.version(), evidence.takenAt(), Optional.of(seen), false, evidence.observations());
  }

  /** An older companion did not keep the control's certificate. */
  @Test
  void a_signer_that_is_not_known_is_not_certain() throws IOException {
    Evidence old = control(evidenceOf("antivirus-certificate"), Optional.empty());
    assertEquals("intercepted", Diagnose.diagnose(old).verdict().code());
    assertEquals(Certainty.LIKELY, Diagnose.diagnose(old).certainty());
  }

  /** A server that stands somewhere else shows its own name; only a rewriter shows AO3's. */
  @Test
  void a_product_with_a_certificate_of_its_own_rewrites_nothing() throws IOException {
    Evidence own =
        shown(
            evidenceOf("filter-certificate"),
            List.of("block.umbrella.example"),
            List.of("Cisco Umbrella Root CA"));
    assertEquals("blocked-here", Diagnose.diagnose(own).verdict().code());
    assertEquals(Certainty.LIKELY, Diagnose.diagnose(own).certainty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Fortinet", "Zscaler Inc.", "Securly, Inc"})
  void a_product_is_known_by_any_who_signed(String organisation) throws IOException {
    Evidence named =
        shown(
            evidenceOf("filter-certificate-of-nobody-known"),
            List.of("archiveofourown.org"),
            List.of("node-17", organisation));
    assertEquals("intercepted", Diagnose.diagnose(named).verdict().code());
    assertEquals(Certainty.CERTAIN, Diagnose.diagnose(named).certainty());
  }

  /** A proxy of the desktop's is met by browsers, and not by our own connections. */
  @ParameterizedTest
  @EnumSource(Setup.ProxyPlace.class)
  void what_goes_around_a_proxy_proves_nothing_for_certain(Setup.ProxyPlace place)
      throws IOException {
    Setup set =
        new Setup(
            Optional.of(List.of()),
            Optional.empty(),
            Optional.of(new Setup.Desktop(Optional.of(place), false)),
            0,
            Optional.empty());
    for (String situation : List.of("reset-on-name", "silence-on-name", "ipv6-dead")) {
      Evidence plain = evidenceOf(situation);
      assertEquals(Certainty.CERTAIN, Diagnose.diagnose(plain).certainty(), situation);
      Evidence proxied =
          changed(
              plain,
              o ->
                  o instanceof Observation.LocalSetup
                      ? new Observation.LocalSetup(new Outcome.Saw<>(set, TOOK))
                      : o);
      Diagnosis diagnosis = Diagnose.diagnose(proxied);
      assertEquals(
          situation.equals("ipv6-dead") && diagnosis.verdict().code().equals("recovered"),
          diagnosis.certainty() == Certainty.CERTAIN,
          () -> situation + " is " + diagnosis);
    }
  }

  private static Observation browserSees502(Observation o) {
    return o instanceof BrowserFetch b
        ? new BrowserFetch(b.trial(), b.attempt(), new Outcome.Saw<>(answer(), TOOK))
        : o;
  }

  private static Answer answer() {
    return new Answer(
        502, Optional.empty(), 0, Optional.empty(), edge(), markers(), Timings.none());
  }

  private static Headers edge() {
    Optional<String> no = Optional.empty();
    return new Headers(
        Optional.of("cloudflare"), Optional.of("present"), no, no, no, no, no, no, no);
  }

  private static Markers markers() {
    return new Markers(
        Optional.of("AO3 Down"), List.of("error-502"), List.of(), List.of("main"), "");
  }

  private static Evidence sighted(Evidence evidence) {
    Sighting s = evidence.sighting().orElseThrow();
    Sighting shown =
        new Sighting(
            s.host(),
            s.page(),
            s.method(),
            s.sent(),
            Optional.of(502),
            Optional.empty(),
            s.serverIp(),
            Optional.empty(),
            TOOK,
            false,
            s.signedIn(),
            s.cookiesAllowed(),
            1,
            s.seenAt(),
            Optional.empty(),
            edge(),
            Optional.of(markers()));
    return new Evidence(
        evidence.version(),
        evidence.takenAt(),
        Optional.of(shown),
        evidence.sightedByHost(),
        evidence.observations());
  }

  private static Evidence control(Evidence evidence, Certificate.Trust trust, String issuer) {
    return control(
        evidence,
        Optional.of(
            new Certificate(
                trust,
                issuer,
                List.of(issuer),
                List.of("www.gstatic.com"),
                evidence.takenAt(),
                evidence.takenAt())));
  }

  private static Evidence control(Evidence evidence, Optional<Certificate> certificate) {
    Failure failure = new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, "", certificate);
    return changed(
        evidence,
        o ->
            o instanceof PageFetch p && p.target() == Target.CONTROL
                ? new PageFetch(Target.CONTROL, new Outcome.Failed<>(failure, TOOK))
                : o);
  }

  /** Every address shows this certificate in place of the one that it showed. */
  private static Evidence shown(Evidence evidence, List<String> names, List<String> issuers) {
    Certificate certificate =
        new Certificate(
            Certificate.Trust.UNTRUSTED,
            issuers.getFirst(),
            issuers,
            names,
            evidence.takenAt(),
            evidence.takenAt());
    return changed(
        evidence,
        o ->
            o instanceof Handshake h
                ? new Handshake(h.address(), new Outcome.Saw<>(certificate, TOOK))
                : o);
  }
}
