package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.RudeServer.request;
import static org.why502.probe.RudeServer.reset;
import static org.why502.probe.RudeServer.say;
import static org.why502.probe.RudeServer.stall;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;
import org.why502.evidence.Evidence;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.probe.ask.Investigation;
import org.why502.probe.ask.Ladder;
import org.why502.probe.ask.Listener;
import org.why502.probe.ask.Trials;
import org.why502.verdict.Certainty;
import org.why502.verdict.rules.Diagnose;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** All that can be wrong with an answer, at once, around one investigation over real sockets. */
@Isolated("prints how much memory was in use")
class EverythingAtOnceTest {
  private static final Name NAME = Name.fromConstantString("archiveofourown.org.");
  private static final Name EDGE = Name.fromConstantString("edge.example.");
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String TEN_GIGABYTES = "Content-Length: 10000000000\r\n\r\n";
  private static final URI WORK = URI.create("https://archiveofourown.org/works/1001");

  /** What the fourth resolver's 500 records begin with: all of it that is kept. */
  private static final List<String> FIRST_FOUR =
      List.of(Neighbourhood.ARCHIVE, "192.0.2.11", "192.0.2.12", "192.0.2.13");

  @Test
  @Timeout(60)
  void each_fails_in_its_own_name_and_nothing_is_certain() throws Exception {
    byte[] bomb = bomb();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(p -> p.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    AtomicReference<RudeServer> archive = new AtomicReference<>();
    AtomicReference<RudeServer> google = new AtomicReference<>();
    try (var garbage = TestResolver.sending(_ -> List.of(new byte[] {1, 2, 3}));
        var circle =
            TestResolver.answering(
                q -> TestResolver.reply(q, 0, alias(NAME, EDGE), alias(EDGE, NAME)));
        var otherId = TestResolver.sending(q -> List.of(wrongId(q)));
        var crowd = TestResolver.cutting(q -> TestResolver.reply(q, 0, crowd(q)).toWire());
        var cut = TestResolver.cutting(_ -> new byte[0]);
        var rude = served(archive, (s, in, out) -> answer(archive.get(), bomb, s, in, out));
        var chain = RudeServer.tls(longChain(), new String[0], (s, _, _) -> stall(s));
        var resets =
            RudeServer.plain(
                (s, in, _) -> {
                  in.read();
                  reset(s);
                });
        var stalls = RudeServer.plain((s, _, _) -> stall(s));
        var control =
            RudeServer.tls(saying("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n"));
        var status =
            RudeServer.tls(saying(OK + "Content-Type: application/json\r\n", "[".repeat(60_000)));
        var mozilla =
            RudeServer.plain(
                saying(
                    "HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/success.txt\r\n"));
        var flood = pouring(google, OK + "Content-Type: text/plain\r\n" + TEN_GIGABYTES);
        var here = new Neighbourhood().archive(rude.port())) {
      here.at("1.1.1.1", 53, garbage.port())
          .at("1.0.0.1", 53, circle.port())
          .at("8.8.8.8", 53, otherId.port())
          .at("8.8.4.4", 53, crowd.port())
          .configured("10.9.8.1")
          .at("10.9.8.1", 53, cut.port())
          .at(Resolver.NOWHERE, 53, garbage.port())
          .at("1.1.1.1", 443, rude.port())
          .at("8.8.8.8", 443, resets.port())
          .at("192.0.2.11", 443, chain.port())
          .at("192.0.2.12", 443, resets.port())
          .at("192.0.2.13", 443, stalls.port())
          .at(Neighbourhood.CONTROL, 443, control.port())
          .at(Neighbourhood.STATUS, 443, status.port())
          .at(Neighbourhood.MOZILLA, 80, mozilla.port())
          .at(Neighbourhood.GOOGLE, 80, flood.port());
      Evidence begun =
          new Evidence("0.1.0", Instant.EPOCH, Optional.of(sighting()), false, List.of());
      Instant since = Instant.now();
      // everything is wanted to the last: what could be known is known
      Evidence end =
          new Investigation(
                  here.world(),
                  _ -> List.of(EnumSet.allOf(Question.class)),
                  guest(here.world()),
                  UNTOLD,
                  begun,
                  Optional.empty())
              .run();
      Duration took = Duration.between(since, Instant.now());
      assertEquals(expected(), ends(end), "each in its own name");
      assertNotEquals(Certainty.CERTAIN, Diagnose.diagnose(end).certainty());
      assertTrue(end.archiveRequests() <= Ladder.BUDGET, "AO3 is spared all the same");
      assertTrue(archive.get().sent() < 64 << 20, () -> "read on: " + archive.get().sent());
      assertTrue(google.get().sent() < 32 << 20, () -> "read on: " + google.get().sent());
      assertTrue(end.toString().length() < 40_000, "little is kept");
      long peak = heap.stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
      System.out.printf(
          "everything misbehaves: %s, %d ms, heap at most %d MiB (servers and all)%n",
          Diagnose.diagnose(end).verdict().code(), took.toMillis(), peak >> 20);
    }
  }

  private static Map<String, String> expected() {
    Map<String, String> all = new TreeMap<>();
    all.put("connection/192.0.2.1", "saw");
    all.put("connection/192.0.2.11", "saw");
    all.put("connection/192.0.2.12", "saw");
    all.put("connection/192.0.2.13", "saw");
    all.put("handshake/192.0.2.1", "saw");
    all.put("handshake/192.0.2.11", "TLS TOO_LARGE");
    all.put("handshake/192.0.2.12", "TLS RESET");
    all.put("handshake/192.0.2.13", "TLS TIMED_OUT");
    all.put("name-lookup/1.0.0.1/archiveofourown.org", "NAME MALFORMED");
    all.put("name-lookup/1.1.1.1/archiveofourown.org", "NAME MALFORMED");
    all.put("name-lookup/8.8.4.4/archiveofourown.org", "saw");
    all.put("name-lookup/8.8.8.8/archiveofourown.org", "NAME MALFORMED");
    all.put("name-lookup/configured-1-of-1/archiveofourown.org", "NAME CLOSED");
    all.put("name-lookup/machine/archiveofourown.org", "saw");
    all.put("page-fetch/application", "BODY TOO_LARGE");
    all.put("page-fetch/control", "saw");
    all.put("page-fetch/edge", "FIRST_BYTE TOO_LARGE");
    all.put("portal-check/google", "saw");
    all.put("portal-check/mozilla", "saw");
    all.put("status-page", "MEANING MALFORMED");
    return all;
  }

  private static Map<String, String> ends(Evidence evidence) {
    Map<String, String> ends = new TreeMap<>();
    for (Observation o : evidence.observations()) {
      if (!expected().containsKey(o.id())) {
        continue; // how many trials the budget leaves is not this test's business
      }
      ends.put(
          o.id(),
          switch (o.outcome()) {
            case Outcome.Saw<?> _ -> "saw";
            case Outcome.Failed<?>(var f, var _) -> f.step() + " " + f.kind();
            case Outcome.NotAsked<?>(var why) -> why;
          });
    }
    return ends;
  }

  // ---- the archive's own manners, by what is asked of it

  private static void answer(
      RudeServer self, byte[] bomb, Socket socket, InputStream in, OutputStream out)
      throws IOException {
    String asked = request(in);
    if (asked.startsWith("GET /cdn-cgi/trace")) {
      say(out, OK);
      self.pour(
          out, "X-More: and more, and more\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
    } else if (asked.startsWith("GET /token_dispenser.json")) {
      say(out, OK + "Content-Encoding: gzip\r\nContent-Type: application/json\r\n");
      say(out, "Content-Length: " + bomb.length + "\r\n\r\n");
      out.write(bomb);
      out.flush();
      stall(socket);
    } else if (asked.startsWith("GET /robots.txt")) {
      say(out, OK + "Content-Type: text/plain\r\n" + TEN_GIGABYTES);
      self.pour(out, new byte[16384]);
    } else {
      // round and round
      say(out, "HTTP/1.1 302 Found\r\nLocation: /works/1001\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static RudeServer served(AtomicReference<RudeServer> self, RudeServer.Act act) {
    self.set(RudeServer.tls(act));
    return self.get();
  }

  private static RudeServer pouring(AtomicReference<RudeServer> self, String head) {
    self.set(
        RudeServer.plain(
            (_, in, out) -> {
              request(in);
              say(out, head);
              self.get().pour(out, new byte[16384]);
            }));
    return self.get();
  }

  private static RudeServer.Act saying(String head) {
    return saying(head, "");
  }

  private static RudeServer.Act saying(String head, String body) {
    return (_, in, out) -> {
      request(in);
      say(out, head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    };
  }

  /** 256 MiB of nothing in a quarter of a mebibyte. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 256; i++) {
        gzip.write(zeros);
      }
    }
    return bomb.toByteArray();
  }

  /** AO3's own certificate, by the fiftieth authority in a row. */
  private static HandshakeCertificates longChain() {
    HeldCertificate issuer = Neighbourhood.ROOT;
    HeldCertificate[] chain = new HeldCertificate[50];
    for (int i = 49; i > 0; i--) {
      chain[i] =
          new HeldCertificate.Builder()
              .signedBy(issuer)
              .certificateAuthority(i)
              .commonName("link " + i)
              .build();
      issuer = chain[i];
    }
    HeldCertificate leaf =
        new HeldCertificate.Builder()
            .signedBy(issuer)
            .addSubjectAlternativeName("archiveofourown.org")
            .build();
    X509Certificate[] links =
        Stream.of(chain).skip(1).map(HeldCertificate::certificate).toArray(X509Certificate[]::new);
    return new HandshakeCertificates.Builder().heldCertificate(leaf, links).build();
  }

  // ---- resolvers

  private static byte[] wrongId(Message q) {
    byte[] wire = TestResolver.reply(q, 0).toWire();
    wire[0] ^= 1;
    return wire;
  }

  private static Record[] crowd(Message q) {
    if (q.getQuestion().getType() != Type.A) {
      return new Record[0];
    }
    Stream<String> others = IntStream.range(0, 496).mapToObj(i -> "198.51.100." + i % 256);
    return Stream.concat(FIRST_FOUR.stream(), others)
        .map(a -> new ARecord(NAME, DClass.IN, 60, InetAddress.ofLiteral(a)))
        .toArray(Record[]::new);
  }

  private static Record alias(Name from, Name to) {
    return new CNAMERecord(from, DClass.IN, 60, to);
  }

  // ---- who sees and tries

  private static Trials guest(World world) {
    return (trial, attempt) ->
        (Observation.BrowserFetch) world.guestPage(WORK, trial, attempt).ask(Duration.ofSeconds(8));
  }

  private static final Listener UNTOLD =
      new Listener() {
        @Override
        public void observed(Observation observation) {
          // the evidence has it
        }

        @Override
        public void settled(Evidence evidence) {
          // the end of the run says it
        }
      };

  private static Sighting sighting() {
    return new Sighting(
        OfficialHosts.ARCHIVE,
        PageKind.WORK,
        Optional.of("GET"),
        Optional.empty(),
        Optional.empty(),
        Optional.of("net::ERR_CONNECTION_RESET"),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(80),
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        Headers.none(),
        Optional.empty());
  }
}
