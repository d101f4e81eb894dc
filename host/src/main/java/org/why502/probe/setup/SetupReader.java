package org.why502.probe.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Setup;
import org.why502.evidence.Setup.Desktop;
import org.why502.evidence.Setup.ProxyPlace;

/** Reads this machine's own setup, and forgets all of it that does not concern AO3. */
public final class SetupReader {
  private static final Logger LOG = LoggerFactory.getLogger(SetupReader.class);
  private static final URI SITE = URI.create("https://" + OfficialHosts.ARCHIVE + "/");

  private final HostsFile hosts;
  private final ProxySelector proxies;
  private final Supplier<Optional<Desktop>> desktop;
  private final Supplier<List<Interface>> interfaces;
  private final Supplier<List<InetSocketAddress>> resolvers;

  /**
   * Reads from these.
   *
   * @param proxies the same that our own requests go by
   * @param desktop the desktop's own settings
   * @param interfaces the network interfaces that are up
   * @param resolvers those that this machine is set up to use; none where that is not known
   */
  public SetupReader(
      HostsFile hosts,
      ProxySelector proxies,
      Supplier<Optional<Desktop>> desktop,
      Supplier<List<Interface>> interfaces,
      Supplier<List<InetSocketAddress>> resolvers) {
    this.hosts = hosts;
    this.proxies = proxies;
    this.desktop = desktop;
    this.interfaces = interfaces;
    this.resolvers = resolvers;
  }

  /** What it is now. */
  public Setup read() {
    long vpns = interfaces.get().stream().filter(i -> i.vpn() && i.leadsFurther()).count();
    return new Setup(entries(), proxy(), desktop.get(), (int) vpns, resolverHere());
  }

  private Optional<List<String>> entries() {
    try {
      return Optional.of(hosts.addresses(OfficialHosts.ARCHIVE));
    } catch (IOException e) {
      // Evidence says that it could not be read. Its text may hold a path, which is not logged.
      LOG.info("The hosts file cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private Optional<Boolean> resolverHere() {
    List<InetSocketAddress> all = resolvers.get();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(all.stream().anyMatch(SetupReader::isHere));
  }

  /** Any address in 127.0.0.0/8, and 0.0.0.0, which leads there. */
  private static boolean isHere(InetSocketAddress resolver) {
    InetAddress address = resolver.getAddress();
    return address.isLoopbackAddress() || address.isAnyLocalAddress();
  }

  private Optional<ProxyPlace> proxy() {
    return proxies.select(SITE).stream()
        .findFirst()
        .filter(p -> p.type() != Proxy.Type.DIRECT)
        .map(p -> p.address() instanceof InetSocketAddress a ? place(a) : ProxyPlace.OTHER);
  }

  /** How far away it stands; a name is not looked up. */
  static ProxyPlace place(InetSocketAddress proxy) {
    Optional<InetAddress> literal =
        Optional.ofNullable(proxy.getAddress())
            .or(() -> AddressText.literal(proxy.getHostString()));
    return literal.map(SetupReader::place).orElseGet(() -> place(proxy.getHostString()));
  }

  private static ProxyPlace place(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return ProxyPlace.LOOPBACK;
    }
    // RFC 4193: fc00::/7, for which Java has no name
    boolean uniqueLocal =
        address.getAddress().length == 16 && (address.getAddress()[0] & 0xfe) == 0xfc;
    return address.isSiteLocalAddress() || address.isLinkLocalAddress() || uniqueLocal
        ? ProxyPlace.PRIVATE
        : ProxyPlace.OTHER;
  }

  private static ProxyPlace place(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("localhost") || lower.endsWith(".localhost")) {
      return ProxyPlace.LOOPBACK; // RFC 6761, 6.3
    }
    return lower.contains(".") ? ProxyPlace.OTHER : ProxyPlace.PRIVATE;
  }
}
