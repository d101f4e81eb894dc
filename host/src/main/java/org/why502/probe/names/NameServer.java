package org.why502.probe.names;

import java.io.IOException;
import java.time.Duration;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;
import org.why502.probe.work.ProbeException;
import org.why502.probe.work.Progress;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Somebody who can be asked for the records of a name, by one way. */
sealed interface NameServer permits PlainNameServer, HttpsNameServer {

  /**
   * Asks for records of one type.
   *
   * @param name an absolute name
   * @param type from {@link org.xbill.DNS.Type}
   * @param limit after which silence is a failure
   */
  Message ask(Name name, int type, Duration limit, Progress progress) throws IOException;

  /** The message that asks for records of one type. */
  static Message question(Name name, int type) {
    return Message.newQuery(Record.newRecord(name, type, DClass.IN));
  }

  /**
   * The message, where it really answers the question.
   *
   * @throws ProbeException where it is garbage, or answers something else
   */
  static Message checked(Message query, byte[] wire) throws ProbeException {
    Message answer;
    try {
      answer = new Message(wire);
    } catch (IOException | RuntimeException _) {
      throw malformed("not a DNS message");
    }
    if (answer.getHeader().getID() != query.getHeader().getID()) {
      throw malformed("an answer to another question");
    }
    if (!answer.getHeader().getFlag(Flags.QR)) {
      throw malformed("a question for an answer");
    }
    // A server that could not read the question need not repeat it (RFC 1035, 4.1.1: FORMERR).
    Record repeated = answer.getQuestion();
    if (repeated != null && !repeated.equals(query.getQuestion())) {
      throw malformed("an answer to another question");
    }
    return answer;
  }

  /** An answer that breaks its protocol. */
  static ProbeException malformed(String detail) {
    return new ProbeException(Step.NAME, FailureKind.MALFORMED, detail);
  }
}
