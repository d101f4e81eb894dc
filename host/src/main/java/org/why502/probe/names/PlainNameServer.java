package org.why502.probe.names;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;
import org.why502.probe.work.ProbeException;
import org.why502.probe.work.Progress;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;

/**
 * Asks one name server one question the plain way, over UDP and, where the answer was cut, again
 * over TCP.
 *
 * <p>dnsjava makes and reads the messages; the sockets are ours, because the way in which an asking
 * fails (silence, a closed port, garbage) is what we want to know, and because dnsjava's own
 * sockets live in a thread that outlasts the question.
 *
 * @param server its address and port
 * @param from the address of this machine that it is asked from; empty for the system's choice
 */
public record PlainNameServer(InetSocketAddress server, Optional<InetAddress> from)
    implements NameServer {

  /** Asks from whatever address the system chooses. */
  public PlainNameServer(InetSocketAddress server) {
    this(server, Optional.empty());
  }

  /** One lost packet is not a silent resolver. glibc's default is 5 s; we have not got those. */
  private static final Duration RESEND_AFTER = Duration.ofMillis(900);

  /** After a wrong answer: how long the right one may take that lost the race against it. */
  private static final Duration SECOND_CHANCE = Duration.ofMillis(300);

  /** Answers of this length at least are read whole; a longer one is cut (RFC 6891, 6.2.5). */
  private static final int LARGEST_DATAGRAM = 4096;

  @Override
  public Message ask(Name name, int type, Duration limit, Progress progress) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    Message query = NameServer.question(name, type);
    Message answer = overUdp(query, deadline, progress);
    return answer.getHeader().getFlag(Flags.TC) ? overTcp(query, deadline, progress) : answer;
  }

  private Message overUdp(Message query, long deadline, Progress progress) throws IOException {
    try (DatagramSocket socket = progress.closes(new DatagramSocket(here()))) {
      // Connected: only its own packets are received, and a closed port (ICMP) becomes known.
      socket.connect(server);
      byte[] question = query.toWire();
      DatagramPacket packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
      Optional<ProbeException> wrong = Optional.empty();
      long resendAt = System.nanoTime();
      long giveUpAt = deadline;
      while (true) {
        long now = System.nanoTime();
        if (now >= giveUpAt) {
          throw wrong.isPresent() ? wrong.get() : silence();
        }
        if (now >= resendAt) {
          socket.send(new DatagramPacket(question, question.length));
          resendAt = now + RESEND_AFTER.toNanos();
        }
        socket.setSoTimeout(millis(Math.min(giveUpAt, resendAt) - now));
        packet.setLength(LARGEST_DATAGRAM);
        try {
          socket.receive(packet);
          return NameServer.checked(query, Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException _) {
          continue;
        } catch (ProbeException e) {
          wrong = Optional.of(e);
          giveUpAt = Math.min(giveUpAt, System.nanoTime() + SECOND_CHANCE.toNanos());
        }
      }
    }
  }

  private Message overTcp(Message query, long deadline, Progress progress) throws IOException {
    try (Socket socket = progress.closes(new Socket())) {
      socket.bind(here());
      socket.connect(server, millis(deadline - System.nanoTime()));
      byte[] question = query.toWire();
      // The length goes ahead in two octets (RFC 1035, 4.2.2), in one write as RFC 7766, 8 asks.
      byte[] framed = new byte[question.length + 2];
      framed[0] = (byte) (question.length >> 8);
      framed[1] = (byte) question.length;
      System.arraycopy(question, 0, framed, 2, question.length);
      socket.getOutputStream().write(framed);
      // Each read gets what is left; a dripping server is ended by the probe's own limit.
      socket.setSoTimeout(millis(deadline - System.nanoTime()));
      DataInputStream in = new DataInputStream(socket.getInputStream());
      byte[] answer = new byte[in.readUnsignedShort()];
      in.readFully(answer);
      return NameServer.checked(query, answer);
    }
  }

  private static ProbeException silence() {
    return new ProbeException(Step.NAME, FailureKind.TIMED_OUT, "");
  }

  /** For a socket's timeout, where 0 would mean for ever. */
  private static int millis(long nanos) {
    return Math.clamp(nanos / 1_000_000, 1, Integer.MAX_VALUE);
  }

  /** Any port of the address that is asked from. */
  private InetSocketAddress here() {
    return from.map(a -> new InetSocketAddress(a, 0)).orElseGet(() -> new InetSocketAddress(0));
  }
}
