package org.why502.probe.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.why502.probe.Neighbourhood.ARCHIVE;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.SHORT;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Step;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;
import org.why502.probe.RudeServer;
import org.why502.probe.TestResolver;
import org.why502.probe.setup.Interface;
import org.why502.probe.ways.Routes.Device;
import org.why502.probe.ways.Routes.Route;
import org.why502.probe.ways.Uplinks.Found;
import org.why502.probe.ways.Uplinks.Way;
import org.why502.probe.work.Progress;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/** Which ways out of a machine are found, and what is tried through them. */
class UplinksTest {
  private static final Name NAME = Name.fromConstantString("archiveofourown.org.");

  /** Both are addresses of the loopback, which a server can tell apart. */
  private static final String USUAL = "127.0.0.2";

  private static final String OTHER = "127.0.0.3";

  // ---- finding

  @Test
  void the_preferred_way_comes_first_and_each_binds_to_its_own_addresses() throws IOException {
    Found found =
        find(
            new TestRoutes(
                route(Family.IPV4, "wlan0", 600),
                route(Family.IPV4, "eth0", 100),
                route(Family.IPV6, "wlan0", 600)),
            up("wlan0", "192.168.1.20", "fe80::20", "fd00::20", "2001:db8::20"),
            up("eth0", "10.42.0.9", "2001:db8::9"),
            up("docker0", "172.17.0.1"));
    assertEquals(
        new Found(List.of(way("10.42.0.9", null), way("192.168.1.20", "2001:db8::20")), false, 0),
        found);
  }

  @Test
  void one_interface_or_none_needs_no_table_of_routes() throws IOException {
    Routes none =
        new Routes() {
          @Override
          public List<Route> read(Progress progress) throws IOException {
            throw new IOException("not to be read");
          }

          @Override
          public boolean leavesThrough(InetAddress from, String device, Progress progress) {
            return true;
          }
        };
    assertEquals(
        new Found(List.of(way("10.42.0.9", null)), false, 0),
        find(none, up("eth0", "10.42.0.9", "fe80::9"), up("tap", "fe80::7")));
    assertEquals(new Found(List.of(), false, 0), find(none));
  }

  @Test
  void beside_a_vpn_no_other_way_is_counted() throws IOException {
    TestRoutes both =
        new TestRoutes(route(Family.IPV4, "eth0", 100), route(Family.IPV4, "wlan0", 600));
    Interface tunnel = new Interface("wg0", 9, true, List.of(InetAddress.ofLiteral("10.9.0.2")));
    assertEquals(
        new Found(List.of(way("10.42.0.9", null)), true, 0),
        find(both, tunnel, up("eth0", "10.42.0.9"), up("wlan0", "192.168.1.20")));
  }

  @Test
  void a_way_that_binding_does_not_lead_to_is_not_tried() throws IOException {
    TestRoutes routes =
        new TestRoutes(
            List.of(route(Family.IPV4, "eth0", 100), route(Family.IPV4, "wlan0", 600)),
            Set.of("wlan0"));
    assertEquals(
        new Found(List.of(way("10.42.0.9", null)), false, 1),
        find(routes, up("eth0", "10.42.0.9"), up("wlan0", "192.168.1.20")));
  }

  @Test
  void two_looks_are_compared_by_what_packets_take_and_by_nothing_else() throws IOException {
    TestRoutes routes = new TestRoutes(route(Family.IPV4, "wlan0", 600));
    Interface wlan = up("wlan0", "192.168.1.20", "fe80::20", "2001:db8::20");
    Interface tunnel = new Interface("wg0", 9, true, List.of(InetAddress.ofLiteral("10.9.0.2")));
    Set<String> before = words(routes, wlan, up("docker0", "172.17.0.1"));
    assertEquals(before, words(routes, wlan), "a bridge of containers leads nowhere");
    assertEquals(
        before,
        words(routes, up("wlan0", "192.168.1.20", "2001:db8::77")),
        "IPv6 changes its addresses by itself");
    assertNotEquals(before, words(routes, up("wlan0", "192.168.43.7")), "the phone's hotspot");
    assertNotEquals(before, words(routes, wlan, tunnel), "a VPN has no default route");
    assertEquals(Set.of(), words(new TestRoutes(), up("docker0", "172.17.0.1")));
  }

  /** The real reading, of whatever machine this is: it must not break, and ends at once. */
  @Test
  void this_machine_has_ways_out_or_none() throws IOException {
    Found found = Uplinks.ofThisMachine().find(new Progress(Duration.ofSeconds(20)));
    assertFalse(found.ways().size() > Uplinks.MOST);
    Set<String> words = Uplinks.ofThisMachine().words();
    assertFalse(words.size() < found.ways().size(), words + " " + found);
  }

  private static Set<String> words(Routes routes, Interface... up) throws IOException {
    return new Uplinks(routes, () -> List.of(up)).words();
  }

  // ---- telling

  @Test
  void without_another_way_nobody_is_asked() {
    assertEquals(List.of(Observation.Uplink.none()), tell(new Neighbourhood()));
    assertEquals(
        List.of(Observation.Uplink.only()),
        tell(new Neighbourhood().uplinks(new TestRoutes(), up("eth0", "10.42.0.9"))));
    Interface tunnel = new Interface("wg0", 9, true, List.of(InetAddress.ofLiteral("10.9.0.2")));
    assertEquals(
        List.of(Observation.Uplink.besideVpn()),
        tell(
            new Neighbourhood()
                .uplinks(
                    new TestRoutes(route(Family.IPV4, "eth0", 1)),
                    tunnel,
                    up("eth0", "10.42.0.9"))));
  }

  @Test
  void a_table_that_cannot_be_read_is_not_known() {
    Routes broken =
        new Routes() {
          @Override
          public List<Route> read(Progress progress) throws IOException {
            throw new IOException("secret-interface0");
          }

          @Override
          public boolean leavesThrough(InetAddress from, String device, Progress progress) {
            return true;
          }
        };
    List<Observation> told =
        tell(new Neighbourhood().uplinks(broken, up("a", "10.0.0.1"), up("b", "10.0.1.1")));
    Ends.failed(told.getFirst(), Step.NAME, FailureKind.OTHER);
    assertFalse(told.toString().contains("secret"), told::toString);
  }

  @Test
  void the_other_way_proves_the_archive_where_the_usual_one_is_reset() throws Exception {
    Set<String> senders = ConcurrentHashMap.newKeySet();
    try (var gate =
            RudeServer.plain(
                (socket, in, _) -> {
                  senders.add(socket.getInetAddress().getHostAddress());
                  if (socket.getInetAddress().getHostAddress().equals(USUAL)) {
                    in.read();
                    RudeServer.reset(socket);
                  }
                  RudeServer.shaken(Neighbourhood.SERVER, new String[0], socket);
                  RudeServer.stall(socket);
                });
        var resolver = resolver();
        var here = two().archive(gate.port()).at("1.1.1.1", 53, resolver.port())) {
      here.at("8.8.8.8", 53, resolver.port());
      List<Observation> told = ask(here, LONG);
      assertEquals(
          List.of("uplink-1-of-2", "uplink-2-of-2"), told.stream().map(Observation::id).toList());
      Ends.failed(told.getFirst(), Step.TLS, FailureKind.RESET);
      assertEquals(Certificate.Trust.PROVEN, Ends.saw(told.getLast(), Certificate.class).trust());
      assertEquals(Set.of(USUAL, OTHER), senders, "each binds to its own");
      assertFalse(told.toString().contains("127.0.0."), "no address is kept");
    }
  }

  @Test
  void a_way_without_a_resolver_takes_the_machines_own_answer() throws Exception {
    try (var good = RudeServer.tls((s, _, _) -> RudeServer.stall(s));
        var silent = TestResolver.sending(_ -> List.of());
        var here = two().archive(good.port()).at("1.1.1.1", 53, silent.port())) {
      here.at("8.8.8.8", 53, silent.port());
      ask(here, LONG)
          .forEach(
              o -> assertEquals(Certificate.Trust.PROVEN, Ends.saw(o, Certificate.class).trust()));
    }
  }

  @Test
  void a_stranger_on_the_other_way_proves_nothing() throws Exception {
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName("archiveofourown.org").build();
    try (var stranger =
            RudeServer.tls(
                new HandshakeCertificates.Builder().heldCertificate(own).build(),
                new String[0],
                (s, _, _) -> RudeServer.stall(s));
        var resolver = resolver();
        var here = two().archive(stranger.port()).at("1.1.1.1", 53, resolver.port())) {
      here.at("8.8.8.8", 53, resolver.port());
      Observation told = ask(here, LONG).getLast();
      assertEquals(Certificate.Trust.UNTRUSTED, Ends.saw(told, Certificate.class).trust());
    }
  }

  @Test
  void silence_ends_with_the_limit() throws Exception {
    try (var silent = RudeServer.plain((s, _, _) -> RudeServer.stall(s));
        var resolver = resolver();
        var here = two().archive(silent.port()).at("1.1.1.1", 53, resolver.port())) {
      here.at("8.8.8.8", 53, resolver.port());
      ask(here, SHORT).forEach(o -> Ends.failed(o, Step.TLS, FailureKind.TIMED_OUT));
      silent.awaitEnd();
    }
  }

  @Test
  void a_way_that_is_not_routed_says_why_and_leaves_the_question_open() {
    TestRoutes routes =
        new TestRoutes(
            List.of(route(Family.IPV4, "eth0", 100), route(Family.IPV4, "wlan0", 600)),
            Set.of("wlan0"));
    try (var here =
        new Neighbourhood().uplinks(routes, up("eth0", "10.42.0.9"), up("wlan0", "192.168.1.20"))) {
      Observation last = here.world().uplinks().getLast().ask(SHORT);
      assertEquals(
          new Observation.Uplink(2, 2, new Outcome.NotAsked<>("not-routed-by-sender")), last);
      assertEquals(Optional.<Failure>empty(), last.outcome().failed());
    }
  }

  // ---- the neighbourhood

  private static Neighbourhood two() {
    return new Neighbourhood()
        .uplinks(
            new TestRoutes(route(Family.IPV4, "eth0", 100), route(Family.IPV4, "wlan0", 600)),
            up("eth0", USUAL),
            up("wlan0", OTHER));
  }

  private static TestResolver resolver() {
    return TestResolver.answering(
        q ->
            q.getQuestion().getType() == Type.A
                ? TestResolver.reply(
                    q, 0, new ARecord(NAME, DClass.IN, 60, InetAddress.ofLiteral(ARCHIVE)))
                : TestResolver.reply(q, 0));
  }

  private static List<Observation> tell(Neighbourhood neighbourhood) {
    try (neighbourhood) {
      return ask(neighbourhood, SHORT);
    }
  }

  private static List<Observation> ask(Neighbourhood here, Duration limit) {
    return here.world().uplinks().stream().map(p -> p.ask(limit)).toList();
  }

  private static Found find(Routes routes, Interface... up) throws IOException {
    return new Uplinks(routes, () -> List.of(up)).find(new Progress(Duration.ofSeconds(20)));
  }

  private static Interface up(String name, String... addresses) {
    return new Interface(
        name, 1, false, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  private static Route route(Family family, String device, long metric) {
    return new Route(family, new Device.Named(device), metric);
  }

  private static Way way(String four, String six) {
    return new Way(
        Optional.ofNullable(four).map(InetAddress::ofLiteral),
        Optional.ofNullable(six).map(InetAddress::ofLiteral));
  }
}
