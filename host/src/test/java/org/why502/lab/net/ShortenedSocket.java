package org.why502.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A server's end of a connection over which only so much of what it sends passes; the rest is
 * swallowed without a word, as by a filter that counts.
 */
final class ShortenedSocket extends Socket {
  private final Socket through;
  private final OutputStream out;

  ShortenedSocket(Socket through, int bytes) throws IOException {
    this.through = through;
    OutputStream whole = through.getOutputStream();
    this.out =
        new OutputStream() {
          private int left = bytes;

          @Override
          public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
          }

          @Override
          public void write(byte[] from, int start, int length) throws IOException {
            int some = Math.min(length, left);
            whole.write(from, start, some);
            left -= some;
          }

          @Override
          public void flush() throws IOException {
            whole.flush();
          }
        };
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return through.getInputStream();
  }

  @Override
  public boolean isConnected() {
    return through.isConnected();
  }

  @Override
  public boolean isClosed() {
    return through.isClosed();
  }

  @Override
  public boolean isBound() {
    return through.isBound();
  }

  @Override
  public InetAddress getInetAddress() {
    return through.getInetAddress();
  }

  @Override
  public InetAddress getLocalAddress() {
    return through.getLocalAddress();
  }

  @Override
  public SocketAddress getRemoteSocketAddress() {
    return through.getRemoteSocketAddress();
  }

  @Override
  public SocketAddress getLocalSocketAddress() {
    return through.getLocalSocketAddress();
  }

  @Override
  public int getPort() {
    return through.getPort();
  }

  @Override
  public int getLocalPort() {
    return through.getLocalPort();
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    through.setSoTimeout(millis);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return through.getSoTimeout();
  }

  @Override
  public void setSoLinger(boolean on, int seconds) throws SocketException {
    through.setSoLinger(on, seconds);
  }

  @Override
  public int getSoLinger() throws SocketException {
    return through.getSoLinger();
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    through.setTcpNoDelay(on);
  }

  @Override
  public void shutdownInput() throws IOException {
    through.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    through.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    through.close();
  }
}
