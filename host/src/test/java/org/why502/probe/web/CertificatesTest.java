package org.why502.probe.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.ARCHIVE;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.ROOT;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Certificate;
import org.why502.evidence.Certificate.Trust;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;
import org.why502.probe.RudeServer;

/** Certificates of every kind that a person's network can show. */
class CertificatesTest {

  /** Long enough ago and ahead that the root, valid for a day, was not yet made. */
  private static final HeldCertificate OLD_ROOT =
      new HeldCertificate.Builder()
          .certificateAuthority(0)
          .commonName("Lasting Root")
          .validityInterval(days(-900), days(900))
          .build();

  record Shown(String name, HeldCertificate certificate, Trust trust) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shown> shown() {
    return Stream.of(
        new Shown("AO3's own", forArchive().signedBy(OLD_ROOT).build(), Trust.PROVEN),
        new Shown(
            "a wildcard's",
            new HeldCertificate.Builder()
                .addSubjectAlternativeName("archiveofourown.org")
                .addSubjectAlternativeName("*.archiveofourown.org")
                .signedBy(OLD_ROOT)
                .build(),
            Trust.PROVEN),
        new Shown("self-signed", forArchive().build(), Trust.UNTRUSTED),
        new Shown(
            "a filter's",
            forArchive()
                .signedBy(new HeldCertificate.Builder().certificateAuthority(0).build())
                .build(),
            Trust.UNTRUSTED),
        new Shown(
            "another site's",
            new HeldCertificate.Builder()
                .addSubjectAlternativeName("portal.hotel.example")
                .signedBy(OLD_ROOT)
                .build(),
            Trust.WRONG_NAME),
        new Shown(
            "named in the subject only",
            new HeldCertificate.Builder()
                .commonName("archiveofourown.org")
                .signedBy(OLD_ROOT)
                .build(),
            Trust.WRONG_NAME),
        new Shown(
            "expired",
            forArchive().validityInterval(days(-90), days(-1)).signedBy(OLD_ROOT).build(),
            Trust.EXPIRED),
        new Shown(
            "not yet valid",
            forArchive().validityInterval(days(1), days(90)).signedBy(OLD_ROOT).build(),
            Trust.NOT_YET_VALID),
        new Shown(
            "a stranger's, expired",
            forArchive().validityInterval(days(-90), days(-1)).build(),
            Trust.UNTRUSTED));
  }

  @ParameterizedTest
  @MethodSource
  void shown(Shown shown) throws Exception {
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(shown.certificate()).build();
    try (var there = RudeServer.tls(server, new String[0], (s, _, _) -> RudeServer.stall(s));
        var here = new Neighbourhood().trusting(OLD_ROOT).archive(there.port())) {
      Certificate seen = Ends.saw(here.world().handshake(ARCHIVE).ask(LONG), Certificate.class);
      assertEquals(shown.trust(), seen.trust());
      assertEquals(shown.certificate().certificate().getNotAfter().toInstant(), seen.notAfter());
      there.awaitEnd();
      if (shown.trust() != Trust.PROVEN) {
        Ends.failed(
            here.world().page(Target.EDGE).ask(LONG), Step.TLS, FailureKind.BAD_CERTIFICATE);
      }
    }
  }

  @Test
  void the_issuer_and_the_names_are_told() throws Exception {
    HeldCertificate leaf =
        forArchive().addSubjectAlternativeName("other.example").signedBy(ROOT).build();
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(leaf).build();
    try (var there = RudeServer.tls(server, new String[0], (s, _, _) -> RudeServer.stall(s));
        var here = new Neighbourhood().archive(there.port())) {
      Certificate seen = Ends.saw(here.world().handshake(ARCHIVE).ask(LONG), Certificate.class);
      assertEquals("Test Root", seen.issuer());
      assertEquals(List.of("Test Root"), seen.issuers());
      assertEquals(List.of("archiveofourown.org", "other.example"), seen.names());
    }
  }

  /** A product may sign by one of many intermediates, and be told by the root above it. */
  @Test
  void those_who_signed_it_are_told_upward() throws Exception {
    HeldCertificate root =
        new HeldCertificate.Builder()
            .certificateAuthority(1)
            .commonName("Some Filter Root")
            .build();
    HeldCertificate middle =
        new HeldCertificate.Builder()
            .certificateAuthority(0)
            .commonName("node-17")
            .signedBy(root)
            .build();
    HeldCertificate leaf = forArchive().signedBy(middle).build();
    HandshakeCertificates server =
        new HandshakeCertificates.Builder()
            .heldCertificate(leaf, middle.certificate(), root.certificate())
            .build();
    try (var there = RudeServer.tls(server, new String[0], (s, _, _) -> RudeServer.stall(s));
        var here = new Neighbourhood().archive(there.port())) {
      Certificate seen = Ends.saw(here.world().handshake(ARCHIVE).ask(LONG), Certificate.class);
      assertEquals(Trust.UNTRUSTED, seen.trust());
      assertEquals("node-17", seen.issuer());
      assertEquals(List.of("node-17", "Some Filter Root"), seen.issuers());
    }
  }

  /** What was shown is evidence where a page is refused because of it. */
  @Test
  void a_page_that_is_refused_tells_the_certificate() throws Exception {
    HeldCertificate root =
        new HeldCertificate.Builder().certificateAuthority(0).commonName("Some Shield").build();
    for (Shown shown :
        List.of(
            new Shown(
                "rewritten",
                new HeldCertificate.Builder()
                    .addSubjectAlternativeName("www.gstatic.com")
                    .signedBy(root)
                    .build(),
                Trust.UNTRUSTED),
            new Shown(
                "another site's",
                new HeldCertificate.Builder()
                    .addSubjectAlternativeName("portal.hotel.example")
                    .signedBy(ROOT)
                    .build(),
                Trust.WRONG_NAME))) {
      HandshakeCertificates server =
          new HandshakeCertificates.Builder().heldCertificate(shown.certificate()).build();
      try (var there = RudeServer.tls(server, new String[0], (s, _, _) -> RudeServer.stall(s));
          var here = new Neighbourhood().at(Neighbourhood.CONTROL, 443, there.port())) {
        var seen = (Observation.PageFetch) here.world().page(Target.CONTROL).ask(LONG);
        Certificate told = seen.outcome().failed().orElseThrow().certificate().orElseThrow();
        assertEquals(shown.trust(), told.trust(), shown.name());
        assertEquals(shown.trust() == Trust.UNTRUSTED ? "Some Shield" : "Test Root", told.issuer());
      }
    }
  }

  /** Public, on this machine alone, nowhere; and nobody knows. */
  @Test
  void what_this_machine_trusts_is_told_apart(@TempDir Path folder) throws Exception {
    HeldCertificate shield =
        new HeldCertificate.Builder().certificateAuthority(0).commonName("Some Shield").build();
    Path trusting = Files.writeString(folder.resolve("roots"), shield.certificatePem());
    Path other = Files.writeString(folder.resolve("others"), ROOT.certificatePem());
    HeldCertificate rewritten = forArchive().signedBy(shield).build();
    HeldCertificate elsewhere =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("portal.hotel.example")
            .signedBy(shield)
            .build();
    assertEquals(Optional.of(true), trustedHere(rewritten, trusting));
    assertEquals(Optional.of(false), trustedHere(rewritten, other));
    assertEquals(Optional.of(false), trustedHere(elsewhere, trusting), "not for this name");
    assertEquals(Optional.empty(), trustedHere(rewritten), "it has no list that can be read");
    assertEquals(
        Optional.empty(), trustedHere(forArchive().signedBy(ROOT).build(), other), "not asked");
  }

  private static Optional<Boolean> trustedHere(HeldCertificate shown, Path... roots)
      throws Exception {
    HandshakeCertificates server =
        new HandshakeCertificates.Builder().heldCertificate(shown).build();
    try (var there = RudeServer.tls(server, new String[0], (s, _, _) -> RudeServer.stall(s));
        var here = new Neighbourhood().archive(there.port()).ownRoots(roots)) {
      return Ends.saw(here.world().handshake(ARCHIVE).ask(LONG), Certificate.class).trustedHere();
    }
  }

  @Test
  void a_chain_of_fifty_is_too_large() throws Exception {
    List<X509Certificate> above = new ArrayList<>();
    HeldCertificate signer = ROOT;
    for (int i = 50; i > 0; i--) {
      signer =
          new HeldCertificate.Builder()
              .certificateAuthority(i)
              .commonName("link " + i)
              .signedBy(signer)
              .build();
      above.addFirst(signer.certificate());
    }
    HandshakeCertificates server =
        new HandshakeCertificates.Builder()
            .heldCertificate(
                forArchive().signedBy(signer).build(), above.toArray(X509Certificate[]::new))
            .build();
    try (var there = RudeServer.tls(server, new String[0], (s, _, _) -> RudeServer.stall(s));
        var here = new Neighbourhood().archive(there.port())) {
      Ends.failed(here.world().handshake(ARCHIVE).ask(LONG), Step.TLS, FailureKind.TOO_LARGE);
      Ends.failed(here.world().page(Target.EDGE).ask(LONG), Step.TLS, FailureKind.TOO_LARGE);
    }
  }

  /** A handshake record of TLS 1.2 that begins a chain of 16 MiB, and goes on for ever. */
  @Test
  void a_chain_without_an_end_is_too_large() throws Exception {
    byte[] record = new byte[5 + 16_384];
    ByteBuffer.wrap(record)
        .put((byte) 22)
        .putShort((short) 0x0303)
        .putShort((short) 16_384)
        .putInt(0x0bffffff);
    try (var there =
            RudeServer.plain(
                (_, in, out) -> {
                  in.read();
                  while (true) {
                    out.write(record);
                  }
                });
        var here = new Neighbourhood().archive(there.port())) {
      Ends.failed(here.world().handshake(ARCHIVE).ask(LONG), Step.TLS, FailureKind.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "archiveofourown.org, true",
    "ArchiveOfOurOwn.org, true",
    "*.org, true",
    "*.archiveofourown.org, false",
    "*.com, false",
    "a*.org, false",
    "*, false",
    "evil.archiveofourown.org, false",
    "archiveofourown.org.evil.example, false"
  })
  void a_name_covers_a_host_whole_or_by_its_first_label(String pattern, boolean covers) {
    if (covers) {
      assertTrue(CertificateJudge.matches(pattern, "archiveofourown.org"));
    } else {
      assertFalse(CertificateJudge.matches(pattern, "archiveofourown.org"));
    }
  }

  private static HeldCertificate.Builder forArchive() {
    return new HeldCertificate.Builder().addSubjectAlternativeName("archiveofourown.org");
  }

  private static long days(int days) {
    return Instant.now().plus(days, ChronoUnit.DAYS).toEpochMilli();
  }
}
