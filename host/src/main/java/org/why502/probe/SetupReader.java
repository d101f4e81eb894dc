package org.why502.probe;

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
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Setup;
import org.why502.evidence.Setup.Desktop;
import org.why502.evidence.Setup.ProxyPlace;

/** Reads this machine's own setup, and forgets all of it that does not concern AO3. */
final class SetupReader {
  private static final Logger LOG = LoggerFactory.getLogger(SetupReader.class);
  private static final URI SITE = URI.create("https://" + OfficialHosts.ARCHIVE + "/");

  /**
   * What VPNs call their interfaces: OpenVPN and most others {@code tun0} and {@code tap0},
   * WireGuard {@code wg0} (wg-quick(8)), PPTP and L2TP {@code ppp0}, macOS {@code utun4} and {@code
   * ipsec0}, and by their makers {@code tailscale0}, {@code nordlynx} and {@code nordtun}, {@code
   * proton0} and {@code pvpnksintrf0}, {@code CloudflareWARP}, {@code zt…} of ZeroTier, {@code
   * cscotun0}, {@code gpd0} of GlobalProtect, {@code mullvad}. On Windows, where Java calls them by
   * what they are, {@code tun}, {@code ppp} and {@code wireguard_tunnel} begin them too.
   */
  private static final Pattern VPN =
      Pattern.compile(
          "(tun|tap|wg|wireguard|ppp|utun|ipsec|tailscale|nordlynx|nordtun|proton|pvpn"
              + "|cloudflarewarp|zt|cscotun|gpd|mullvad).*",
          Pattern.CASE_INSENSITIVE);

  private final HostsFile hosts;
  private final ProxySelector proxies;
  private final Supplier<Optional<Desktop>> desktop;
  private final Supplier<List<String>> interfaces;

  /**
   * Reads from these.
   *
   * @param proxies the same that our own requests go by
   * @param desktop the desktop's own settings
   * @param interfaces the names of the network interfaces that are in use
   */
  SetupReader(
      HostsFile hosts,
      ProxySelector proxies,
      Supplier<Optional<Desktop>> desktop,
      Supplier<List<String>> interfaces) {
    this.hosts = hosts;
    this.proxies = proxies;
    this.desktop = desktop;
    this.interfaces = interfaces;
  }

  /** What it is now. */
  Setup read() {
    long vpns = interfaces.get().stream().filter(n -> VPN.matcher(n).matches()).count();
    return new Setup(entries(), proxy(), desktop.get(), (int) vpns);
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

  private Optional<ProxyPlace> proxy() {
    return proxies.select(SITE).stream()
        .findFirst()
        .filter(p -> p.type() != Proxy.Type.DIRECT)
        .map(p -> p.address() instanceof InetSocketAddress a ? place(a) : ProxyPlace.OTHER);
  }

  /** How far away it stands; a name is not looked up. */
  static ProxyPlace place(InetSocketAddress proxy) {
    Optional<InetAddress> literal =
        Optional.ofNullable(proxy.getAddress()).or(() -> literal(proxy.getHostString()));
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

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
