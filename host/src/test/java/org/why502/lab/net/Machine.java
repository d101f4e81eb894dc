package org.why502.lab.net;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.why502.lab.site.Place;
import org.why502.lab.situation.Barrier;
import org.why502.lab.situation.NameService;

/**
 * The network of the private namespace: every address of the tiny internet on the loopback, and a
 * cable to nowhere with a default route, because Chromium says "no internet" without one.
 */
public final class Machine {
  /** Where Debian keeps it (Command.program looks there first). */
  private static final Path GSETTINGS = Path.of("/usr/bin/gsettings");

  private static final String HERE = "10.5.0.20/24";
  private static final String PLUG_4 =
      "addr add " + HERE + " dev eth0\nroute add default via 10.5.0.254 dev eth0\n";
  private static final String HERE_6 = "fd05::20/64";
  private static final String GATEWAY_6 = "fd05::1";
  private static final String TUNNEL = "10.8.0.6";
  private static final String SECOND = "10.6.0.20";
  private static final String SECOND_6 = "fd06::20";

  private final Path folder;
  private boolean pluggedIn = true;
  private boolean ipv4 = true;
  private boolean secondPluggedIn;
  private boolean tunnelled;
  private final boolean ipv6 = Files.exists(Path.of("/proc/net/if_inet6"));

  /** Uses this folder for its own resolv.conf, hosts and nsswitch.conf. */
  public Machine(Path folder) {
    this.folder = folder;
  }

  /** Whether this kernel has IPv6; without it the tiny internet is IPv4 only. */
  public boolean hasIpv6() {
    return ipv6;
  }

  /** Builds the network and puts its own name configuration over the machine's. */
  public void setUp() throws IOException {
    StringBuilder batch = new StringBuilder("link set lo up\n");
    for (String address : addresses()) {
      batch.append(add(address));
    }
    // Without link-local addresses, which would turn up a second later: browsers take any new
    // address
    // for a change of network and drop what they are loading.
    batch.append("link add eth0 type veth peer name eth0peer\n");
    if (ipv6) {
      batch.append("link set eth0 addrgenmode none\nlink set eth0peer addrgenmode none\n");
    }
    batch.append("link set eth0peer up\n");
    Shell.feed(batch.append(plug()).toString(), "ip", "-batch", "-");
    cover("resolv.conf", resolvers(true));
    // Modules such as "resolve" or "mdns" would ask daemons that live outside the namespace.
    cover("nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\nnetworks: files\n");
    cover("hosts", hosts(List.of()));
    for (String cache : List.of("/run/nscd", "/var/run/nscd")) {
      if (Files.isDirectory(Path.of(cache))) {
        Shell.run("mount", "-t", "tmpfs", "none", cache);
      }
    }
  }

  /** Lets the host's packaged runtime trust the lab's authority, if there is one. */
  public void trust(Path trustStore, Path runtimeTrustStore) throws IOException {
    if (Files.isRegularFile(runtimeTrustStore)) {
      Shell.run("mount", "--bind", trustStore.toString(), runtimeTrustStore.toString());
    }
  }

  /** Takes down the barriers that stand and puts up these. */
  public void put(List<Barrier> barriers) throws IOException {
    List<String> rules = new ArrayList<>();
    // What is bound to no address carries its destination's own here, so only the second is told.
    if (barriers.contains(new Barrier.SecondUplink(true))) {
      rules.add("ip saddr " + SECOND + " accept");
      rules.add("ip6 saddr " + SECOND_6 + " accept");
    }
    List<String> hosts = new ArrayList<>();
    for (Barrier barrier : barriers) {
      switch (barrier) {
        case Barrier.Drop(var addresses, var ports) ->
            addresses.forEach(a -> rules.add(match(a) + ports("{ tcp, udp }", ports) + " drop"));
        case Barrier.Refuse(var addresses, var ports) ->
            addresses.forEach(
                a -> {
                  rules.add(match(a) + ports("tcp", ports) + " reject with tcp reset");
                  rules.add(match(a) + ports("udp", ports) + " reject");
                });
        case Barrier.NothingAnswers _ -> addresses().forEach(a -> rules.add(match(a) + " drop"));
        case Barrier.NoUplink _, Barrier.OnlyIpv6 _, Barrier.SecondUplink _, Barrier.VpnOn _ -> {}
        case Barrier.SlowSettings _ ->
            IntStream.range(0, 200_000).forEach(n -> hosts.add("0.0.0.0 ads-" + n + ".invalid"));
        case Barrier.HostsEntry(var address) ->
            Place.ARCHIVE.names().forEach(name -> hosts.add(address + " " + name));
      }
    }
    Shell.feed(ruleset(rules), "nft", "-f", "-");
    // Written over, not replaced: the bind mount holds this very file.
    Files.writeString(folder.resolve("hosts"), hosts(hosts));
    settings(barriers.stream().anyMatch(Barrier.SlowSettings.class::isInstance));
    boolean overIpv4 = barriers.stream().noneMatch(Barrier.OnlyIpv6.class::isInstance);
    // What was taken away comes back before anything else goes: an address that is already gone
    // cannot be taken away with the cable.
    if (overIpv4) {
      ipv4(true);
    }
    cable(barriers.stream().noneMatch(Barrier.NoUplink.class::isInstance));
    if (!overIpv4) {
      ipv4(false);
    }
    secondCable(barriers.stream().anyMatch(Barrier.SecondUplink.class::isInstance));
    tunnel(barriers.stream().anyMatch(Barrier.VpnOn.class::isInstance));
  }

  /** The program that tells the desktop's settings: as it is, or one that does not answer. */
  private void settings(boolean slow) throws IOException {
    if (!Files.exists(GSETTINGS)) {
      if (slow) {
        throw new IOException(GSETTINGS + " does not exist. Install libglib2.0-bin.");
      }
      return;
    }
    Path own = folder.resolve("gsettings");
    if (!Files.exists(own)) {
      Files.copy(GSETTINGS, folder.resolve("gsettings-as-it-is"), COPY_ATTRIBUTES);
      Files.createFile(own);
      Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxr-xr-x"));
      Shell.run("mount", "--bind", own.toString(), GSETTINGS.toString());
    }
    String does =
        slow ? "exec sleep 60" : "exec " + folder.resolve("gsettings-as-it-is") + " \"$@\"";
    Files.writeString(own, "#!/bin/sh\n" + does + "\n");
  }

  /** A second way out with worse metrics than the first one's. */
  private void secondCable(boolean in) throws IOException {
    if (in == secondPluggedIn) {
      return;
    }
    String link = "link add eth1 type veth peer name eth1peer\n";
    String withoutLinkLocal =
        """
        link set eth1 addrgenmode none
        link set eth1peer addrgenmode none
        """;
    String four =
        """
        link set eth1peer up
        link set eth1 up
        addr add %s/24 dev eth1
        route add default via 10.6.0.254 dev eth1 metric 200
        """
            .formatted(SECOND);
    String six =
        """
        addr add %s/64 dev eth1 nodad
        route add default via fd06::1 dev eth1 metric 2048
        """
            .formatted(SECOND_6);
    String plug = ipv6 ? link + withoutLinkLocal + four + six : link + four;
    Shell.feed(in ? plug : "link del eth1\n", "ip", "-batch", "-");
    secondPluggedIn = in;
  }

  /** A tunnel that is up, with an address of its own, as OpenVPN's is. */
  private void tunnel(boolean up) throws IOException {
    if (up == tunnelled) {
      return;
    }
    String dig =
        """
        link add tun0 type veth peer name tun0peer
        link set tun0 addrgenmode none
        link set tun0peer addrgenmode none
        link set tun0peer up
        link set tun0 up
        addr add %s/32 dev tun0
        """
            .formatted(TUNNEL);
    Shell.feed(up ? dig : "link del tun0\n", "ip", "-batch", "-");
    tunnelled = up;
  }

  /** Pulls the cable or plugs it in; a cable that is as it should be is not touched. */
  private void cable(boolean in) throws IOException {
    if (in == pluggedIn) {
      return;
    }
    StringBuilder batch = new StringBuilder();
    for (String address : addresses()) {
      batch.append(in ? add(address) : "addr del " + prefixed(address) + " dev lo\n");
    }
    batch.append(in ? plug() : "link set eth0 down\naddr flush dev eth0\n");
    Shell.feed(batch.toString(), "ip", "-batch", "-");
    pluggedIn = in;
  }

  /** Whether there is IPv4 at all, beside this machine's own loopback. */
  private void ipv4(boolean there) throws IOException {
    if (there == ipv4) {
      return;
    }
    if (!ipv6) {
      throw new IOException(
          "This kernel has no IPv6, so a network of nothing else is not to be had.");
    }
    StringBuilder batch = new StringBuilder();
    for (String address : addresses()) {
      if (!address.contains(":")) {
        batch.append(there ? add(address) : "addr del " + prefixed(address) + " dev lo\n");
      }
    }
    batch.append(there ? PLUG_4 : "addr del " + HERE + " dev eth0\n");
    Shell.feed(batch.toString(), "ip", "-batch", "-");
    Files.writeString(folder.resolve("resolv.conf"), resolvers(there));
    ipv4 = there;
  }

  /** Over IPv4 as in most homes; where there is none, over IPv6. */
  private static String resolvers(boolean overIpv4) {
    List<String> all = NameService.SYSTEM.addresses();
    return "nameserver " + (overIpv4 ? all.getFirst() : all.getLast()) + "\n";
  }

  /** Every address of the tiny internet that this kernel can hold. */
  public List<String> addresses() {
    return Stream.concat(
            Stream.of(NameService.values()).flatMap(s -> s.addresses().stream()),
            Stream.of(Place.values()).flatMap(p -> p.addresses().stream()))
        .filter(a -> ipv6 || !a.contains(":"))
        .distinct()
        .toList();
  }

  private String plug() {
    String six =
        ipv6
            ? "addr add %s dev eth0 nodad\nroute add default via %s dev eth0\n"
                .formatted(HERE_6, GATEWAY_6)
            : "";
    return "link set eth0 up\n" + PLUG_4 + six;
  }

  private static String add(String address) {
    return "addr add "
        + prefixed(address)
        + " dev lo"
        + (address.contains(":") ? " nodad" : "")
        + "\n";
  }

  private static String prefixed(String address) {
    return address + (address.contains(":") ? "/128" : "/32");
  }

  /** Barriers stand at the input: a packet lost there is silence, at the output it is an error. */
  private static String ruleset(List<String> rules) {
    return rules.stream()
        .map(r -> "    " + r + "\n")
        .collect(
            Collectors.joining(
                "",
                "table inet lab\ndelete table inet lab\ntable inet lab {\n  chain input {\n"
                    + "    type filter hook input priority 0;\n",
                "  }\n}\n"));
  }

  private static String match(String address) {
    return (address.contains(":") ? "ip6" : "ip") + " daddr " + address;
  }

  private static String ports(String protocols, List<Integer> ports) {
    String these =
        ports.isEmpty()
            ? ""
            : ports.stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", " th dport { ", " }"));
    return " meta l4proto " + protocols + these;
  }

  private static String hosts(List<String> more) {
    return "127.0.0.1 localhost\n::1 localhost\n" + String.join("\n", more) + "\n";
  }

  private void cover(String file, String text) throws IOException {
    Path own = Files.writeString(folder.resolve(file), text);
    Path etc = Path.of("/etc", file);
    if (!Files.exists(etc)) {
      throw new IOException(
          etc + " does not exist, so it cannot be covered. Create an empty one and try again.");
    }
    Shell.run("mount", "--bind", own.toString(), etc.toRealPath().toString());
  }
}
