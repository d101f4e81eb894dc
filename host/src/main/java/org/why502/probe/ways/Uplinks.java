package org.why502.probe.ways;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.why502.evidence.Family;
import org.why502.probe.setup.Interface;
import org.why502.probe.ways.Routes.Device;
import org.why502.probe.ways.Routes.Route;
import org.why502.probe.work.Progress;

/**
 * Finds the ways out of this machine: interfaces with a default route and an address of their own.
 *
 * <p>Where a VPN is on, there is but one. Most VPNs leave the ordinary default route in place and
 * lead around it, so that binding to the ordinary interface would slip out beside the tunnel: a
 * person who reads AO3 through one has not agreed to that, and no verdict is worth it.
 *
 * @param routes the machine's default routes
 * @param interfaces those that are up, the loopback apart
 */
public record Uplinks(Routes routes, Supplier<List<Interface>> interfaces) {

  /** More are not tried: nobody has so many, but a machine full of virtual ones may. */
  static final int MOST = 4;

  /** Linux tells its routes in files, other systems by a program that takes a moment. */
  private static final Duration READ = Duration.ofSeconds(5);

  /**
   * One way out.
   *
   * @param ipv4 the address to bind to for IPv4, where there is a default route for it
   * @param ipv6 the same for IPv6
   */
  public record Way(Optional<InetAddress> ipv4, Optional<InetAddress> ipv6) {
    /** The address to bind to on the way to another. */
    Optional<InetAddress> from(InetAddress there) {
      return there instanceof Inet6Address ? ipv6 : ipv4;
    }
  }

  /**
   * What there is.
   *
   * @param ways the preferred one first; the others only where packets can be sent through them
   * @param vpn whether a VPN is on, so that only the preferred way is counted
   * @param unusable ways out that exist, but that binding to an address does not lead to
   */
  public record Found(List<Way> ways, boolean vpn, int unusable) {}

  /** This machine's. */
  public static Uplinks ofThisMachine() {
    return new Uplinks(Routes.ofThisMachine(), Interface::up);
  }

  /**
   * Looks.
   *
   * @throws IOException where the routes cannot be read
   */
  public Found find(Progress progress) throws IOException {
    List<Interface> up = interfaces.get();
    List<Interface> out = up.stream().filter(Interface::leadsFurther).toList();
    if (out.size() <= 1) {
      // with one interface there is one way out, whatever the table of routes says
      return new Found(
          out.stream().map(i -> new Way(any(i, false), any(i, true))).toList(), false, 0);
    }
    List<Route> defaults = routes.read(progress);
    List<Interface> ways =
        out.stream()
            .filter(i -> way(i, defaults).isPresent())
            .sorted(
                Comparator.comparing(
                        (Interface i) -> metric(i, Family.IPV4, defaults).orElse(Long.MAX_VALUE))
                    .thenComparing(i -> metric(i, Family.IPV6, defaults).orElse(Long.MAX_VALUE)))
            .limit(MOST)
            .toList();
    List<Way> usable = new ArrayList<>();
    boolean vpn = out.stream().anyMatch(Interface::vpn);
    int unusable = 0;
    for (Interface one : vpn ? ways.stream().limit(1).toList() : ways) {
      Way way = way(one, defaults).orElseThrow();
      Way bound =
          usable.isEmpty()
              ? way
              : new Way(leaving(way.ipv4(), one, progress), leaving(way.ipv6(), one, progress));
      if (bound.ipv4().isPresent() || bound.ipv6().isPresent()) {
        usable.add(bound);
      } else {
        unusable++;
      }
    }
    return new Found(List.copyOf(usable), vpn, unusable);
  }

  /**
   * A word for each way out, by which two looks are compared: an interface with a default route, or
   * a VPN's, which seldom has one, and the addresses that it gives to whoever uses it. IPv6 changes
   * its addresses by itself (RFC 8981), so of those only that there are any.
   *
   * @throws IOException where the routes cannot be read
   */
  public Set<String> words() throws IOException {
    List<Route> defaults = routes.read(new Progress(READ));
    return interfaces.get().stream()
        .filter(Interface::leadsFurther)
        .filter(i -> i.vpn() || way(i, defaults).isPresent())
        .map(Uplinks::word)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String word(Interface one) {
    Stream<String> four =
        one.addresses().stream()
            .filter(a -> !(a instanceof Inet6Address) && !a.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .sorted();
    Stream<String> six = any(one, true).stream().map(_ -> "IPv6");
    return Stream.concat(Stream.of(one.name()), Stream.concat(four, six))
        .collect(Collectors.joining(" "));
  }

  /** An address that binding to leads through its own interface. */
  private Optional<InetAddress> leaving(
      Optional<InetAddress> from, Interface one, Progress progress) throws IOException {
    return from.isPresent() && routes.leavesThrough(from.get(), one.name(), progress)
        ? from
        : Optional.empty();
  }

  /** An interface that packets to anywhere can take, with the addresses that they would carry. */
  private static Optional<Way> way(Interface one, List<Route> defaults) {
    Way way =
        new Way(
            any(one, false).filter(_ -> metric(one, Family.IPV4, defaults).isPresent()),
            any(one, true).filter(_ -> metric(one, Family.IPV6, defaults).isPresent()));
    return way.ipv4().isPresent() || way.ipv6().isPresent() ? Optional.of(way) : Optional.empty();
  }

  private static OptionalLong metric(Interface one, Family family, List<Route> defaults) {
    return defaults.stream()
        .filter(r -> r.family() == family && leads(r.through(), one))
        .mapToLong(Route::metric)
        .min();
  }

  private static boolean leads(Device device, Interface one) {
    return switch (device) {
      case Device.Named(String name) -> one.name().equals(name);
      case Device.Numbered(int index) -> one.index() == index;
      case Device.Holding(InetAddress address) -> one.addresses().contains(address);
    };
  }

  /** An address that is known beyond its own wire; of IPv6, a public one before a private one. */
  private static Optional<InetAddress> any(Interface one, boolean six) {
    return one.addresses().stream()
        .filter(a -> a instanceof Inet6Address == six)
        .filter(a -> !a.isLinkLocalAddress())
        .min(Comparator.comparing(Uplinks::isUniqueLocal));
  }

  /** RFC 4193: fc00::/7. */
  private static boolean isUniqueLocal(InetAddress address) {
    return address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
  }
}
