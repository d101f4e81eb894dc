package org.why502.probe.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.SHORT;
import static org.why502.probe.TestResolver.reply;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Step;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;
import org.why502.probe.TestResolver;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Resolvers that answer, refuse, lie, stutter and stay silent. */
class NamesTest {
  private static final String OPEN = "1.1.1.1";
  private static final String NOWHERE = "192.0.2.1";
  private static final Name ARCHIVE = Name.fromConstantString("archiveofourown.org.");
  private static final Name EDGE = Name.fromConstantString("edge.example.");

  @Test
  void both_families_are_asked_and_sorted_into_one_answer() throws Exception {
    try (var resolver = TestResolver.answering(NamesTest::healthy)) {
      NameAnswer answer = Ends.saw(ask(resolver, LONG), NameAnswer.class);
      assertEquals("NOERROR", answer.rcode());
      assertEquals(List.of("192.0.2.7", "192.0.2.8", "2001:db8::7"), answer.addresses());
      assertEquals(2, resolver.udpQuestions());
    }
  }

  @ParameterizedTest
  @CsvSource({"2, SERVFAIL", "5, REFUSED", "3, NXDOMAIN"})
  void a_resolver_that_says_no_has_answered(int rcode, String mnemonic) throws Exception {
    try (var resolver = TestResolver.answering(q -> reply(q, rcode))) {
      NameAnswer answer = Ends.saw(ask(resolver, LONG), NameAnswer.class);
      assertEquals(new NameAnswer(mnemonic, List.of()), answer);
    }
  }

  @Test
  void of_two_response_codes_the_worse_is_told_with_the_addresses_of_the_other() throws Exception {
    try (var resolver =
        TestResolver.answering(q -> isA(q) ? healthy(q) : reply(q, Rcode.SERVFAIL))) {
      NameAnswer answer = Ends.saw(ask(resolver, LONG), NameAnswer.class);
      assertEquals(new NameAnswer("SERVFAIL", List.of("192.0.2.7", "192.0.2.8")), answer);
    }
  }

  @Test
  void silence_times_out() throws Exception {
    try (var resolver = TestResolver.sending(_ -> List.of())) {
      Ends.failed(ask(resolver, SHORT), Step.NAME, FailureKind.TIMED_OUT);
    }
  }

  @Test
  void silence_about_one_family_does_not_cost_the_other() throws Exception {
    try (var resolver =
        TestResolver.sending(q -> isA(q) ? List.of(healthy(q).toWire()) : List.of())) {
      NameAnswer answer = Ends.saw(ask(resolver, SHORT), NameAnswer.class);
      assertEquals(List.of("192.0.2.7", "192.0.2.8"), answer.addresses());
    }
  }

  @Test
  void that_one_family_has_no_address_says_nothing_about_the_silent_one() throws Exception {
    try (var resolver =
        TestResolver.sending(q -> isA(q) ? List.of() : List.of(reply(q, 0).toWire()))) {
      Ends.failed(ask(resolver, SHORT), Step.NAME, FailureKind.TIMED_OUT);
    }
  }

  @Test
  void one_lost_packet_is_sent_again() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (var resolver =
        TestResolver.sending(
            q -> asked.incrementAndGet() <= 2 ? List.of() : List.of(healthy(q).toWire()))) {
      assertEquals(3, Ends.saw(ask(resolver, LONG), NameAnswer.class).addresses().size());
    }
  }

  @Test
  void a_closed_port_refuses() throws Exception {
    int closed;
    try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    try (var here = new Neighbourhood().at(OPEN, 53, closed)) {
      Ends.failed(here.world().publicNames(OPEN).ask(LONG), Step.NAME, FailureKind.REFUSED);
    }
  }

  @Test
  void garbage_is_malformed() throws Exception {
    try (var resolver = TestResolver.sending(_ -> List.of(new byte[] {1, 2, 3}))) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  /** A name that points at itself in the packet: RFC 1035, 4.1.4, without an end. */
  @Test
  void a_compression_loop_is_malformed() throws Exception {
    try (var resolver =
        TestResolver.sending(
            q -> {
              byte[] wire = reply(q, 0).toWire();
              wire[12] = (byte) 0xC0;
              wire[13] = 12;
              return List.of(wire);
            })) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  @Test
  void the_answer_to_another_question_is_malformed() throws Exception {
    try (var resolver = TestResolver.sending(q -> List.of(wrongId(q)))) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  @Test
  void a_forged_answer_does_not_hide_the_right_one_behind_it() throws Exception {
    try (var resolver = TestResolver.sending(q -> List.of(wrongId(q), healthy(q).toWire()))) {
      assertEquals(3, Ends.saw(ask(resolver, LONG), NameAnswer.class).addresses().size());
    }
  }

  /** The right number, and an answer about a name that nobody asked for. */
  @Test
  void an_answer_about_another_name_is_malformed() throws Exception {
    try (var resolver =
        TestResolver.answering(
            q -> {
              Message other = Message.newQuery(Record.newRecord(EDGE, Type.A, DClass.IN));
              other.getHeader().setID(q.getHeader().getID());
              return reply(other, 0, record(q, EDGE, 7));
            })) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  /** Whoever was not asked is not heard, however right the answer looks. */
  @Test
  void an_answer_from_another_port_is_silence() throws Exception {
    try (var resolver = TestResolver.fromAnotherPort(NamesTest::healthy)) {
      Ends.failed(ask(resolver, SHORT), Step.NAME, FailureKind.TIMED_OUT);
    }
  }

  /** Two names of the answer that point at each other. */
  @Test
  void a_compression_loop_among_the_answers_is_malformed() throws Exception {
    try (var resolver =
        TestResolver.sending(
            q -> {
              byte[] wire = reply(q, 0, record(q, EDGE, 7), record(q, EDGE, 8)).toWire();
              int first = reply(q, 0).toWire().length;
              byte[] looping = wire.clone();
              looping[first] = (byte) 0xC0;
              looping[first + 1] = (byte) first;
              return List.of(looping);
            })) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  @Test
  void garbage_over_tcp_is_malformed() throws Exception {
    try (var resolver = TestResolver.cutting(_ -> new byte[65_535])) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  @Test
  void a_question_for_an_answer_is_malformed() throws Exception {
    try (var resolver = TestResolver.sending(q -> List.of(q.toWire()))) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  @Test
  void a_cut_answer_is_asked_for_again_over_tcp() throws Exception {
    try (var resolver = TestResolver.cutting(q -> healthy(q).toWire())) {
      assertEquals(3, Ends.saw(ask(resolver, LONG), NameAnswer.class).addresses().size());
      assertEquals(2, resolver.tcpQuestions());
    }
  }

  @Test
  void a_connection_that_closes_for_an_answer_is_closed() throws Exception {
    try (var resolver = TestResolver.cutting(_ -> new byte[0])) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.CLOSED);
    }
  }

  @Test
  void of_five_hundred_records_four_of_each_family_are_kept() throws Exception {
    try (var resolver =
        TestResolver.cutting(
            q ->
                reply(
                        q,
                        0,
                        IntStream.range(0, 500)
                            .mapToObj(i -> record(q, ARCHIVE, 1 + i))
                            .toArray(Record[]::new))
                    .toWire())) {
      NameAnswer answer = Ends.saw(ask(resolver, LONG), NameAnswer.class);
      assertEquals(8, answer.addresses().size());
      assertEquals(4, answer.addresses().stream().filter(a -> a.contains(":")).count());
    }
  }

  @Test
  void aliases_are_followed_and_other_names_left_out() throws Exception {
    try (var resolver =
        TestResolver.answering(
            q ->
                reply(
                    q,
                    0,
                    alias(ARCHIVE, EDGE),
                    record(q, EDGE, 7),
                    record(q, Name.fromConstantString("stranger.example."), 9)))) {
      NameAnswer answer = Ends.saw(ask(resolver, LONG), NameAnswer.class);
      assertEquals(List.of("192.0.2.7", "2001:db8::7"), answer.addresses());
    }
  }

  @Test
  void aliases_in_a_circle_are_malformed() throws Exception {
    try (var resolver =
        TestResolver.answering(q -> reply(q, 0, alias(ARCHIVE, EDGE), alias(EDGE, ARCHIVE)))) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  @Test
  void aliases_without_an_end_are_malformed() throws Exception {
    try (var resolver =
        TestResolver.answering(
            q -> {
              Record[] chain = new Record[20];
              for (int i = 0; i < chain.length; i++) {
                Name from = i == 0 ? ARCHIVE : Name.fromConstantString("n" + i + ".example.");
                chain[i] = alias(from, Name.fromConstantString("n" + (i + 1) + ".example."));
              }
              return reply(q, 0, chain);
            })) {
      Ends.failed(ask(resolver, LONG), Step.NAME, FailureKind.MALFORMED);
    }
  }

  // ---- where nobody is

  @Test
  void nobody_stays_silent() throws Exception {
    try (var silent = TestResolver.sending(_ -> List.of());
        var here = new Neighbourhood().at(NOWHERE, 53, silent.port())) {
      Observation seen = here.world().namesFromNobody().ask(SHORT);
      Ends.failed(seen, Step.NAME, FailureKind.TIMED_OUT);
      assertEquals(Question.NAMES_NOBODY, seen.question());
    }
  }

  @Test
  void who_answers_in_nobodys_place_is_heard() throws Exception {
    try (var liar = TestResolver.answering(NamesTest::healthy);
        var here = new Neighbourhood().at(NOWHERE, 53, liar.port())) {
      Observation seen = here.world().namesFromNobody().ask(LONG);
      assertEquals("name-lookup/192.0.2.1/archiveofourown.org", seen.id());
      assertEquals(3, Ends.saw(seen, NameAnswer.class).addresses().size());
    }
  }

  // ---- those that the machine is set up to use

  /** Their addresses tell where a person is. */
  @Test
  void configured_resolvers_are_asked_by_place_and_stay_nameless() throws Exception {
    try (var resolver = TestResolver.answering(NamesTest::healthy);
        var here = new Neighbourhood()) {
      for (int i = 1; i <= 5; i++) {
        here.configured("10.9.8." + i).at("10.9.8." + i, 53, resolver.port());
      }
      List<Observation> seen =
          here.world().configuredNames().stream().map(p -> p.ask(LONG)).toList();
      assertEquals(
          List.of(
              "name-lookup/configured-1-of-3/archiveofourown.org",
              "name-lookup/configured-2-of-3/archiveofourown.org",
              "name-lookup/configured-3-of-3/archiveofourown.org"),
          seen.stream().map(Observation::id).toList());
      seen.forEach(o -> assertEquals(Question.NAMES_CONFIGURED, o.question()));
      assertFalse(seen.toString().contains("10.9.8."), seen::toString);
      assertEquals(6, resolver.udpQuestions());
    }
  }

  @Test
  void no_other_resolver_can_be_asked() {
    try (var here = new Neighbourhood()) {
      assertThrows(IllegalArgumentException.class, () -> here.world().publicNames("192.168.1.1"));
    }
  }

  private static Observation ask(TestResolver resolver, Duration limit) {
    try (var here = new Neighbourhood().at(OPEN, 53, resolver.port())) {
      return here.world().publicNames(OPEN).ask(limit);
    }
  }

  private static Message healthy(Message q) {
    return isA(q)
        ? reply(q, 0, record(q, ARCHIVE, 8), record(q, ARCHIVE, 7))
        : reply(q, 0, record(q, ARCHIVE, 7));
  }

  private static byte[] wrongId(Message q) {
    byte[] wire = healthy(q).toWire();
    wire[0] ^= 1;
    return wire;
  }

  private static boolean isA(Message q) {
    return q.getQuestion().getType() == Type.A;
  }

  /** An address of the family that was asked for, told apart by its number. */
  private static Record record(Message q, Name name, int number) {
    return isA(q)
        ? new ARecord(
            name,
            DClass.IN,
            60,
            InetAddress.ofLiteral("192.0." + (2 + number / 256) + "." + number % 256))
        : new AAAARecord(
            name, DClass.IN, 60, InetAddress.ofLiteral("2001:db8::" + Integer.toHexString(number)));
  }

  private static Record alias(Name from, Name to) {
    return new CNAMERecord(from, DClass.IN, 60, to);
  }
}
