package org.why502.lab.net;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.why502.lab.site.Place;
import org.why502.lab.situation.Courier;
import org.why502.lab.situation.Fate;

/** A proxy on this machine for https (RFC 9110, 9.3.6: CONNECT), as antivirus programs run them. */
public final class ProxyServer {
  /** Where it listens, as {@code https_proxy} says it. */
  public static final String ADDRESS = "http://127.0.0.1:3128";

  private static final int PORT = 3128;
  private static final int LONGEST_HEAD = 16 * 1024;
  private static final Pattern CONNECT = Pattern.compile("CONNECT ([^: ]+):(\\d+) HTTP/1\\.[01]");

  private static final String PAGE =
      "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad"
          + " Gateway</h1></center></body></html>";
  private static final String BAD_GATEWAY =
      "HTTP/1.1 502 Bad Gateway\r\nServer: squid/5.7\r\nVia: 1.1 gateway (squid/5.7)\r\n"
          + "Content-Type: text/html\r\nConnection: close\r\nContent-Length: "
          + PAGE.length()
          + "\r\n\r\n"
          + PAGE;

  private final Supplier<Courier> courier;
  private final Certificates certificates;

  /**
   * A proxy that works as it is told at that moment.
   *
   * @param courier its present manners
   */
  public ProxyServer(Supplier<Courier> courier, Certificates certificates) {
    this.courier = courier;
    this.certificates = certificates;
  }

  /** Binds and serves until the process ends. */
  public void serve() throws IOException {
    ServerSocket listening = new ServerSocket(PORT, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(listening));
  }

  private void accept(ServerSocket listening) {
    while (true) {
      try {
        Socket client = listening.accept();
        Thread.ofVirtual().start(() -> attend(client));
      } catch (IOException e) {
        System.err.println("lab: the proxy: " + e);
      }
    }
  }

  private void attend(Socket client) {
    try (client) {
      Matcher wanted =
          CONNECT.matcher(head(client.getInputStream()).lines().findFirst().orElse(""));
      Optional<Place> place = wanted.matches() ? Place.named(wanted.group(1)) : Optional.empty();
      if (place.isEmpty() || courier.get() == Courier.REFUSING) {
        write(client.getOutputStream(), BAD_GATEWAY);
        return;
      }
      if (courier.get() == Courier.FORGING && place.get() == Place.ARCHIVE) {
        write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
        forge(client, wanted.group(1));
      } else {
        lead(client, place.get(), Integer.parseInt(wanted.group(2)));
      }
    } catch (IOException e) {
      // a client that hangs up, or a site that cannot be reached: the connection just ends
      System.err.println("lab: the proxy: " + e);
    }
  }

  private static void lead(Socket client, Place place, int port) throws IOException {
    try (Socket site = new Socket(place.ipv4().getFirst(), port)) {
      write(client.getOutputStream(), "HTTP/1.1 200 Connection established\r\n\r\n");
      Thread back = Thread.ofVirtual().start(() -> pour(site, client));
      pour(client, site);
      back.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From one end to the other, until the first has nothing more to say. */
  private static void pour(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one end was closed, which ends the other: that is how a tunnel ends
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      System.err.println("lab: the proxy: " + e);
    }
  }

  private void forge(Socket client, String name) throws IOException {
    try (Socket secure =
        certificates
            .context(new Fate.Identity.Genuine(), Place.ARCHIVE, name)
            .getSocketFactory()
            .createSocket(client, new ByteArrayInputStream(new byte[0]), true)) {
      head(secure.getInputStream());
      write(secure.getOutputStream(), BAD_GATEWAY);
    }
  }

  private static void write(OutputStream out, String words) throws IOException {
    out.write(words.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
