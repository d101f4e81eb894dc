package org.why502.probe.ways;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.evidence.Family;
import org.why502.probe.setup.AddressText;
import org.why502.probe.work.Progress;

/**
 * Default routes as Linux tells them: {@code /proc/net/route} and {@code /proc/net/ipv6_route}
 * (proc_pid_net(5); the columns are those of the kernel's {@code fib_trie.c} and {@code
 * ipv6/route.c}).
 *
 * @param ipv4 the first file
 * @param ipv6 the second, which is missing where the kernel has no IPv6
 */
record LinuxRoutes(Path ipv4, Path ipv6) implements Routes {
  /** {@code RTF_UP} and {@code RTF_REJECT} of {@code linux/route.h}. */
  private static final long UP = 0x1;

  private static final long REJECTS = 0x200;

  private static final String ANYWHERE = "00000000";
  private static final String ANYWHERE_6 = ANYWHERE.repeat(4);

  /**
   * Cloudflare's public resolver. Nothing is sent to it: the kernel is asked for the way to
   * somewhere outside, and this is as good as any.
   */
  private static final String FAR_AWAY = "1.1.1.1";

  private static final String FAR_AWAY_6 = "2606:4700:4700::1111";

  static LinuxRoutes ofThisMachine() {
    return new LinuxRoutes(Path.of("/proc/net/route"), Path.of("/proc/net/ipv6_route"));
  }

  @Override
  public List<Route> read(Progress progress) throws IOException {
    return Stream.concat(
            lines(ipv4).flatMap(l -> route(l).stream()),
            lines(ipv6).flatMap(l -> route6(l).stream()))
        .toList();
  }

  /**
   * Linux sends a packet by its destination alone and takes the preferred route whoever is the
   * sender, unless a rule says otherwise (ip-rule(8)); so the kernel is asked, by {@code ip route
   * get}.
   */
  @Override
  public boolean leavesThrough(InetAddress from, String device, Progress progress)
      throws IOException {
    String there = from instanceof Inet6Address ? FAR_AWAY_6 : FAR_AWAY;
    return leavesThrough(
        Routes.told(
            "ip", List.of("-o", "route", "get", there, "from", AddressText.bare(from)), progress),
        device);
  }

  /** Reads {@code ip route get}'s answer. An address of this machine itself needs no way out. */
  static boolean leavesThrough(String told, String device) {
    return told.startsWith("local ") || (told + " ").contains(" dev " + device + " ");
  }

  /** Interface, destination, gateway, flags, two counters, metric, mask and more. */
  private static Optional<Route> route(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 8 || !words[1].equals(ANYWHERE) || !words[7].equals(ANYWHERE)) {
      return Optional.empty();
    }
    return leads(words[3])
        ? Optional.of(new Route(Family.IPV4, new Device.Named(words[0]), Long.parseLong(words[6])))
        : Optional.empty();
  }

  /** Destination, its length, source, its length, next hop, metric, two counters, flags, name. */
  private static Optional<Route> route6(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 10 || !words[0].equals(ANYWHERE_6) || !words[1].equals("00")) {
      return Optional.empty();
    }
    return leads(words[8])
        ? Optional.of(
            new Route(Family.IPV6, new Device.Named(words[9]), Long.parseLong(words[5], 16)))
        : Optional.empty();
  }

  /** A kernel without any IPv6 route has one that rejects everything. */
  private static boolean leads(String flags) {
    long set = Long.parseLong(flags, 16);
    return (set & UP) != 0 && (set & REJECTS) == 0;
  }

  private static Stream<String> lines(Path table) throws IOException {
    return Files.exists(table)
        ? Files.readAllLines(table, StandardCharsets.ISO_8859_1).stream()
        : Stream.of();
  }
}
