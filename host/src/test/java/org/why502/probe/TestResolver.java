package org.why502.probe;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A resolver that answers as a test says, over UDP and over TCP on the same port. */
public final class TestResolver implements AutoCloseable {
  private final DatagramSocket udp;
  private final DatagramSocket mouth;
  private final ServerSocket tcp;
  private final AtomicInteger udpQuestions = new AtomicInteger();
  private final AtomicInteger tcpQuestions = new AtomicInteger();

  private TestResolver(Function<Message, List<byte[]>> overUdp, Function<Message, byte[]> overTcp) {
    this(overUdp, overTcp, false);
  }

  private TestResolver(
      Function<Message, List<byte[]>> overUdp,
      Function<Message, byte[]> overTcp,
      boolean fromElsewhere) {
    try {
      InetAddress here = InetAddress.getLoopbackAddress();
      tcp = new ServerSocket(0, 10, here);
      udp = new DatagramSocket(tcp.getLocalPort(), here);
      mouth = fromElsewhere ? new DatagramSocket(0, here) : udp;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> answerUdp(overUdp));
    Thread.ofVirtual().start(() -> answerTcp(overTcp));
  }

  /** Sends these packets for each question. */
  public static TestResolver sending(Function<Message, List<byte[]>> packets) {
    return new TestResolver(packets, _ -> new byte[0]);
  }

  /** Answers properly over UDP. */
  public static TestResolver answering(Function<Message, Message> answer) {
    return sending(q -> List.of(answer.apply(q).toWire()));
  }

  /** Answers properly over UDP, but from a port that nobody asked. */
  public static TestResolver fromAnotherPort(Function<Message, Message> answer) {
    return new TestResolver(q -> List.of(answer.apply(q).toWire()), _ -> new byte[0], true);
  }

  /** Cuts over UDP, and sends this over TCP. */
  public static TestResolver cutting(Function<Message, byte[]> whole) {
    return new TestResolver(
        q -> {
          Message cut = reply(q, 0);
          cut.getHeader().setFlag(Flags.TC);
          return List.of(cut.toWire());
        },
        whole);
  }

  /** An answer with these records. */
  public static Message reply(Message question, int rcode, Record... records) {
    Message reply = new Message(question.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setRcode(rcode);
    reply.addRecord(question.getQuestion(), Section.QUESTION);
    Arrays.stream(records).forEach(r -> reply.addRecord(r, Section.ANSWER));
    return reply;
  }

  public int port() {
    return tcp.getLocalPort();
  }

  public int udpQuestions() {
    return udpQuestions.get();
  }

  public int tcpQuestions() {
    return tcpQuestions.get();
  }

  private void answerUdp(Function<Message, List<byte[]>> packets) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        udp.receive(packet);
        udpQuestions.incrementAndGet();
        Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        for (byte[] answer : packets.apply(question)) {
          mouth.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      if (!udp.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void answerTcp(Function<Message, byte[]> answer) {
    while (true) {
      try (Socket socket = tcp.accept()) {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        tcpQuestions.incrementAndGet();
        byte[] whole = answer.apply(new Message(question));
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        if (whole.length > 0) {
          out.writeShort(whole.length);
          out.write(whole);
        }
      } catch (IOException e) {
        if (tcp.isClosed()) {
          return;
        }
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    udp.close();
    mouth.close();
    tcp.close();
  }
}
