package org.why502.lab.situation;

import static org.why502.lab.situation.NameService.SYSTEM;

import java.util.List;
import java.util.stream.Stream;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Place;
import org.xbill.DNS.Rcode;

/** Resolvers that fail, lie, or are cut off. */
final class NameSituations {
  static final String BLOCK_PAGE = Place.BLOCK_PAGE.ipv4().getFirst();
  private static final String OLD = Place.OLD_ADDRESS.ipv4().getFirst();

  /** What some national filters answer; no route in this machine's world leads to it. */
  static final String BOGON = "10.10.34.34";

  /** The addresses of public resolvers. */
  static final List<String> PUBLIC =
      Stream.of(NameService.values())
          .filter(NameService::isPublic)
          .flatMap(s -> s.addresses().stream())
          .toList();

  private NameSituations() {}

  static List<Situation> all() {
    return List.of(
        failing("names-failing", "SERVFAIL for every name", Answers.code(Rcode.SERVFAIL)),
        failing("resolver-servfail", "SERVFAIL for every name", Answers.code(Rcode.SERVFAIL)),
        failing(
            "resolver-servfail-for-the-archive",
            "SERVFAIL for AO3's names only",
            Answers.code(Rcode.SERVFAIL).onlyForTheArchive()),
        failing("resolver-timeout", "silence for every name", Answers.silent()),
        failing(
            "resolver-timeout-for-the-archive",
            "silence for AO3's names only",
            Answers.silent().onlyForTheArchive()),
        failing("resolver-refused", "REFUSED for every name", Answers.code(Rcode.REFUSED)),
        failing(
            "resolver-nxdomain",
            "NXDOMAIN for AO3's names only",
            Answers.code(Rcode.NXDOMAIN).onlyForTheArchive()),
        failing(
            "resolver-nxdomain-for-all", "NXDOMAIN for every name", Answers.code(Rcode.NXDOMAIN)),
        failing(
            "resolver-empty-answer",
            "no error and no address for AO3's names",
            Answers.addresses().onlyForTheArchive()),
        new Situation(
            "resolver-port-closed",
            "names-failing",
            "nobody listens at the system's resolver",
            () -> World.healthy().barrier(new Barrier.Refuse(SYSTEM.addresses(), List.of(53)))),
        lying("resolver-lies-to-block-page", "a filter's block page", BLOCK_PAGE),
        lying("resolver-lies-to-bogon", "an address where nobody is", BOGON),
        lying("resolver-lies-to-zero", "0.0.0.0", "0.0.0.0", "::"),
        lying("resolver-lies-to-old-address", "an address that AO3 had long ago", OLD),
        new Situation(
            "resolver-gives-other-edge-address",
            "archive-down",
            "another address of Cloudflare, with AO3's certificate; 502 everywhere",
            () ->
                down()
                    .resolver(
                        SYSTEM,
                        Answers.addresses(
                                Place.ARCHIVE_ELSEWHERE.addresses().toArray(String[]::new))
                            .onlyForTheArchive())),
        new Situation(
            "public-dns-port-closed",
            "archive-down",
            "port 53 of the public resolvers is closed here; 502 everywhere",
            () -> down().barrier(new Barrier.Refuse(PUBLIC, List.of(53)))),
        new Situation(
            "public-dns-dropped",
            "archive-down",
            "packets to the public resolvers vanish; 502 everywhere",
            () -> down().barrier(new Barrier.Drop(PUBLIC, List.of()))),
        new Situation(
            "nobody-knows-the-name",
            "archive-down",
            "every resolver says NXDOMAIN for AO3",
            () -> World.healthy().everyResolver(Answers.code(Rcode.NXDOMAIN).onlyForTheArchive())),
        new Situation(
            "hosts-entry",
            "hosts-file",
            "the hosts file points AO3 elsewhere",
            () -> World.healthy().barrier(new Barrier.HostsEntry(OLD))));
  }

  private static Situation failing(String name, String summary, Answers answers) {
    return new Situation(
        name,
        "names-failing",
        "the system's resolver: " + summary,
        () -> World.healthy().resolver(SYSTEM, answers));
  }

  private static Situation lying(String name, String where, String... addresses) {
    return new Situation(
        name,
        "names-wrong",
        "the system's resolver sends AO3 to " + where,
        () -> World.healthy().resolver(SYSTEM, Answers.addresses(addresses).onlyForTheArchive()));
  }

  /** AO3 answers 502 to everything. */
  static World down() {
    return World.healthy().origin(Troubles.everyDynamicPage(visit -> FrontServer.badGateway()));
  }
}
