package org.why502.lab.situation;

import static org.why502.lab.situation.NetworkSituations.isArchive;
import static org.why502.lab.situation.Troubles.atTheArchive;
import static org.why502.lab.situation.Troubles.when;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
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

  /**
   * A ClientHello with a post-quantum key share is longer, in bytes; one without is far shorter.
   */
  private static final int A_PACKET = 1_400;

  private static final Barrier GOOGLE_GONE = new Barrier.Drop(all(Place.CONTROL), List.of());

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
                            visit -> atTheArchive(visit) && CombinedSituations.byCompanion(visit),
                            visit -> Edge.challenge()))),
        new Situation(
            "ipv6-reset",
            "one-family-broken",
            "connections to AO3's IPv6 addresses are reset; IPv4 is well",
            () -> World.healthy().door(resetAt(Place.ARCHIVE.ipv6()))),
        new Situation(
            "ipv6-refused",
            "one-family-broken",
            "connections to AO3's IPv6 addresses are refused; IPv4 is well",
            () -> World.healthy().barrier(new Barrier.Refuse(Place.ARCHIVE.ipv6(), List.of(443)))),
        new Situation(
            "ipv6-name-leads-to-a-stranger",
            "names-wrong",
            "the system's resolver gives AO3's IPv4 addresses, and a stranger's over IPv6",
            () ->
                World.healthy()
                    .resolver(
                        NameService.SYSTEM,
                        Answers.addresses(strangerOverIpv6()).onlyForTheArchive())),
        new Situation(
            "refused-here-and-an-incident",
            "blocked-here",
            "AO3's port is refused here; the status page tells of a grave incident",
            () ->
                World.healthy()
                    .barrier(new Barrier.Refuse(NetworkSituations.ARCHIVE, List.of(443)))
                    .site(Place.STATUS, StatusPages.incident("critical"))),
        new Situation(
            "control-dropped-too",
            "blocked-here",
            "packets to AO3 vanish, and so do those to Google's hosts",
            () ->
                World.healthy()
                    .barrier(new Barrier.Drop(NetworkSituations.ARCHIVE, List.of()))
                    .barrier(GOOGLE_GONE)
                    .barrier(new Barrier.Drop(all(Place.CONNECTIVITY), List.of(80)))),
        new Situation(
            "every-witness-gone-too",
            "blocked-here",
            "connections for AO3's name are reset; Google's hosts, the status page, port 80 and"
                + " resolvers over https are blocked as well",
            () ->
                World.healthy()
                    .door(NetworkSituations.resetForArchive())
                    .barrier(GOOGLE_GONE)
                    .barrier(new Barrier.Drop(all(Place.STATUS), List.of()))
                    .barrier(new Barrier.Drop(all(Place.DETECT_PORTAL), List.of()))
                    .barrier(new Barrier.Drop(all(Place.CONNECTIVITY), List.of()))
                    .barrier(new Barrier.Refuse(NameSituations.PUBLIC, List.of(443)))),
        new Situation(
            "control-gone-502",
            "archive-down",
            "AO3 is down, and packets to Google's hosts vanish here",
            () ->
                NameSituations.down()
                    .barrier(GOOGLE_GONE)
                    .barrier(new Barrier.Drop(all(Place.CONNECTIVITY), List.of(80)))),
        new Situation(
            "maintenance-of-nothing-named",
            "recovered",
            "the status page tells of planned work and names no service; AO3 is well",
            () -> World.healthy().site(Place.STATUS, StatusPages.maintenanceOfNothingNamed())),
        new Situation(
            "incident-open-and-fine",
            "recovered",
            "the status page tells of a grave incident; AO3 is well",
            () -> World.healthy().site(Place.STATUS, StatusPages.incident("critical"))),
        new Situation(
            "token-alone-refused",
            "recovered",
            "AO3's least answer is Cloudflare's 403 for ever; every page is well",
            () ->
                World.healthy()
                    .edge(
                        when(
                            visit -> visit.path().equals("/token_dispenser.json"),
                            Edge::turnedAway))),
        new Situation(
            "only-the-browsers-hello",
            "browser-interference",
            "a hello to AO3 that fills more than a packet is reset; the companion's small one"
                + " passes",
            () -> World.healthy().door(NetworkSituations.forArchive(new Fate.ResetLong(A_PACKET)))),
        new Situation(
            "only-the-browsers-quic",
            "browser-interference",
            "pages offer QUIC, which the browser tests mangle; the companion's plain connection is"
                + " well",
            () ->
                World.healthy()
                    .origin(
                        when(
                            Troubles::heavy,
                            v ->
                                Application.answer(v).header("alt-svc", "h3=\":443\"; ma=86400")))),
        new Situation(
            "only-the-browsers-certificate",
            "intercepted",
            "the browser's connection is re-signed by nobody; the companion's plain one is well",
            World::healthy),
        new Situation(
            "post-refused",
            "request-refused",
            "a rule of Cloudflare's turns everything posted away",
            () -> World.healthy().edge(when(PartialSituations::posted, Edge::turnedAway))),
        new Situation(
            "post-too-large",
            "request-refused",
            "a gateway answers everything posted with a 413 of its own",
            () ->
                World.healthy()
                    .path(
                        when(
                            PartialSituations::posted,
                            visit -> Reply.html(413, "<title>413</title>").from(Role.PORTAL)))),
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
            () -> World.healthy().door(resetAt(List.of(OTHER_ADDRESS)))),
        new Situation(
            "one-of-two-addresses-reset",
            "blocked-here",
            "AO3 has two addresses here, and no IPv6; connections to the first are reset",
            () ->
                World.healthy()
                    .everyResolver(
                        Answers.addresses(OTHER_ADDRESS, Place.ARCHIVE.ipv4().getFirst())
                            .onlyForTheArchive())
                    .door(resetAt(List.of(OTHER_ADDRESS)))));
  }

  /** A page as long as many are. */
  private static Reply longPage(Visit visit) {
    Reply page = Application.answer(visit);
    String words = new String(page.body(), StandardCharsets.UTF_8);
    return Reply.html(
        page.status(), words.replace("<footer", "<p>" + "and so on ".repeat(LONG) + "</p><footer"));
  }

  private static Fate.Door resetAt(List<String> addresses) {
    return (place, address, names) ->
        addresses.contains(address) ? new Fate.Reset() : Fate.usual().decide(place, address, names);
  }

  private static boolean posted(Visit visit) {
    return Troubles.atTheArchive(visit) && visit.method().equals("POST");
  }

  /** AO3's own over IPv4; over IPv6 a server that cannot show AO3's certificate. */
  private static String[] strangerOverIpv6() {
    return Stream.concat(Place.ARCHIVE.ipv4().stream(), Place.CONTROL.ipv6().stream())
        .toArray(String[]::new);
  }

  private static List<String> all(Place place) {
    return place.addresses();
  }
}
