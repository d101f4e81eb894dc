package org.why502.lab.situation;

import static org.why502.lab.situation.Troubles.everyDynamicPage;

import java.util.List;
import org.why502.lab.site.Edge;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Trouble;
import org.xbill.DNS.Rcode;

/** Machines on which other advice fits. */
final class MachineSituations {
  private static final Barrier HTTPS_CLOSED =
      new Barrier.Refuse(RewritingSituations.OVER_HTTPS, List.of(443));

  private MachineSituations() {}

  static List<Situation> all() {
    Answers gone = without("ao3.org");
    return List.of(
        new Situation(
            "sister-name-gone",
            "names-failing",
            "nobody knows ao3.org any more, another official name; archiveofourown.org is fine",
            () -> World.healthy().everyResolver(gone)),
        new Situation(
            "sister-name-denied-here",
            "names-failing",
            "the system's resolver alone denies ao3.org; archiveofourown.org is fine",
            () -> World.healthy().resolver(NameService.SYSTEM, gone)),
        new Situation(
            "sister-name-gone-https-closed",
            "names-failing",
            "nobody knows ao3.org any more, and no resolver can be asked over https",
            () -> World.healthy().everyResolver(gone).barrier(HTTPS_CLOSED)),
        new Situation(
            "sister-name-denied-here-https-closed",
            "names-failing",
            "the system's resolver alone denies ao3.org, and none can be asked over https",
            () -> World.healthy().resolver(NameService.SYSTEM, gone).barrier(HTTPS_CLOSED)),
        new Situation(
            "sister-name-remembered-here",
            "names-failing",
            "nobody knows ao3.org any more but the system's resolver, which remembers it; the"
                + " browser asks another",
            () -> rememberedHere(gone)),
        new Situation(
            "sister-name-remembered-here-https-closed",
            "names-failing",
            "the same, and no resolver can be asked over https",
            () -> rememberedHere(gone).barrier(HTTPS_CLOSED)),
        sisterName("sister-name-no-name", "browser-names", "the browser's own resolver is dead"),
        sisterName(
            "sister-name-offline",
            "browser-interference",
            "the browser believes that there is no network"),
        sisterName("sister-name-reset", "browser-interference", "the browser alone is reset"),
        new Situation(
            "big-and-slow-settings",
            "recovered",
            "a hosts file of 200,000 lines, and desktop settings that cannot be read in time; AO3"
                + " is fine",
            () -> World.healthy().barrier(new Barrier.SlowSettings())),
        new Situation(
            "big-and-slow-settings-502",
            "archive-down",
            "the same, and every dynamic page is AO3's own 502",
            () ->
                World.healthy()
                    .origin(ArchiveSituations.ALL_DOWN)
                    .barrier(new Barrier.SlowSettings())),
        new Situation(
            "slow-settings-and-a-reset",
            "blocked-here",
            "the same, and TLS connections for AO3's name are reset; whether a proxy is set is not"
                + " known",
            () ->
                World.healthy()
                    .door(NetworkSituations.forArchivesName(new Fate.Reset()))
                    .barrier(new Barrier.SlowSettings())),
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
            "vpn-check-for-the-second-time",
            "browser-check",
            "a 403 challenge that was met within the hour before, and a VPN is on",
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

  /** The truth, but that no such name exists. */
  private static Answers without(String name) {
    return asked ->
        asked.equals(name) ? new Answers.Answer.Code(Rcode.NXDOMAIN) : new Answers.Answer.Truth();
  }

  /** A name that was given up a moment ago. */
  private static World rememberedHere(Answers gone) {
    return World.healthy().resolvers(s -> s != NameService.SYSTEM && s != NameService.NOBODY, gone);
  }

  /** Another official name is asked for, which everybody finds. */
  private static Situation sisterName(String name, String verdict, String summary) {
    return new Situation(name, verdict, "ao3.org is asked for: " + summary, World::healthy);
  }
}
