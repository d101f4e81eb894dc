package org.why502.lab.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.why502.lab.site.Pace;
import org.why502.lab.situation.Answers;
import org.why502.lab.situation.Answers.Answer;
import org.why502.lab.situation.NameService;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The resolvers, on UDP and TCP port 53 of their real addresses. */
public final class NameServers {
  private static final int PORT = 53;
  private static final int LARGEST = 65_535;
  private static final long TTL_SECONDS = 5;

  private final Function<NameService, Answers> answers;
  private final RequestLog log;

  /**
   * Resolvers that answer as they are told at that moment.
   *
   * @param answers the present manners of a resolver
   */
  public NameServers(Function<NameService, Answers> answers, RequestLog log) {
    this.answers = answers;
    this.log = log;
  }

  /** Binds and serves one address of a resolver until the process ends. */
  public void serve(NameService service, String address) throws IOException {
    InetAddress here = InetAddress.getByName(address);
    DatagramSocket udp = new DatagramSocket(PORT, here);
    ServerSocket tcp = new ServerSocket(PORT, 50, here);
    Thread.ofVirtual().start(() -> overUdp(service, address, udp));
    Thread.ofVirtual().start(() -> overTcp(service, address, tcp));
  }

  private void overUdp(NameService service, String address, DatagramSocket socket) {
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
      try {
        socket.receive(packet);
        // Each on its own: an answer that is under way keeps no other waiting.
        Thread.ofVirtual().start(() -> answer(service, address, socket, packet));
      } catch (IOException e) {
        System.err.println("lab: resolver " + address + " over udp: " + e);
      }
    }
  }

  private void answer(
      NameService service, String address, DatagramSocket socket, DatagramPacket packet) {
    try {
      Optional<byte[]> reply =
          reply(
              service,
              address,
              "udp",
              (InetSocketAddress) packet.getSocketAddress(),
              Arrays.copyOf(packet.getData(), packet.getLength()));
      if (reply.isPresent()) {
        Pace.travel();
        socket.send(new DatagramPacket(reply.get(), reply.get().length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      System.err.println("lab: resolver " + address + " over udp: " + e);
    }
  }

  private void overTcp(NameService service, String address, ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> converse(service, address, socket));
      } catch (IOException e) {
        System.err.println("lab: resolver " + address + " over tcp: " + e);
      }
    }
  }

  private void converse(NameService service, String address, Socket socket) {
    try (socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      for (int high = in.read(); high >= 0; high = in.read()) {
        byte[] query = in.readNBytes(high << 8 | in.readUnsignedByte());
        Optional<byte[]> reply =
            reply(
                service,
                address,
                "tcp",
                (InetSocketAddress) socket.getRemoteSocketAddress(),
                query);
        if (reply.isEmpty() && closes(service)) {
          return;
        }
        if (reply.isPresent()) {
          Pace.travel();
          out.writeShort(reply.get().length);
          out.write(reply.get());
          out.flush();
        }
      }
    } catch (IOException e) {
      System.err.println("lab: a conversation with " + address + " broke off: " + e);
    }
  }

  /** A resolver that cuts its answers closes the connection where the whole one is asked for. */
  private boolean closes(NameService service) {
    return answers.apply(service).answer("") instanceof Answer.Mangled;
  }

  private Optional<byte[]> reply(
      NameService service, String address, String transport, InetSocketAddress peer, byte[] wire)
      throws IOException {
    Message query = new Message(wire);
    Record question = query.getQuestion();
    if (question == null) {
      return Optional.empty();
    }
    String name = question.getName().toString(true).toLowerCase(Locale.ROOT);
    Answer answer = answers.apply(service).answer(name);
    boolean listed = Answers.zone(name).isPresent();
    // Before the answer: afterwards the other end may be closed. What is listed anybody may ask
    // for.
    List<String> programs = listed ? List.of() : Asker.of(transport, peer, PORT);
    if (answer instanceof Answer.Mangled(var manner)) {
      String type = Type.string(question.getType());
      log.dns(address, transport, name, type, manner.name(), listed, programs);
      return Mangling.of(manner, query, name, transport.equals("tcp"));
    }
    Optional<Message> reply = answer(query, question, name, answer);
    log.dns(
        address,
        transport,
        name,
        Type.string(question.getType()),
        reply.map(NameServers::summary).orElse("silence"),
        listed,
        programs);
    return reply.map(Message::toWire);
  }

  /** What a resolver of these manners says; empty for silence. */
  static Optional<Message> answer(Message query, Record question, String name, Answer answer) {
    return switch (answer) {
      case Answer.Silence _, Answer.Mangled _ -> Optional.empty();
      case Answer.Code(int rcode) -> Optional.of(begin(query, question, rcode));
      case Answer.Addresses(var addresses) -> Optional.of(give(query, question, addresses));
      case Answer.Ipv4Alone some when !some.answers(question.getType()) -> Optional.empty();
      case Answer.Ipv4Alone _ -> answer(query, question, name, new Answer.Truth());
      case Answer.Truth _ -> {
        Optional<List<String>> known = Answers.zone(name);
        yield Optional.of(
            known.isPresent()
                ? give(query, question, known.get())
                : begin(query, question, Rcode.NXDOMAIN));
      }
    };
  }

  static Message give(Message query, Record question, List<String> addresses) {
    Message reply = begin(query, question, Rcode.NOERROR);
    Name name = question.getName();
    for (String address : addresses) {
      boolean six = address.contains(":");
      if (question.getType() == (six ? Type.AAAA : Type.A)) {
        InetAddress value = InetAddress.ofLiteral(address);
        reply.addRecord(
            six
                ? new AAAARecord(name, DClass.IN, TTL_SECONDS, value)
                : new ARecord(name, DClass.IN, TTL_SECONDS, value),
            Section.ANSWER);
      }
    }
    return reply;
  }

  static Message begin(Message query, Record question, int rcode) {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    if (query.getHeader().getFlag(Flags.RD)) {
      reply.getHeader().setFlag(Flags.RD);
    }
    reply.getHeader().setRcode(rcode);
    reply.addRecord(question, Section.QUESTION);
    return reply;
  }

  /** An answer in a line. */
  static String summary(Message reply) {
    return Rcode.string(reply.getHeader().getRcode())
        + reply.getSection(Section.ANSWER).stream()
            .map(r -> " " + r.rdataToString())
            .reduce("", String::concat);
  }
}
