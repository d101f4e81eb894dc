package org.why502.probe.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import org.why502.probe.work.Progress;

/** Sockets of one piece of work: closed when it ends, with what they receive counted. */
final class TrackedSockets extends SocketFactory {

  /** What Java says, in every language, where it was closed on this side meanwhile. */
  private static final Set<String> CLOSED_HERE =
      Set.of("Socket closed", "Socket is closed", "Closed by interrupt");

  private final UnaryOperator<InetSocketAddress> reach;
  private final Optional<InetAddress> from;
  private final Progress progress;

  TrackedSockets(UnaryOperator<InetSocketAddress> reach, Progress progress) {
    this(reach, Optional.empty(), progress);
  }

  /** Sockets that are bound to an address of this machine, where one is given. */
  TrackedSockets(
      UnaryOperator<InetSocketAddress> reach, Optional<InetAddress> from, Progress progress) {
    this.reach = reach;
    this.from = from;
    this.progress = progress;
  }

  @Override
  public Socket createSocket() {
    return progress.closes(new Tracked());
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("names are looked up by the caller");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("names are looked up by the caller");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    Socket socket = createSocket();
    socket.connect(new InetSocketAddress(host, port));
    return socket;
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("the local end is the system's choice");
  }

  /**
   * No route leads there (ENETUNREACH), for which Java has no class of its own: where the family of
   * an address does not work here. It is told apart here, where it is known that a connection was
   * being made: by the time that okhttp tells of it, another of the addresses that it tries side by
   * side may be in the middle of TLS, where the same class of exception means that the connection
   * broke.
   */
  private static SocketException unreachable(SocketException e) {
    NoRouteToHostException unreachable = new NoRouteToHostException("no route");
    unreachable.initCause(e);
    return unreachable;
  }

  private final class Tracked extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      SocketAddress there = endpoint instanceof InetSocketAddress to ? reach.apply(to) : endpoint;
      // A lying resolver gives 0.0.0.0, which is nobody's address. Java would take it for this
      // machine.
      if (there instanceof InetSocketAddress to
          && to.getAddress() != null
          && to.getAddress().isAnyLocalAddress()) {
        throw new ConnectException("Connection refused: the address is nobody's");
      }
      if (from.isPresent()) {
        bind(new InetSocketAddress(from.get(), 0));
      }
      try {
        super.connect(there, timeout);
      } catch (SocketException e) {
        String words = String.valueOf(e.getMessage());
        boolean other = CLOSED_HERE.contains(words) || words.contains("reset");
        throw e.getClass() == SocketException.class && !other ? unreachable(e) : e;
      }
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream());
    }
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      progress.receive(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int some = super.read(into, from, most);
      progress.receive(Math.max(0, some));
      return some;
    }
  }
}
