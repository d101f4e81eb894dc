package org.why502.lab.situation;

import static org.why502.lab.situation.NetworkSituations.isArchive;
import static org.why502.lab.situation.Troubles.atTheArchive;
import static org.why502.lab.situation.Troubles.when;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.why502.lab.site.Application;
import org.why502.lab.site.Edge;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Role;
import org.why502.lab.site.StatusPages;
import org.why502.lab.site.Visit;

/** Half a cause, or two at once, as real networks have them (the end of {@code situations.md}). */
final class PartialSituations {
  private static final String OTHER_ADDRESS = "172.66.150.200";

  /** Ten bytes each: as long as many chapters are. */
  private static final int LONG = 12_000;

  private PartialSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "control-gone-too",
            "blocked-here",
            "connections for AO3's name are reset, and Google's hosts are blocked as well",
            () ->
                World.healthy()
                    .door(
                        (place, address, names) ->
                            isArchive(place) || place == Place.CONTROL
                                ? new Fate.Reset()
                                : Fate.usual().decide(place, address, names))
                    .barrier(new Barrier.Drop(all(Place.CONNECTIVITY), List.of(80)))),
        new Situation(
            "reset-here-and-an-incident",
            "blocked-here",
            "connections for AO3's name are reset; the status page tells of a grave incident",
            () ->
                World.healthy()
                    .door(NetworkSituations.resetForArchive())
                    .site(Place.STATUS, StatusPages.incident("critical"))),
        new Situation(
            "another-services-maintenance",
            "recovered",
            "the status page tells of planned work on another service; AO3 is well",
            () -> World.healthy().site(Place.STATUS, StatusPages.maintenanceElsewhere())),
        new Situation(
            "token-alone-fails",
            "recovered",
            "AO3's least answer is Cloudflare's 525 for ever; every page is well",
            () ->
                World.healthy()
                    .origin(
                        when(
                            visit -> visit.path().equals("/token_dispenser.json"),
                            visit -> Edge.ownPage(visit, 525)))),
        new Situation(
            "limit-of-a-gateway",
            "local-proxy",
            "a gateway on the way answers for AO3 with a 429 of its own",
            () ->
                World.healthy()
                    .path(
                        when(
                            Troubles::atTheArchive,
                            visit -> FrontServer.tooManyHere("gateway").from(Role.PORTAL)))),
        new Situation(
            "companion-is-challenged",
            "archive-down",
            "AO3 is down for the browser; the edge asks the companion to prove itself",
            () ->
                World.healthy()
                    .edge(
                        when(
                            visit ->
                                atTheArchive(visit)
                                    && byCompanion(visit.headers().get("User-Agent")),
                            visit -> Edge.challenge()))),
        new Situation(
            "ipv6-reset",
            "one-family-broken",
            "connections to AO3's IPv6 addresses are reset; IPv4 is well",
            () -> World.healthy().door(resetAt(Place.ARCHIVE.ipv6()))),
        new Situation(
            "large-answers-only",
            "blocked-here",
            "16 KB of each connection to AO3 pass, then silence; small answers come",
            () ->
                World.healthy()
                    .origin(
                        when(
                            visit -> Troubles.ofAWork(visit) || visit.path().equals("/"),
                            PartialSituations::longPage))
                    .door(NetworkSituations.forArchive(new Fate.Shorten(16 * 1024)))),
        new Situation(
            "one-address-reset",
            "blocked-here",
            "connections to one of AO3's IPv4 addresses are reset, and the browser's went there",
            () -> World.healthy().door(resetAt(List.of(OTHER_ADDRESS)))));
  }

  /** A page as long as many are. */
  private static Reply longPage(Visit visit) {
    Reply page = Application.answer(visit);
    String words = new String(page.body(), StandardCharsets.UTF_8);
    return Reply.html(
        page.status(), words.replace("<footer", "<p>" + "and so on ".repeat(LONG) + "</p><footer"));
  }

  private static boolean byCompanion(String agent) {
    return agent != null && agent.startsWith("why502-bot");
  }

  private static Fate.Door resetAt(List<String> addresses) {
    return (place, address, names) ->
        addresses.contains(address) ? new Fate.Reset() : Fate.usual().decide(place, address, names);
  }

  private static List<String> all(Place place) {
    return place.addresses();
  }
}
