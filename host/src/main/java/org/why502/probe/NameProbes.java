package org.why502.probe;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Resolver;
import org.why502.probe.names.DnsLookup;
import org.why502.probe.names.HttpsNameServer;
import org.why502.probe.names.PlainNameServer;
import org.why502.probe.names.SystemNames;
import org.why502.probe.web.Web;
import org.why502.probe.work.Asking;
import org.why502.probe.work.Probe;
import org.why502.probe.work.WithinLimit;
import org.why502.probe.work.Work;

/**
 * The probes that look AO3's names up, each by another way.
 *
 * @param addresses how names and resolvers lead to the network
 * @param running what is under way
 * @param web the way to resolvers over https
 */
record NameProbes(Addresses addresses, WithinLimit running, Web web) {
  private static final int DNS = 53;
  private static final int MOST_CONFIGURED = 3;

  /** AO3's addresses, as every program on this machine gets them. */
  Probe machineNames() {
    return names(
        Resolver.machine(),
        _ -> {
          List<InetAddress> found = addresses.names().lookup(OfficialHosts.ARCHIVE);
          return new NameAnswer("NOERROR", SystemNames.kept(found));
        });
  }

  /**
   * AO3's addresses, from each resolver that this machine is set up to use, at most three, asked
   * directly. Their addresses stay here: in evidence they are numbered.
   */
  List<Probe> configuredNames() {
    List<InetSocketAddress> servers = addresses.configuredResolvers().get();
    if (servers.isEmpty()) {
      // that nobody could be found is not that there is nobody: the question stays open
      Observation.NameLookup unknown =
          new Observation.NameLookup(
              Resolver.configured(1, 1), OfficialHosts.ARCHIVE, new Outcome.NotAsked<>("unknown"));
      return List.of(new NotAsking(unknown.question(), unknown));
    }
    int asked = Math.min(MOST_CONFIGURED, servers.size());
    return IntStream.range(0, asked)
        .mapToObj(i -> names(Resolver.configured(i + 1, asked), lookup(servers.get(i))))
        .toList();
  }

  /**
   * AO3's addresses, from a public resolver.
   *
   * @param resolver one of {@link Resolver#PUBLIC}, or who stands in for one
   * @throws IllegalArgumentException for any other
   */
  Probe publicNames(String resolver) {
    if (!Resolver.PUBLIC.containsKey(resolver)
        && !Resolver.PUBLIC.containsValue(resolver)
        && !Resolver.OVER_IPV6.containsValue(resolver)) {
      throw new IllegalArgumentException("not one of our public resolvers");
    }
    return names(
        Resolver.open(resolver),
        lookup(new InetSocketAddress(InetAddress.ofLiteral(resolver), DNS)));
  }

  /**
   * AO3's addresses, from a public resolver over https, at its literal address.
   *
   * @param resolver one of {@link Resolver#OVER_HTTPS}, or who stands in for one over IPv6
   * @throws IllegalArgumentException for any other
   */
  Probe namesOverHttps(String resolver) {
    if (!Resolver.OVER_HTTPS.contains(resolver) && !Resolver.OVER_IPV6.containsValue(resolver)) {
      throw new IllegalArgumentException("not one of our resolvers over https");
    }
    return names(
        Resolver.overHttps(resolver),
        new DnsLookup(new HttpsNameServer(web, resolver), OfficialHosts.ARCHIVE));
  }

  /**
   * Addresses of another official name of AO3's, by every way but the configured resolvers.
   *
   * @throws IllegalArgumentException where it is none of AO3's
   */
  List<Probe> sisterNames(String name) {
    if (!OfficialHosts.contains(name) || name.equals(OfficialHosts.ARCHIVE)) {
      throw new IllegalArgumentException("not another official name");
    }
    List<Probe> all = new ArrayList<>();
    all.add(
        names(
            Resolver.machine(),
            name,
            _ -> new NameAnswer("NOERROR", SystemNames.kept(addresses.names().lookup(name)))));
    for (String resolver : Resolver.PUBLIC.keySet().stream().sorted().toList()) {
      InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral(resolver), DNS);
      all.add(
          names(
              Resolver.open(resolver),
              name,
              new DnsLookup(new PlainNameServer(addresses.reach().apply(server)), name)));
    }
    for (String resolver : Resolver.OVER_HTTPS) {
      all.add(
          names(
              Resolver.overHttps(resolver),
              name,
              new DnsLookup(new HttpsNameServer(web, resolver), name)));
    }
    return List.copyOf(all);
  }

  /** AO3's addresses, from where no resolver is. */
  Probe namesFromNobody() {
    return names(
        Resolver.nobody(),
        lookup(new InetSocketAddress(InetAddress.ofLiteral(Resolver.NOWHERE), DNS)));
  }

  private Probe names(Resolver resolver, Work<NameAnswer> work) {
    return names(resolver, OfficialHosts.ARCHIVE, work);
  }

  private Probe names(Resolver resolver, String name, Work<NameAnswer> work) {
    Observation.NameLookup notYet =
        new Observation.NameLookup(resolver, name, new Outcome.NotAsked<>("not-yet"));
    return new Asking<>(
        notYet.question(),
        running,
        work,
        outcome -> new Observation.NameLookup(resolver, name, outcome));
  }

  private DnsLookup lookup(InetSocketAddress server) {
    return new DnsLookup(
        new PlainNameServer(addresses.reach().apply(server)), OfficialHosts.ARCHIVE);
  }
}
