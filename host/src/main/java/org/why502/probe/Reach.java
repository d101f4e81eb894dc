package org.why502.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;

/**
 * Sockets of one piece of work: closed when it ends, with what they receive counted and bounded.
 */
final class Reach extends SocketFactory {

  /**
   * The most that may come before the headers of an answer are complete. okhttp bounds them at 256
   * KiB in HTTP/1 and not at all in HTTP/2, where the first part of a body may have come as well.
   */
  static final long MOST_BEFORE_HEADERS = 4L * 1024 * 1024;

  private final UnaryOperator<InetSocketAddress> reach;
  private final Progress progress;

  Reach(UnaryOperator<InetSocketAddress> reach, Progress progress) {
    this.reach = reach;
    this.progress = progress;
  }

  @Override
  public Socket createSocket() {
    return progress.closes(new Reaching());
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

  private final class Reaching extends Socket {
    @Override
    public void connect(SocketAddress endpoint) throws IOException {
      connect(endpoint, 0);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
      super.connect(endpoint instanceof InetSocketAddress to ? reach.apply(to) : endpoint, timeout);
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
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int some = super.read(into, from, most);
      count(Math.max(0, some));
      return some;
    }

    private void count(int bytes) throws IOException {
      progress.receive(bytes);
      if (progress.step() == Step.FIRST_BYTE && progress.received() > MOST_BEFORE_HEADERS) {
        throw new ProbeException(FailureKind.TOO_LARGE, "headers without an end");
      }
    }
  }
}
