package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.why502.probe.Neighbourhood.ARCHIVE;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.ROOT;
import static org.why502.probe.RudeServer.reset;
import static org.why502.probe.RudeServer.stall;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Certificate;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;

/** At AO3's own address, a connection for another name tells a block by name from a broken way. */
class OtherNameTest {
  private static final String OTHER = "www.cloudflare.com";

  /** TLS handshake record's header: type, version, length (RFC 8446, 5.1). */
  private static final int HEADER = 5;

  private static final HandshakeCertificates EDGE =
      new HandshakeCertificates.Builder()
          .heldCertificate(
              new HeldCertificate.Builder().signedBy(ROOT).addSubjectAlternativeName(OTHER).build())
          .build();

  @Test
  void what_resets_by_name_lets_another_name_through() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    try (var filter =
            RudeServer.plain(
                (socket, in, _) -> {
                  byte[] hello = hello(in);
                  if (new String(hello, StandardCharsets.ISO_8859_1).contains("archiveofourown")) {
                    reset(socket);
                  } else {
                    sent.addAndGet(Math.max(0, shaken(socket, hello).getInputStream().read()));
                  }
                });
        var here = new Neighbourhood().archive(filter.port())) {
      World world = here.world();
      Ends.failed(world.handshake(ARCHIVE).ask(LONG), Step.TLS, FailureKind.RESET);
      Certificate shown = Ends.saw(world.otherName(ARCHIVE).ask(LONG), Certificate.class);
      assertEquals(Certificate.Trust.PROVEN, shown.trust(), "for the name that was asked for");
      filter.awaitEnd();
      assertEquals(0, sent.get(), "nothing is ever sent there");
    }
  }

  @Test
  void what_resets_all_is_told_so() throws Exception {
    try (var filter =
            RudeServer.plain(
                (socket, in, _) -> {
                  hello(in);
                  reset(socket);
                });
        var here = new Neighbourhood().archive(filter.port())) {
      Ends.failed(here.world().otherName(ARCHIVE).ask(LONG), Step.TLS, FailureKind.RESET);
    }
  }

  /** Whoever rewrites certificates lets nobody through. */
  @Test
  void a_certificate_that_was_made_up_proves_no_edge() throws Exception {
    HandshakeCertificates madeUp =
        new HandshakeCertificates.Builder()
            .heldCertificate(new HeldCertificate.Builder().addSubjectAlternativeName(OTHER).build())
            .build();
    try (var filter = RudeServer.tls(madeUp, new String[0], (socket, _, _) -> stall(socket));
        var here = new Neighbourhood().archive(filter.port())) {
      Certificate shown = Ends.saw(here.world().otherName(ARCHIVE).ask(LONG), Certificate.class);
      assertEquals(Certificate.Trust.UNTRUSTED, shown.trust());
    }
  }

  private static byte[] hello(InputStream in) throws Exception {
    byte[] header = in.readNBytes(HEADER);
    byte[] rest = in.readNBytes((header[3] & 0xff) << 8 | header[4] & 0xff);
    byte[] whole = new byte[HEADER + rest.length];
    System.arraycopy(header, 0, whole, 0, HEADER);
    System.arraycopy(rest, 0, whole, HEADER, rest.length);
    return whole;
  }

  private static SSLSocket shaken(Socket socket, byte[] hello) throws Exception {
    SSLSocket tls =
        (SSLSocket)
            EDGE.sslSocketFactory().createSocket(socket, new ByteArrayInputStream(hello), true);
    tls.setUseClientMode(false);
    tls.startHandshake();
    return tls;
  }
}
