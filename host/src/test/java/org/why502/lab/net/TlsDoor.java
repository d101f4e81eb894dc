package org.why502.lab.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.why502.lab.site.Pace;
import org.why502.lab.site.Place;
import org.why502.lab.situation.Fate;

/**
 * Stands between a TCP connection and its TLS: reads whom the client asks for, and lets the
 * situation decide what becomes of the connection.
 */
final class TlsDoor extends SSLSocketFactory {
  private final Place place;
  private final String address;
  private final Supplier<Fate.Door> door;
  private final Certificates certificates;
  private final RequestLog log;

  TlsDoor(
      Place place,
      String address,
      Supplier<Fate.Door> door,
      Certificates certificates,
      RequestLog log) {
    this.place = place;
    this.address = address;
    this.door = door;
    this.certificates = certificates;
    this.log = log;
  }

  /** Called by the web server for each accepted connection, on that connection's own thread. */
  @Override
  public Socket createSocket(Socket raw, String host, int port, boolean autoClose)
      throws IOException {
    ClientHello hello = ClientHello.read(raw.getInputStream());
    String name = hello.names().stream().findFirst().orElse("");
    Fate fate = of(hello, door.get().decide(place, address, hello.names()));
    log.tls(place.label(), address, name, fate.getClass().getSimpleName());
    Pace.travel();
    return switch (fate) {
      case Fate.Shake(var identity) ->
          certificates
              .context(identity, place, name)
              .getSocketFactory()
              .createSocket(raw, new ByteArrayInputStream(hello.bytes()), autoClose);
      case Fate.Late(var wait) -> {
        sleep(wait);
        yield certificates
            .context(new Fate.Identity.Genuine(), place, name)
            .getSocketFactory()
            .createSocket(raw, new ByteArrayInputStream(hello.bytes()), autoClose);
      }
      case Fate.Shorten(int bytes) ->
          certificates
              .context(new Fate.Identity.Genuine(), place, name)
              .getSocketFactory()
              .createSocket(
                  new ShortenedSocket(raw, bytes),
                  new ByteArrayInputStream(hello.bytes()),
                  autoClose);
      case Fate.Reset _, Fate.ResetLong _ -> {
        raw.setSoLinger(true, 0); // closing then sends a RST instead of a FIN
        raw.close();
        throw new IOException("reset on purpose");
      }
      case Fate.Close _ -> {
        raw.close();
        throw new IOException("closed on purpose");
      }
      case Fate.Silence _ -> {
        // Reads on without a word until the client gives up.
        raw.getInputStream().transferTo(OutputStream.nullOutputStream());
        raw.close();
        throw new IOException("silent on purpose");
      }
    };
  }

  /** What the length of a hello decides. */
  private static Fate of(ClientHello hello, Fate fate) {
    return fate instanceof Fate.ResetLong(int bytes) && hello.bytes().length <= bytes
        ? Fate.genuine()
        : fate;
  }

  private static void sleep(Duration wait) throws IOException {
    try {
      Thread.sleep(Pace.of(wait));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("ended while it waited", e);
    }
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("a server makes no connections");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("a server makes no connections");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("a server makes no connections");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("a server makes no connections");
  }
}
