package org.why502.probe.setup;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A network interface of this machine that is up.
 *
 * @param name as the system calls it
 * @param index its number
 * @param vpn whether it looks like one of a VPN
 * @param addresses its own
 */
public record Interface(String name, int index, boolean vpn, List<InetAddress> addresses) {

  /**
   * What VPNs call their interfaces: OpenVPN and most others {@code tun0} and {@code tap0},
   * WireGuard {@code wg0} (wg-quick(8)), PPTP and L2TP {@code ppp0}, macOS {@code utun4} and {@code
   * ipsec0}, and by their makers {@code tailscale0}, {@code nordlynx} and {@code nordtun}, {@code
   * proton0} and {@code pvpnksintrf0}, {@code CloudflareWARP}, {@code zt…} of ZeroTier, {@code
   * cscotun0}, {@code gpd0} of GlobalProtect, {@code mullvad}. On Windows, where Java calls them by
   * what they are, {@code tun}, {@code ppp} and {@code wireguard_tunnel} begin them too, and the
   * name that people see tells more: "TAP-Windows Adapter V9", "WireGuard Tunnel", "Wintun
   * Userspace Tunnel".
   */
  private static final Pattern VPN =
      Pattern.compile(
          "^(tun|tap|wg|wireguard|ppp|utun|ipsec|tailscale|nordlynx|nordtun|proton|pvpn"
              + "|cloudflarewarp|zt|cscotun|gpd|mullvad)"
              + "|vpn|tunnel|wireguard|wintun|tap-win",
          Pattern.CASE_INSENSITIVE);

  /** The interfaces of this machine that are up, but the loopback. */
  public static List<Interface> up() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Interface::isUp)
          .filter(i -> !isLoopback(i))
          .map(
              i ->
                  new Interface(
                      i.getName(),
                      i.getIndex(),
                      looksLikeVpn(i.getName(), i.getDisplayName(), isPointToPoint(i)),
                      i.inetAddresses().toList()))
          .toList();
    } catch (SocketException _) {
      // Thrown where the machine has no interface at all (its Javadoc).
      return List.of();
    }
  }

  /**
   * Whether any interface is up with an address that leads beyond its own wire and this machine.
   */
  public static boolean anyLeadsFurther() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Interface::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress());
    } catch (SocketException _) {
      // Thrown where the machine has no interface at all (its Javadoc).
      return false;
    }
  }

  /** Whether it has an address that is known beyond its own wire. */
  public boolean leadsFurther() {
    return addresses.stream().anyMatch(a -> !a.isLinkLocalAddress());
  }

  /**
   * Whether an interface is one of a VPN: one that has but one other end, as tunnels have on Linux
   * and macOS ({@code IFF_POINTOPOINT}), or that is called so.
   *
   * @param name as the system calls it
   * @param shown as people see it; on Windows it alone says what it is
   * @param pointToPoint whether it has but one other end
   */
  public static boolean looksLikeVpn(String name, String shown, boolean pointToPoint) {
    return pointToPoint || VPN.matcher(name).find() || VPN.matcher(shown).find();
  }

  private static boolean isPointToPoint(NetworkInterface one) {
    try {
      return one.isPointToPoint();
    } catch (SocketException _) {
      // The interface went away while it was looked at.
      return false;
    }
  }

  private static boolean isLoopback(NetworkInterface one) {
    try {
      return one.isLoopback();
    } catch (SocketException _) {
      // The interface went away while it was looked at.
      return false;
    }
  }

  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (SocketException _) {
      // The interface went away while it was looked at.
      return false;
    }
  }
}
