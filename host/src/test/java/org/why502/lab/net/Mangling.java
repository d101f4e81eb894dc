package org.why502.lab.net;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.why502.lab.situation.Answers;
import org.why502.lab.situation.Answers.Manner;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/** Answers that break the protocol of names, each in one way. */
final class Mangling {
  private static final long TTL_SECONDS = 5;
  private static final int CROWD = 500;

  private Mangling() {}

  /** The bytes to send; none where the connection is just closed. */
  static Optional<byte[]> of(Manner manner, Message query, String name, boolean tcp)
      throws IOException {
    return switch (manner) {
      case GARBAGE -> Optional.of(new byte[] {1, 2, 3});
      case WRONG_ID -> {
        byte[] wire = NameServers.begin(query, query.getQuestion(), Rcode.NOERROR).toWire();
        wire[0] ^= 1;
        yield Optional.of(wire);
      }
      case CIRCLE -> {
        Message reply = NameServers.begin(query, query.getQuestion(), Rcode.NOERROR);
        Name own = query.getQuestion().getName();
        Name other = Name.fromString("edge.example.");
        reply.addRecord(new CNAMERecord(own, DClass.IN, TTL_SECONDS, other), Section.ANSWER);
        reply.addRecord(new CNAMERecord(other, DClass.IN, TTL_SECONDS, own), Section.ANSWER);
        yield Optional.of(reply.toWire());
      }
      case CUT -> tcp ? Optional.empty() : cut(query);
      case CROWD -> tcp ? Optional.of(crowd(query, name).toWire()) : cut(query);
    };
  }

  private static Optional<byte[]> cut(Message query) {
    Message reply = NameServers.begin(query, query.getQuestion(), Rcode.NOERROR);
    reply.getHeader().setFlag(Flags.TC);
    return Optional.of(reply.toWire());
  }

  private static Message crowd(Message query, String name) throws IOException {
    List<String> truth = Answers.zone(name).orElseGet(List::of);
    List<String> many =
        truth.stream().flatMap(a -> Collections.nCopies(CROWD / truth.size(), a).stream()).toList();
    return NameServers.give(query, query.getQuestion(), many);
  }
}
