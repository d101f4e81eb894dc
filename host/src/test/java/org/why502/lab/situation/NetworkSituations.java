package org.why502.lab.situation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Role;
import org.why502.lab.site.Trouble;

/** The way out: portals, blocks, and no way at all. */
final class NetworkSituations {
  private static final String SIGN_IN = "http://" + Place.PORTAL.names().getFirst() + "/sign-in";
  static final List<String> ARCHIVE =
      Stream.concat(
              Place.ARCHIVE.addresses().stream(), Place.ARCHIVE_ELSEWHERE.addresses().stream())
          .toList();

  /** IPv6 packets to every web site vanish. */
  static final Barrier IPV6_DEAD = silent(true);

  /** IPv4 packets to every web site vanish. */
  static final Barrier IPV4_DEAD = silent(false);

  private NetworkSituations() {}

  static List<Situation> all() {
    return List.of(
        new Situation(
            "portal-redirect",
            "captive-portal",
            "http is redirected to a sign-in page, https is refused",
            () ->
                World.healthy()
                    .path(portal())
                    .barrier(new Barrier.Refuse(outside(), List.of(443)))),
        new Situation(
            "portal-rewrites-tls",
            "captive-portal",
            "http is redirected, https is answered with the portal's own certificate",
            () -> World.healthy().path(portal()).door(hotel())),
        new Situation(
            "portal-lets-204-through",
            "captive-portal",
            "Google's check passes, Mozilla's check and all else is redirected",
            () ->
                World.healthy()
                    .path(
                        visit ->
                            visit.place() == Place.CONNECTIVITY
                                ? Optional.empty()
                                : portal().meets(visit))
                    .door(hotel())),
        new Situation(
            "portal-511",
            "captive-portal",
            "http is answered with 511, packets to port 443 vanish",
            () ->
                World.healthy()
                    .path(
                        Trouble.always(
                            visit -> Reply.html(511, "<title>Sign in</title>").from(Role.PORTAL)))
                    .barrier(new Barrier.Drop(outside(), List.of(443)))),
        new Situation(
            "reset-on-name",
            "blocked-here",
            "connections that ask for AO3's name are reset",
            () -> World.healthy().door(forArchivesName(new Fate.Reset()))),
        new Situation(
            "reset-at-address",
            "blocked-here",
            "TLS connections to AO3's addresses are reset, whatever name they ask for",
            () -> World.healthy().door(forArchive(new Fate.Reset()))),
        new Situation(
            "silence-on-name",
            "blocked-here",
            "connections that ask for AO3's name are never answered",
            () -> World.healthy().door(forArchivesName(new Fate.Silence()))),
        new Situation(
            "refused-port",
            "blocked-here",
            "port 443 of AO3's addresses is refused",
            () -> World.healthy().barrier(new Barrier.Refuse(ARCHIVE, List.of(443)))),
        new Situation(
            "dropped-packets",
            "blocked-here",
            "packets to AO3's addresses vanish",
            () -> World.healthy().barrier(new Barrier.Drop(ARCHIVE, List.of()))),
        new Situation(
            "nothing-answers",
            "offline",
            "there is a route, and no packet comes back",
            () -> World.healthy().barrier(new Barrier.NothingAnswers())),
        new Situation(
            "no-uplink",
            "offline",
            "no address, no default route",
            () -> World.healthy().barrier(new Barrier.NoUplink())),
        family("ipv6-dead", "IPv6", IPV6_DEAD),
        family("ipv4-dead", "IPv4", IPV4_DEAD));
  }

  private static Situation family(String name, String label, Barrier dead) {
    return new Situation(
        name,
        "one-family-broken",
        label + " packets to every web site vanish",
        () -> World.healthy().barrier(dead));
  }

  private static Barrier silent(boolean six) {
    return new Barrier.Drop(
        Stream.of(Place.values())
            .filter(p -> p.role() != Role.RESOLVER)
            .flatMap(p -> p.addresses().stream())
            .filter(a -> a.contains(":") == six)
            .toList(),
        List.of());
  }

  static Trouble portal() {
    return visit ->
        visit.place() == Place.PORTAL
            ? Optional.empty()
            : Optional.of(Reply.redirect(302, SIGN_IN).from(Role.PORTAL));
  }

  static Fate.Door hotel() {
    return (place, address, names) ->
        new Fate.Shake(new Fate.Identity.Stranger("login.hotel.example", "Example Hotel Gateway"));
  }

  /** This becomes of connections to AO3's addresses, whatever name they ask for. */
  static Fate.Door forArchive(Fate fate) {
    return (place, address, names) ->
        isArchive(place) ? fate : Fate.usual().decide(place, address, names);
  }

  /** This becomes of connections to AO3's addresses that ask for AO3's name. */
  static Fate.Door forArchivesName(Fate fate) {
    return (place, address, names) ->
        isArchive(place) && names.stream().anyMatch(Place.ARCHIVE.names()::contains)
            ? fate
            : Fate.usual().decide(place, address, names);
  }

  /** Connections that ask for AO3's name are reset. */
  static Fate.Door resetForArchive() {
    return forArchivesName(new Fate.Reset());
  }

  static boolean isArchive(Place place) {
    return place == Place.ARCHIVE || place == Place.ARCHIVE_ELSEWHERE;
  }

  /** Every web address but the portal's own. */
  private static List<String> outside() {
    return Stream.of(Place.values())
        .filter(p -> p != Place.PORTAL)
        .flatMap(p -> p.addresses().stream())
        .toList();
  }
}
