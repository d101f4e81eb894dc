package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.why502.SituationFolders;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Step;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Documents;
import org.why502.verdict.Harm;
import org.why502.verdict.Manner;
import org.why502.verdict.RemedyCode;

/** Advice that fits the machine: a VPN that is on, and names that only https leads to. */
class MachineAdviceTest {
  private static final int MANY = 1000;

  /** Every saved situation, and as many documents again that nobody wrote. */
  private static List<Evidence> documents() throws IOException {
    List<Evidence> all = new ArrayList<>();
    for (SituationFolders situation : SituationFolders.all()) {
      all.add(situation.evidence());
    }
    Documents drawn = new Documents(502);
    Stream.generate(drawn::next).limit(MANY).forEach(all::add);
    return all;
  }

  /** The same document on a machine whose VPN is on. */
  private static Evidence withVpn(Evidence evidence) {
    return evidence.with(
        new Observation.LocalSetup(
            new Outcome.Saw<>(
                new Setup(
                    Optional.of(List.of()),
                    Optional.empty(),
                    Optional.empty(),
                    1,
                    Optional.empty()),
                Duration.ofMillis(9))));
  }

  /** The VPN leads to AO3, and the way beside it does not. */
  private static Evidence onlyByVpn(Evidence evidence, Certificate archives) {
    List<Observation> rest =
        evidence.observations().stream().filter(o -> !(o instanceof Observation.Uplink)).toList();
    return Documents.with(withVpn(evidence), withVpn(Documents.with(evidence, rest)).observations())
        .with(new Observation.Uplink(1, 2, new Outcome.Saw<>(archives, Duration.ofMillis(90))))
        .with(
            new Observation.Uplink(
                2,
                2,
                new Outcome.Failed<>(
                    new Failure(Step.TLS, FailureKind.RESET, ""), Duration.ofMillis(90))));
  }

  private static Certificate archives() throws IOException {
    return SituationFolders.evidenceOf("archive-down")
        .all(Handshake.class)
        .flatMap(h -> h.outcome().seen().stream())
        .filter(c -> c.trust() == Certificate.Trust.PROVEN)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nobody_is_told_to_switch_off_the_vpn_that_is_the_only_way() throws IOException {
    Certificate archives = archives();
    int spared = 0;
    for (Evidence evidence : documents()) {
      Diagnosis diagnosis = Diagnose.diagnose(onlyByVpn(evidence, archives));
      assertFalse(
          diagnosis.remedies().contains(RemedyCode.VPN_OFF), () -> diagnosis + " of " + evidence);
      assertFalse(diagnosis.remedies().isEmpty());
      spared +=
          Diagnose.diagnose(withVpn(evidence)).remedies().contains(RemedyCode.VPN_OFF) ? 1 : 0;
    }
    // the law would be empty words over documents that nobody would have been told so of
    assertTrue(spared > MANY / 100, spared + " would have been told so");
  }

  /** The look-up of the network beneath leads astray, and AO3 is reached by the VPN alone. */
  @Test
  void a_network_that_withholds_the_name_is_no_way_without_the_vpn() throws IOException {
    Evidence refused = withVpn(SituationFolders.evidenceOf("address-blocked"));
    Evidence lying = SituationFolders.evidenceOf("resolver-lies-to-block-page");
    List<Observation> names =
        lying.observations().stream()
            .filter(
                o ->
                    o instanceof Observation.NameLookup
                        || o instanceof Observation.Connection
                        || o instanceof Handshake)
            .toList();
    Evidence withheld = refused;
    for (Observation o : names) {
      withheld = withheld.with(o);
    }
    assertTrue(Diagnose.diagnose(refused).remedies().contains(RemedyCode.VPN_OFF));
    assertEquals("address-refused", Diagnose.diagnose(withheld).verdict().code());
    assertFalse(Diagnose.diagnose(withheld).remedies().contains(RemedyCode.VPN_OFF));
  }

  @Test
  void another_exit_of_a_vpn_that_is_on_comes_before_switching_it_off() throws IOException {
    int seen = 0;
    for (Evidence evidence : documents()) {
      Diagnosis diagnosis = Diagnose.diagnose(withVpn(evidence));
      List<RemedyCode> remedies = diagnosis.remedies();
      boolean refuses =
          List.of("address-refused", "browser-check", "request-refused")
              .contains(diagnosis.verdict().code());
      if (refuses) {
        assertEquals(Manner.ANOTHER_VPN_EXIT, diagnosis.manners().get(RemedyCode.OTHER_CONNECTION));
        int exit = remedies.indexOf(RemedyCode.OTHER_CONNECTION);
        int off = remedies.indexOf(RemedyCode.VPN_OFF);
        assertTrue(off < 0 || exit < off, remedies::toString);
        seen++;
      } else {
        assertFalse(diagnosis.manners().containsValue(Manner.ANOTHER_VPN_EXIT));
      }
      Harm.none(diagnosis.verdict(), remedies, evidence.sighting());
    }
    assertTrue(seen > MANY / 100, seen + " were refused");
  }

  /** Without a VPN nothing is said of its exits. */
  @Test
  void who_has_no_vpn_is_told_of_none() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(SituationFolders.evidenceOf("address-blocked"));
    assertEquals("address-refused", diagnosis.verdict().code());
    assertEquals(Map.of(), diagnosis.manners());
  }

  /** An extension cannot reset a connection; what the browser blocked itself no firewall did. */
  @Test
  void where_only_the_browsers_connections_break_extensions_come_last() throws IOException {
    for (String name :
        List.of(
            "only-the-browsers-hello", "only-the-browsers-quic", "companion-challenged-reset")) {
      Diagnosis diagnosis = Diagnose.diagnose(SituationFolders.evidenceOf(name));
      assertEquals("browser-interference", diagnosis.verdict().code(), name);
      assertEquals(
          List.of(RemedyCode.CHECK_PROXY, RemedyCode.OTHER_CONNECTION, RemedyCode.PRIVATE_WINDOW),
          diagnosis.remedies().subList(0, 3),
          name);
      assertEquals(
          Map.of(RemedyCode.CHECK_PROXY, Manner.SECURITY_SOFTWARE), diagnosis.manners(), name);
    }
    for (String name : List.of("extension-breaks-page", "browser-believes-itself-offline")) {
      Diagnosis diagnosis = Diagnose.diagnose(SituationFolders.evidenceOf(name));
      assertEquals("browser-interference", diagnosis.verdict().code(), name);
      assertEquals(
          List.of(RemedyCode.PRIVATE_WINDOW, RemedyCode.TEST_EXTENSIONS),
          diagnosis.remedies().subList(0, 2),
          "what changes nothing comes first: " + name);
      assertEquals(Map.of(), diagnosis.manners(), name);
    }
  }

  /** Another resolver of the system's would be rewritten as well; the browser's own is not. */
  @Test
  void where_port_53_is_rewritten_and_https_proven_the_browser_asks_first() throws IOException {
    for (String name :
        List.of(
            "every-resolver-rewritten",
            "every-resolver-rewritten-to-nxdomain",
            "every-resolver-is-the-same-broken-one")) {
      Diagnosis diagnosis = Diagnose.diagnose(SituationFolders.evidenceOf(name));
      assertEquals(RemedyCode.CHANGE_RESOLVER, diagnosis.remedies().getFirst(), name);
      assertEquals(
          Map.of(RemedyCode.CHANGE_RESOLVER, Manner.IN_THE_BROWSER), diagnosis.manners(), name);
    }
    // a resolver that can be set in the system helps where a plain one proves itself
    for (String name : List.of("resolver-servfail", "resolver-lies-to-block-page")) {
      assertEquals(Map.of(), Diagnose.diagnose(SituationFolders.evidenceOf(name)).manners(), name);
    }
    // and nothing of it helps where https is closed
    Diagnosis closed =
        Diagnose.diagnose(SituationFolders.evidenceOf("every-resolver-rewritten-https-closed"));
    assertFalse(closed.remedies().contains(RemedyCode.CHANGE_RESOLVER));
  }

  /**
   * A machine whose configured resolvers cannot be told (Windows; an empty resolv.conf): that its
   * look-up leads astray may be its resolver's doing or an override's.
   */
  @Test
  void where_the_configured_resolvers_are_not_known_none_is_blamed_for_certain()
      throws IOException {
    for (String name : List.of("resolver-lies-to-block-page", "resolver-lies-to-old-address")) {
      Evidence lied = SituationFolders.evidenceOf(name);
      List<Observation> rest =
          lied.observations().stream()
              .filter(
                  o ->
                      !(o instanceof Observation.NameLookup l
                          && l.resolver().kind() == Resolver.Kind.CONFIGURED))
              .toList();
      Evidence unknown =
          Documents.with(lied, rest)
              .with(
                  new Observation.NameLookup(
                      Resolver.configured(1, 1),
                      OfficialHosts.ARCHIVE,
                      new Outcome.NotAsked<>("unknown")));
      assertEquals(Certainty.CERTAIN, Diagnose.diagnose(lied).certainty(), name);
      assertEquals("names-wrong", Diagnose.diagnose(unknown).verdict().code(), name);
      assertEquals(Certainty.LIKELY, Diagnose.diagnose(unknown).certainty(), name);
    }
  }
}
