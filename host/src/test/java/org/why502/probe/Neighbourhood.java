package org.why502.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.why502.probe.setup.HostsFile;
import org.why502.probe.setup.Interface;
import org.why502.probe.setup.NameLookup;
import org.why502.probe.setup.OwnRoots;
import org.why502.probe.setup.SetupReader;
import org.why502.probe.ways.Routes;
import org.why502.probe.ways.TestRoutes;
import org.why502.probe.ways.Uplinks;

/**
 * A world of one test's own: the fixed names lead to documentation addresses (RFC 5737, RFC 3849),
 * and those to servers on the loopback. An address without a server is an error, never a way out.
 */
public final class Neighbourhood implements AutoCloseable {
  public static final String ARCHIVE = "192.0.2.1";
  public static final String CONTROL = "192.0.2.2";
  public static final String STATUS = "192.0.2.3";
  public static final String MOZILLA = "192.0.2.4";
  public static final String GOOGLE = "192.0.2.5";

  public static final Duration LONG = Duration.ofSeconds(20);
  public static final Duration SHORT = Duration.ofMillis(700);

  /** The root that this world trusts. */
  public static final HeldCertificate ROOT =
      new HeldCertificate.Builder().certificateAuthority(0).commonName("Test Root").build();

  public static final HeldCertificate LEAF =
      new HeldCertificate.Builder()
          .signedBy(ROOT)
          .commonName("leaf")
          .addSubjectAlternativeName("archiveofourown.org")
          .addSubjectAlternativeName("www.gstatic.com")
          .addSubjectAlternativeName("www.otwstatus.org")
          .build();

  /** What a server with the right certificate holds. */
  public static final HandshakeCertificates SERVER =
      new HandshakeCertificates.Builder().heldCertificate(LEAF).build();

  private final Map<String, List<String>> names =
      new HashMap<>(
          Map.of(
              "archiveofourown.org", List.of(ARCHIVE),
              "www.gstatic.com", List.of(CONTROL),
              "www.otwstatus.org", List.of(STATUS),
              "detectportal.firefox.com", List.of(MOZILLA),
              "connectivitycheck.gstatic.com", List.of(GOOGLE)));
  private final Map<InetSocketAddress, InetSocketAddress> ways = new HashMap<>();
  private final List<InetSocketAddress> configured = new ArrayList<>();
  private HeldCertificate root = ROOT;
  private List<Path> bundles = List.of();
  private Proxy proxy = Proxy.NO_PROXY;
  private HostsFile hosts = new HostsFile(Path.of("no-hosts-file-here"));
  private List<Interface> interfaces = interfaces(List.of("lo", "eth0"));
  private Uplinks uplinks = new Uplinks(new TestRoutes(), List::of);
  private NameLookup lookup = this::known;
  private Optional<World> world = Optional.empty();

  /** Leads an address and port to a server on the loopback. */
  public Neighbourhood at(String address, int port, int server) {
    ways.put(
        socket(address, port), new InetSocketAddress(InetAddress.getLoopbackAddress(), server));
    return this;
  }

  /** An address to which no route leads: TCP has none to everybody at once (Linux: ENETUNREACH). */
  public Neighbourhood nowhere(String address, int port) {
    ways.put(socket(address, port), socket("255.255.255.255", port));
    return this;
  }

  /** Leads AO3's address to a server for https. */
  public Neighbourhood archive(int server) {
    return at(ARCHIVE, 443, server);
  }

  public Neighbourhood named(String name, String... addresses) {
    names.put(name, List.of(addresses));
    return this;
  }

  public Neighbourhood lookingUp(NameLookup other) {
    lookup = other;
    return this;
  }

  public Neighbourhood trusting(HeldCertificate other) {
    root = other;
    return this;
  }

  /** Has this machine keep its own roots in these files. */
  public Neighbourhood ownRoots(Path... files) {
    bundles = List.of(files);
    return this;
  }

  public Neighbourhood configured(String address) {
    configured.add(socket(address, 53));
    return this;
  }

  public Neighbourhood proxied(String address, int port) {
    proxy = new Proxy(Proxy.Type.HTTP, socket(address, port));
    return this;
  }

  public Neighbourhood hosts(Path file) {
    hosts = new HostsFile(file);
    return this;
  }

  public Neighbourhood interfaces(String... names) {
    interfaces = interfaces(List.of(names));
    return this;
  }

  /** Interfaces of these names that are in use. */
  private static List<Interface> interfaces(List<String> names) {
    return names.stream()
        .map(
            name ->
                new Interface(
                    name,
                    names.indexOf(name) + 1,
                    Interface.looksLikeVpn(name, name, false),
                    List.of(InetAddress.ofLiteral("192.0.2.77"))))
        .toList();
  }

  public Neighbourhood uplinks(Routes routes, Interface... up) {
    uplinks = new Uplinks(routes, () -> List.of(up));
    return this;
  }

  public World world() {
    World made =
        world.orElseGet(
            () ->
                new World(
                    new Addresses(
                        lookup,
                        () -> configured,
                        this::way,
                        new Chosen(proxy),
                        new SetupReader(
                                hosts,
                                new Chosen(proxy),
                                Optional::empty,
                                () -> interfaces,
                                () -> configured)
                            ::read,
                        uplinks,
                        OwnRoots.inBundles(bundles),
                        Optional.of(
                            new HandshakeCertificates.Builder()
                                .addTrustedCertificate(root.certificate())
                                .build()
                                .trustManager())),
                    "0.0.0"));
    world = Optional.of(made);
    return made;
  }

  @Override
  public void close() {
    world.ifPresent(World::close);
  }

  static InetSocketAddress socket(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private InetSocketAddress way(InetSocketAddress to) {
    return Optional.ofNullable(ways.get(to))
        .orElseThrow(() -> new IllegalStateException("this test has no server at " + to));
  }

  private List<InetAddress> known(String name) throws UnknownHostException {
    if (!names.containsKey(name)) {
      throw new UnknownHostException(name);
    }
    return names.get(name).stream().map(InetAddress::ofLiteral).toList();
  }

  private static final class Chosen extends ProxySelector {
    private final Proxy proxy;

    Chosen(Proxy proxy) {
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(proxy);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, java.io.IOException e) {
      // The probe reports it.
    }
  }
}
