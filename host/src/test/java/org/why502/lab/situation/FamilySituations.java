package org.why502.lab.situation;

import java.util.List;
import java.util.function.UnaryOperator;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Place;
import org.xbill.DNS.Rcode;

/** Networks that have no IPv4, as phones' and some homes' have: nothing is wrong with that. */
final class FamilySituations {
  private FamilySituations() {}

  static List<Situation> all() {
    return List.of(
        onlyIpv6("ipv6-only", "recovered", "AO3 is well", UnaryOperator.identity()),
        onlyIpv6(
            "ipv6-only-502",
            "archive-down",
            "AO3 is down for everybody",
            world -> world.origin(Troubles.everyDynamicPage(visit -> FrontServer.badGateway()))),
        onlyIpv6(
            "ipv6-only-servfail",
            "names-failing",
            "the system's resolver answers SERVFAIL for every name",
            world -> world.resolver(NameService.SYSTEM, Answers.code(Rcode.SERVFAIL))),
        onlyIpv6(
            "ipv6-only-resolver-lies",
            "names-wrong",
            "the system's resolver leads AO3's name to a stranger",
            world ->
                world.resolver(
                    NameService.SYSTEM,
                    Answers.addresses(Place.CONTROL.ipv6().getFirst()).onlyForTheArchive())),
        onlyIpv6(
            "ipv6-only-reset",
            "blocked-here",
            "connections for AO3's name are reset",
            world -> world.door(NetworkSituations.resetForArchive())));
  }

  private static Situation onlyIpv6(
      String name, String verdict, String also, UnaryOperator<World> world) {
    return Situation.of(
        name,
        verdict,
        "this network has no IPv4; " + also,
        healthy -> world.apply(healthy.barrier(new Barrier.OnlyIpv6())));
  }
}
