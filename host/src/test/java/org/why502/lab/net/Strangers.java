package org.why502.lab.net;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.why502.lab.situation.NameService;

/**
 * Notes packets that no server here could see: those that leave for addresses outside the tiny
 * internet, and those for a resolver on a port where this lab has none (names over TLS or QUIC).
 */
public final class Strangers {
  private static final Pattern ELEMENT =
      Pattern.compile("([0-9a-f.:]*[.:][0-9a-f.:]*) \\. (tcp|udp) \\. ([a-z0-9-]+)");

  private final Machine machine;
  private final RequestLog log;
  private final Set<String> known = new HashSet<>();

  /** Writes what it finds to this log. */
  public Strangers(Machine machine, RequestLog log) {
    this.machine = machine;
    this.log = log;
  }

  /** Begins to look. */
  public void watch() throws IOException {
    StringBuilder rules = new StringBuilder("table inet strangers {\n");
    rules.append(set("four", "ipv4_addr")).append(set("six", "ipv6_addr"));
    rules.append("  chain output {\n    type filter hook output priority -10;\n");
    rules.append(
        rule(
            "meta l4proto { tcp, udp } oifname { eth0, eth1 } ip daddr != { 10.5.0.0/24,"
                + " 10.6.0.0/24 }",
            "ip",
            "four"));
    rules.append(otherPorts(false, "ip", "four"));
    if (machine.hasIpv6()) {
      rules.append(
          rule(
              "meta l4proto { tcp, udp } oifname { eth0, eth1 } ip6 daddr != { fd05::/64,"
                  + " fd06::/64, ff00::/8 }",
              "ip6",
              "six"));
      rules.append(otherPorts(true, "ip6", "six"));
    }
    Shell.feed(rules.append("  }\n}\n").toString(), "nft", "-f", "-");
  }

  /** Logs whatever was met since the last time. */
  public synchronized void report() throws IOException {
    String seen = Shell.run("nft", "list", "table", "inet", "strangers");
    for (MatchResult met : ELEMENT.matcher(seen).results().toList()) {
      if (known.add(met.group())) {
        log.stranger(met.group(1), met.group(2), met.group(3));
      }
    }
  }

  private static String set(String name, String type) {
    return "  set "
        + name
        + " {\n    type "
        + type
        + " . inet_proto . inet_service\n"
        + "    flags dynamic\n    size 4096\n  }\n";
  }

  private static String rule(String match, String family, String set) {
    return "    %s update @%s { %s daddr . meta l4proto . th dport }\n"
        .formatted(match, set, family);
  }

  /** First packets only: here an address also talks to itself, so answers to it look alike. */
  private static String otherPorts(boolean six, String family, String set) {
    List<String> https = held(six, s -> s.place().stream().flatMap(p -> p.addresses().stream()));
    List<String> plain = held(six, s -> s.addresses().stream());
    plain.removeAll(https);
    String rules =
        opened(family, set, plain, "53")
            + (https.isEmpty() ? "" : opened(family, set, https, "{ 53, 443 }"));
    plain.addAll(https);
    return rules + rule(to(family, plain) + "udp dport { 443, 853 }", family, set);
  }

  private static String opened(String family, String set, List<String> addresses, String usual) {
    return rule(
        to(family, addresses) + "tcp flags & (syn | ack) == syn tcp dport != " + usual,
        family,
        set);
  }

  private static String to(String family, List<String> addresses) {
    return family + " daddr { " + String.join(", ", addresses) + " } ";
  }

  private static List<String> held(boolean six, Function<NameService, Stream<String>> addressesOf) {
    return Stream.of(NameService.values())
        .flatMap(addressesOf)
        .filter(a -> a.contains(":") == six)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
