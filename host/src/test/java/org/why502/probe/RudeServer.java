package org.why502.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import okhttp3.tls.HandshakeCertificates;

/** A server that does to each connection what its act says, over TLS or below it. */
public final class RudeServer implements AutoCloseable {

  /** What is done to one connection. */
  @FunctionalInterface
  public interface Act {
    void on(Socket socket, InputStream in, OutputStream out) throws Exception;
  }

  private final ServerSocket listening;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final List<Thread> acting = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch first = new CountDownLatch(1);

  private RudeServer(Act act) {
    try {
      listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(act));
  }

  /** Acts on the bare connection. */
  public static RudeServer plain(Act act) {
    return new RudeServer(act);
  }

  /** Acts inside TLS, after the handshake, with no protocol agreed on: HTTP/1.1. */
  public static RudeServer tls(Act act) {
    return tls(Neighbourhood.SERVER, new String[0], act);
  }

  public static RudeServer tls(HandshakeCertificates certificates, String[] protocols, Act act) {
    return new RudeServer(
        (plain, _, _) -> {
          SSLSocket socket = shaken(certificates, protocols, plain);
          act.on(plain, socket.getInputStream(), socket.getOutputStream());
        });
  }

  /** TLS over a connection, its handshake done. */
  public static SSLSocket shaken(
      HandshakeCertificates certificates, String[] protocols, Socket plain) throws IOException {
    SSLSocket socket =
        (SSLSocket) certificates.sslSocketFactory().createSocket(plain, null, -1, true);
    socket.setUseClientMode(false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** Connections that were made. */
  int connections() {
    return accepted.size();
  }

  /** Bytes that {@link #pour} sent. */
  long sent() {
    return sent.get();
  }

  void awaitConnection() throws InterruptedException {
    first.await();
  }

  /** Waits until the other side has ended every connection; hangs where it never does. */
  public void awaitEnd() throws InterruptedException {
    for (Thread thread : acting) {
      thread.join();
    }
  }

  /** Reads an HTTP/1 request's head. */
  public static String request(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the request ended early");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  public static void say(OutputStream out, String words) throws IOException {
    out.write(words.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /** Sends the same again and again until the other side ends the connection. */
  void pour(OutputStream out, byte[] some) throws IOException {
    while (true) {
      out.write(some);
      sent.addAndGet(some.length);
    }
  }

  /** Tears the connection down: RST in place of FIN. */
  public static void reset(Socket socket) throws SocketException, IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Says nothing more until the other side ends the connection. */
  public static void stall(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    while (in.read() >= 0) {
      // Listening is all it does.
    }
  }

  private void accept(Act act) {
    while (!listening.isClosed()) {
      Socket socket;
      try {
        socket = listening.accept();
      } catch (IOException _) {
        return;
      }
      accepted.add(socket);
      acting.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    first.countDown();
                    try (socket) {
                      act.on(socket, socket.getInputStream(), socket.getOutputStream());
                    } catch (Exception _) {
                      // The other side went away, which is its right; the test judges what it saw.
                    }
                  }));
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
