package org.why502.probe.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.ROOT;
import static org.why502.probe.Neighbourhood.SHORT;
import static org.why502.probe.TestResolver.reply;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Step;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;
import org.why502.probe.RudeServer;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Public resolvers over https: the honest answer, and everything else that may come back. */
class NamesOverHttpsTest {
  private static final String OPEN = "1.1.1.1";
  private static final String TYPE = "application/dns-message";
  private static final Name ARCHIVE = Name.fromConstantString("archiveofourown.org.");
  private static final Name EDGE = Name.fromConstantString("edge.example.");

  /** As the real ones: for the address itself. */
  private static final HandshakeCertificates RESOLVER = certificate(OPEN);

  private final MockWebServer server = new MockWebServer();
  private final List<RecordedRequest> asked = Collections.synchronizedList(new ArrayList<>());

  /** Nobody's name can be looked up here: getting there must need none. */
  private final Neighbourhood here =
      new Neighbourhood()
          .lookingUp(
              name -> {
                throw new IllegalStateException("looked up " + name);
              });

  @BeforeEach
  void start() throws IOException {
    server.useHttps(RESOLVER.sslSocketFactory());
    server.start();
    here.at(OPEN, 443, server.getPort());
  }

  @AfterEach
  void stop() {
    here.close();
    server.close();
  }

  @Test
  void both_families_are_asked_of_the_literal_address() throws Exception {
    answers(NamesOverHttpsTest::healthy);
    Observation seen = ask();
    assertEquals(
        List.of("192.0.2.7", "192.0.2.8", "2001:db8::7"),
        Ends.saw(seen, NameAnswer.class).addresses());
    assertEquals("name-lookup/1.1.1.1-over-https/archiveofourown.org", seen.id());
    assertEquals(Question.NAMES_HTTPS, seen.question());
    assertEquals(2, asked.size());
    for (RecordedRequest request : asked) {
      assertEquals("GET", request.getMethod());
      assertEquals("/dns-query", request.getUrl().encodedPath());
      assertEquals(OPEN, request.getUrl().host());
      assertEquals(TYPE, request.getHeaders().get("Accept"));
      assertEquals(0, question(request).getHeader().getID(), "RFC 8484, 4.1");
      assertEquals(ARCHIVE, question(request).getQuestion().getName());
    }
  }

  @Test
  void a_resolver_that_says_no_has_answered() throws Exception {
    answers(q -> reply(q, Rcode.NXDOMAIN));
    assertEquals(new NameAnswer("NXDOMAIN", List.of()), Ends.saw(ask(), NameAnswer.class));
  }

  /** A network that leads the address elsewhere has no certificate for it. */
  @Test
  void whoever_has_no_certificate_for_the_address_is_not_believed() throws Exception {
    try (MockWebServer other = new MockWebServer()) {
      other.useHttps(certificate("1.1.1.2").sslSocketFactory());
      other.setDispatcher(dispatcher(q -> message(healthy(q).toWire())));
      other.start();
      here.at(OPEN, 443, other.getPort());
      Ends.failed(ask(), Step.TLS, FailureKind.BAD_CERTIFICATE);
      assertEquals(0, asked.size(), "and is asked nothing");
    }
  }

  // ---- what is no answer

  @Test
  void a_page_is_malformed() throws Exception {
    server.setDispatcher(
        dispatcher(
            _ ->
                new MockResponse.Builder()
                    .addHeader("Content-Type", "text/html")
                    .body("<!DOCTYPE html><title>Blocked</title><h1>Not here</h1>")
                    .build()));
    Ends.failed(ask(), Step.MEANING, FailureKind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/dns-json", "application/octet-stream", "nonsense", ""})
  void the_right_bytes_of_another_type_are_malformed(String type) throws Exception {
    server.setDispatcher(
        dispatcher(
            q ->
                message(healthy(q).toWire()).newBuilder().setHeader("Content-Type", type).build()));
    Ends.failed(ask(), Step.MEANING, FailureKind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 403, 404, 415, 429, 500, 502, 503, 511})
  void another_status_speaks_of_http_and_not_of_names(int status) throws Exception {
    server.setDispatcher(
        dispatcher(
            q ->
                status == 204
                    ? new MockResponse.Builder().code(status).build()
                    : message(healthy(q).toWire()).newBuilder().code(status).build()));
    Ends.failed(ask(), Step.MEANING, FailureKind.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/dns-query?again", "https://resolver.example/dns-query", "file:///etc/passwd"})
  void a_redirect_is_not_followed(String location) throws Exception {
    server.setDispatcher(
        dispatcher(
            _ -> new MockResponse.Builder().code(302).addHeader("Location", location).build()));
    Ends.failed(ask(), Step.MEANING, FailureKind.MALFORMED);
    assertTrue(asked.size() <= 2, () -> "once for each family: " + asked);
  }

  @Test
  void garbage_is_malformed() throws Exception {
    server.setDispatcher(dispatcher(_ -> message(new byte[] {1, 2, 3})));
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void nothing_at_all_is_malformed() throws Exception {
    server.setDispatcher(dispatcher(_ -> message(new byte[0])));
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void the_answer_to_another_question_is_malformed() throws Exception {
    answers(
        q -> {
          Message other = reply(q, 0);
          other.getHeader().setID(502);
          return other;
        });
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void an_answer_about_another_name_is_malformed() throws Exception {
    answers(
        q -> {
          Message other = Message.newQuery(Record.newRecord(EDGE, Type.A, DClass.IN));
          other.getHeader().setID(q.getHeader().getID());
          return reply(other, 0);
        });
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void a_question_for_an_answer_is_malformed() throws Exception {
    answers(
        q -> {
          Message echo = reply(q, 0);
          echo.getHeader().unsetFlag(Flags.QR);
          return echo;
        });
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void a_compression_loop_is_malformed() throws Exception {
    server.setDispatcher(
        dispatcher(
            q -> {
              byte[] wire = reply(q, 0).toWire();
              wire[12] = (byte) 0xC0;
              wire[13] = 12;
              return message(wire);
            }));
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void aliases_in_a_circle_are_malformed() throws Exception {
    answers(
        q ->
            reply(
                q,
                0,
                new CNAMERecord(ARCHIVE, DClass.IN, 60, EDGE),
                new CNAMERecord(EDGE, DClass.IN, 60, ARCHIVE)));
    Ends.failed(ask(), Step.NAME, FailureKind.MALFORMED);
  }

  @Test
  void of_five_hundred_records_four_of_each_family_are_kept() throws Exception {
    answers(
        q ->
            reply(
                q,
                0,
                IntStream.range(0, 500).mapToObj(i -> record(q, 1 + i)).toArray(Record[]::new)));
    NameAnswer answer = Ends.saw(ask(), NameAnswer.class);
    assertEquals(8, answer.addresses().size());
    assertEquals(4, answer.addresses().stream().filter(a -> a.contains(":")).count());
  }

  // ---- no end

  /** Ten megabytes are offered; what is read is little more than the longest message. */
  @Test
  void ten_megabytes_are_too_large_and_not_taken() throws Exception {
    long offered = 10L * 1024 * 1024;
    AtomicLong taken = new AtomicLong();
    try (RudeServer rude =
        RudeServer.tls(
            RESOLVER,
            new String[0],
            (_, in, out) -> {
              RudeServer.request(in);
              RudeServer.say(
                  out,
                  "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                      .formatted(TYPE, offered));
              byte[] some = new byte[16 * 1024];
              for (long sent = 0; sent < offered; sent += some.length) {
                out.write(some);
                taken.accumulateAndGet(sent + some.length, Math::max);
              }
            })) {
      here.at(OPEN, 443, rude.port());
      Ends.failed(ask(), Step.BODY, FailureKind.TOO_LARGE);
      rude.awaitEnd();
      assertTrue(taken.get() < offered, () -> taken + " bytes were taken");
    }
  }

  @Test
  void silence_times_out() throws Exception {
    try (RudeServer rude =
        RudeServer.tls(
            RESOLVER,
            new String[0],
            (socket, in, _) -> {
              RudeServer.request(in);
              RudeServer.stall(socket);
            })) {
      here.at(OPEN, 443, rude.port());
      Ends.failed(
          here.world().namesOverHttps(OPEN).ask(SHORT), Step.FIRST_BYTE, FailureKind.TIMED_OUT);
      rude.awaitEnd();
    }
  }

  @Test
  void a_closed_port_refuses() throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    here.at(OPEN, 443, closed);
    Ends.failed(ask(), Step.CONNECT, FailureKind.REFUSED);
  }

  @Test
  void no_other_resolver_can_be_asked() {
    assertThrows(IllegalArgumentException.class, () -> here.world().namesOverHttps("192.168.1.1"));
  }

  private Observation ask() {
    return here.world().namesOverHttps(OPEN).ask(LONG);
  }

  private void answers(Function<Message, Message> answer) {
    server.setDispatcher(dispatcher(q -> message(answer.apply(q).toWire())));
  }

  private Dispatcher dispatcher(Function<Message, MockResponse> answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        asked.add(request);
        return answer.apply(question(request));
      }
    };
  }

  private static Message question(RecordedRequest request) {
    try {
      return new Message(Base64.getUrlDecoder().decode(request.getUrl().queryParameter("dns")));
    } catch (IOException e) {
      throw new AssertionError("not a question: " + request.getUrl(), e);
    }
  }

  private static MockResponse message(byte[] wire) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", TYPE)
        .body(new Buffer().write(wire))
        .build();
  }

  private static Message healthy(Message q) {
    return q.getQuestion().getType() == Type.A
        ? reply(q, 0, record(q, 8), record(q, 7))
        : reply(q, 0, record(q, 7));
  }

  private static Record record(Message q, int number) {
    return q.getQuestion().getType() == Type.A
        ? new ARecord(
            ARCHIVE,
            DClass.IN,
            60,
            InetAddress.ofLiteral("192.0." + (2 + number / 256) + "." + number % 256))
        : new AAAARecord(
            ARCHIVE,
            DClass.IN,
            60,
            InetAddress.ofLiteral("2001:db8::" + Integer.toHexString(number)));
  }

  private static HandshakeCertificates certificate(String address) {
    return new HandshakeCertificates.Builder()
        .heldCertificate(
            new HeldCertificate.Builder()
                .signedBy(ROOT)
                .commonName("resolver")
                .addSubjectAlternativeName(address)
                .build())
        .build();
  }
}
