package org.why502.probe.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.why502.evidence.Certificate;
import org.why502.evidence.Observation.Opened;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Step;
import org.why502.probe.work.Progress;

/**
 * Connects to one of AO3's supposed addresses and has it show its certificate. Nothing is ever sent
 * over a connection made here, which is why it may be completed with whoever answers.
 *
 * @param address the address, never a name
 * @param reach where to go for it
 * @param from the address of this machine to bind to; empty for the system's choice
 * @param judge says what a certificate proves
 */
public record CertificateProbe(
    InetAddress address,
    UnaryOperator<InetSocketAddress> reach,
    Optional<InetAddress> from,
    CertificateJudge judge) {

  private static final int HTTPS = 443;

  /** Opens a TCP connection, and closes it. */
  public Opened open(Progress progress) throws IOException {
    try (Socket _ = connected(progress)) {
      return new Opened();
    }
  }

  /** Has AO3's certificate shown, and judges it. */
  public Certificate show(Progress progress) throws IOException {
    return show(progress, OfficialHosts.ARCHIVE);
  }

  /**
   * Has the certificate for a name shown, and judges it.
   *
   * @param name the name that is asked for
   */
  public Certificate show(Progress progress, String name) throws IOException {
    try (Socket plain = connected(progress)) {
      progress.reach(Step.TLS);
      RecordingTrust seen = RecordingTrust.acceptingAll();
      try (SSLSocket socket =
          (SSLSocket) context(seen).getSocketFactory().createSocket(plain, name, HTTPS, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        // As every browser says: a filter that looks at handshakes shall see an ordinary one.
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
      } catch (IOException e) {
        // The handshake broke off after the certificate was shown; the certificate is still
        // evidence.
        if (seen.chain().isEmpty()) {
          throw e;
        }
      }
      return judge.judge(seen.chain(), seen.authType(), name);
    }
  }

  private Socket connected(Progress progress) throws IOException {
    progress.reach(Step.CONNECT);
    Socket socket = new TrackedSockets(reach, from, progress).createSocket();
    socket.connect(new InetSocketAddress(address, HTTPS));
    return socket;
  }

  private static SSLContext context(RecordingTrust seen) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[0], new TrustManager[] {seen}, null);
      return context;
    } catch (NoSuchAlgorithmException | KeyManagementException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
