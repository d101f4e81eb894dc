package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.everyDynamicPage;

import java.util.List;
import org.why502.lab.site.Edge;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Trouble;

/** Machines on which other advice fits. */
final class MachineSituations {
  private MachineSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "vpn-exit-refused",
            "address-refused",
            "AO3's own 403 page for this address, which a VPN lends",
            () ->
                World.healthy()
                    .origin(everyDynamicPage(visit -> FrontServer.addressBlocked()))
                    .barrier(new Barrier.VpnOn())),
        new Situation(
            "vpn-exit-challenged",
            "browser-check",
            "every page is a 403 challenge, and a VPN is on",
            () ->
                World.healthy()
                    .edge(Trouble.always(visit -> Edge.challenge()))
                    .barrier(new Barrier.VpnOn())),
        new Situation(
            "vpn-is-the-only-way",
            "address-refused",
            "the network's resolver leads to a block page, a VPN to AO3, which refuses its exit",
            () ->
                World.healthy()
                    .edge(Trouble.always(Edge::turnedAway))
                    .resolver(
                        NameService.SYSTEM,
                        Answers.addresses(NameSituations.BLOCK_PAGE).onlyForTheArchive())
                    .barrier(new Barrier.VpnOn())));
  }
}
