package org.why502.lab.situation;

import static org.why502.lab.situation.NameService.SYSTEM;
import static org.why502.lab.situation.NameSituations.BLOCK_PAGE;
import static org.why502.lab.situation.NameSituations.BOGON;
import static org.why502.lab.situation.NameSituations.PUBLIC;

import java.util.List;
import java.util.stream.Stream;
import org.why502.lab.site.Place;
import org.xbill.DNS.Rcode;

/**
 * Networks that answer in every resolver's place, or close the way to every resolver but their own:
 * with and without the way over https.
 */
final class RewritingSituations {
  private static final List<Integer> NAMES = List.of(53);
  private static final List<Integer> HTTPS = List.of(443);
  private static final List<Integer> ANY_WAY = List.of(53, 443, 853);
  static final List<String> OVER_HTTPS =
      Stream.of(Place.CLOUDFLARE_RESOLVER, Place.GOOGLE_RESOLVER)
          .flatMap(p -> p.addresses().stream())
          .toList();

  private RewritingSituations() {}

  static List<Situation> all() {
    Answers denied = Answers.code(Rcode.NXDOMAIN).onlyForTheArchive();
    Answers failing = Answers.code(Rcode.SERVFAIL);
    return List.of(
        Situation.of(
            "every-resolver-rewritten",
            "blocked-here",
            "whichever resolver is asked on port 53, the same liar answers",
            w -> rewritten(w, lie(BLOCK_PAGE))),
        Situation.of(
            "every-resolver-rewritten-https-closed",
            "blocked-here",
            "the same, and the way to resolvers over https is closed",
            w -> rewritten(w, lie(BLOCK_PAGE)).barrier(new Barrier.Refuse(OVER_HTTPS, HTTPS))),
        Situation.of(
            "every-resolver-rewritten-to-bogon",
            "blocked-here",
            "whichever resolver is asked on port 53, the answer leads to nobody",
            w -> rewritten(w, lie(BOGON))),
        Situation.of(
            "every-resolver-rewritten-to-nxdomain",
            "blocked-here",
            "whichever resolver is asked on port 53, it denies the name",
            w -> rewritten(w, denied)),
        Situation.of(
            "every-resolver-rewritten-to-nxdomain-https-closed",
            "blocked-here",
            "the same, and the way to resolvers over https is closed",
            w -> rewritten(w, denied).barrier(new Barrier.Refuse(OVER_HTTPS, HTTPS))),
        Situation.of(
            "honest-resolver-proxy-502",
            "archive-down",
            "the network answers in every resolver's place, truly; 502 everywhere",
            _ -> rewritten(NameSituations.down(), Answers.honest())),
        Situation.of(
            "honest-resolver-proxy-reset-on-name",
            "blocked-here",
            "the network answers in every resolver's place, truly, and resets connections to AO3",
            w -> rewritten(w, Answers.honest()).door(NetworkSituations.resetForArchive())),
        Situation.of(
            "every-resolver-is-the-same-broken-one",
            "names-failing",
            "the network answers in every resolver's place, with SERVFAIL for every name",
            w -> rewritten(w, failing)),
        Situation.of(
            "port-53-closed-https-open",
            "names-failing",
            "SERVFAIL from the system's resolver, the public ones answer over https only",
            w -> w.resolver(SYSTEM, failing).barrier(new Barrier.Refuse(PUBLIC, NAMES))),
        Situation.of(
            "port-53-dropped-https-open",
            "names-failing",
            "NXDOMAIN for AO3 from the system's resolver, the public ones answer over https only",
            w -> w.resolver(SYSTEM, denied).barrier(new Barrier.Drop(PUBLIC, NAMES))),
        Situation.of(
            "resolver-lies-port-53-closed",
            "names-wrong",
            "the system's resolver leads to a block page, the public ones answer over https only",
            w -> w.resolver(SYSTEM, lie(BLOCK_PAGE)).barrier(new Barrier.Refuse(PUBLIC, NAMES))),
        Situation.of(
            "resolver-lies-to-bogon-port-53-dropped",
            "names-wrong",
            "the system's resolver leads to nobody, the public ones answer over https only",
            w -> w.resolver(SYSTEM, lie(BOGON)).barrier(new Barrier.Drop(PUBLIC, NAMES))),
        Situation.of(
            "resolver-lies-and-no-other-can-be-asked",
            "blocked-here",
            "the system's resolver leads to a block page, every way to another one is closed",
            w -> w.resolver(SYSTEM, lie(BLOCK_PAGE)).barrier(new Barrier.Refuse(PUBLIC, ANY_WAY))),
        Situation.of(
            "resolver-denies-and-no-other-can-be-asked",
            "blocked-here",
            "the system's resolver denies AO3's name, every way to another one is closed",
            w -> w.resolver(SYSTEM, denied).barrier(new Barrier.Refuse(PUBLIC, ANY_WAY))),
        Situation.of(
            "refused-port-and-port-53-closed",
            "blocked-here",
            "AO3's addresses refuse, the public resolvers answer over https only",
            w ->
                w.barrier(new Barrier.Refuse(Place.ARCHIVE.addresses(), HTTPS))
                    .barrier(new Barrier.Refuse(PUBLIC, NAMES))),
        Situation.of(
            "resolver-fails-and-packets-vanish",
            "blocked-here",
            "SERVFAIL for AO3 from the system's resolver, packets to AO3's addresses vanish, and no"
                + " resolver can be asked over https",
            w ->
                w.resolver(SYSTEM, failing.onlyForTheArchive())
                    .barrier(new Barrier.Drop(NetworkSituations.ARCHIVE, List.of()))
                    .barrier(new Barrier.Refuse(OVER_HTTPS, HTTPS))),
        Situation.of(
            "nobody-knows-the-name-https-closed",
            "archive-down",
            "every resolver says NXDOMAIN for AO3, and none can be asked over https",
            w -> w.everyResolver(denied).barrier(new Barrier.Refuse(OVER_HTTPS, HTTPS))),
        Situation.of(
            "nobody-can-resolve-the-name",
            "archive-down",
            "every resolver says SERVFAIL for AO3: its own name servers are in trouble",
            w -> w.everyResolver(failing.onlyForTheArchive())));
  }

  private static Answers lie(String address) {
    return Answers.addresses(address).onlyForTheArchive();
  }

  /** Port 53 of anybody, even of nobody, is answered by the same one. */
  private static World rewritten(World world, Answers answers) {
    return world.resolvers(NameService::isPlain, answers);
  }
}
