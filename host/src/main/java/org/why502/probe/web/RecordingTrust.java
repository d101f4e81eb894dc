package org.why502.probe.web;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Keeps what one server showed, and then lets somebody else decide whether to go on. What was shown
 * is evidence where the handshake fails because of it.
 */
final class RecordingTrust extends X509ExtendedTrustManager {
  private final Optional<X509TrustManager> judge;
  private volatile List<X509Certificate> chain = List.of();
  private volatile String authType = "UNKNOWN";

  private RecordingTrust(Optional<X509TrustManager> judge) {
    this.judge = judge;
  }

  /** Goes on with whoever answers: for connections over which nothing is sent. */
  static RecordingTrust acceptingAll() {
    return new RecordingTrust(Optional.empty());
  }

  /** Goes on only with whom a trust manager accepts. */
  static RecordingTrust judgedBy(X509TrustManager judge) {
    return new RecordingTrust(Optional.of(judge));
  }

  /** What was shown, its own certificate first; empty until a server has shown any. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** The key exchange, as {@link X509TrustManager} wants to know it. */
  String authType() {
    return authType;
  }

  private void keep(X509Certificate[] shown, String type) {
    chain = Optional.ofNullable(shown).map(List::of).orElse(List.of());
    authType = type;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket)
      throws CertificateException {
    keep(shown, type);
    if (judge.isPresent()) {
      if (judge.get() instanceof X509ExtendedTrustManager extended) {
        extended.checkServerTrusted(shown, type, socket);
      } else {
        judge.get().checkServerTrusted(shown, type);
      }
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    keep(shown, type);
    if (judge.isPresent()) {
      if (judge.get() instanceof X509ExtendedTrustManager extended) {
        extended.checkServerTrusted(shown, type, engine);
      } else {
        judge.get().checkServerTrusted(shown, type);
      }
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type) throws CertificateException {
    keep(shown, type);
    if (judge.isPresent()) {
      judge.get().checkServerTrusted(shown, type);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket) {
    throw new UnsupportedOperationException("we are the client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine) {
    throw new UnsupportedOperationException("we are the client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type) {
    throw new UnsupportedOperationException("we are the client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return judge.map(X509TrustManager::getAcceptedIssuers).orElseGet(() -> new X509Certificate[0]);
  }
}
