package org.why502.lab.situation;

import static org.why502.lab.situation.NetworkSituations.IPV4_DEAD;
import static org.why502.lab.situation.NetworkSituations.IPV6_DEAD;
import static org.why502.lab.situation.Troubles.when;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.why502.lab.site.Edge;
import org.why502.lab.site.Place;
import org.why502.lab.site.Site;
import org.why502.lab.site.Visit;

/**
 * A cause, and something else that many machines have: antivirus, a dead IPv6, a firewall that lets
 * no new program out, a proxy that is the only way. What the browser itself failed at decides.
 */
final class CombinedSituations {
  /** As long as a handshake takes on a bad link. */
  private static final Duration SLOW = Duration.ofSeconds(6);

  private CombinedSituations() {}

  static List<Situation> all() {
    return Stream.of(antivirus(), familyDead(), rightEntry(), turnedAway(), wayOut())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Situation> antivirus() {
    Supplier<World> alone = () -> World.healthy().door(DeviceSituations.ANTIVIRUS);
    return List.of(
        new Situation(
            "antivirus-page-blocked",
            "browser-interference",
            "every certificate is re-signed here, and an extension blocks AO3's page",
            alone),
        new Situation(
            "antivirus-no-name",
            "browser-names",
            "every certificate is re-signed here, and the browser's own resolver is dead",
            alone),
        new Situation(
            "antivirus-502",
            "archive-down",
            "every certificate is re-signed here, and AO3 is down",
            () -> NameSituations.down().door(DeviceSituations.ANTIVIRUS)));
  }

  private static List<Situation> familyDead() {
    Supplier<World> alone = () -> World.healthy().barrier(IPV6_DEAD);
    return List.of(
        new Situation(
            "ipv6-dead-no-name",
            "browser-names",
            "IPv6 packets vanish, and the browser's own resolver is dead",
            alone),
        new Situation(
            "ipv6-dead-proxy",
            "local-proxy",
            "IPv6 packets vanish, and the browser's own proxy is dead",
            alone),
        new Situation(
            "ipv6-dead-reset",
            "browser-interference",
            "IPv6 packets vanish, and the browser alone is reset, at an IPv4 address",
            alone),
        new Situation(
            "ipv6-dead-502",
            "archive-down",
            "IPv6 packets vanish, and AO3 is down",
            () -> NameSituations.down().barrier(IPV6_DEAD)),
        new Situation(
            "ipv4-dead-reset",
            "browser-interference",
            "IPv4 packets vanish, and the browser alone is reset, at an IPv6 address",
            () -> World.healthy().barrier(IPV4_DEAD)),
        new Situation(
            "ipv6-dead-behind-a-proxy-reset",
            "browser-interference",
            "IPv6 packets vanish; a proxy is set and works, and the browser alone is reset",
            () -> World.healthy().barrier(IPV6_DEAD).proxy(Courier.HONEST)));
  }

  /** Who was told to write AO3's address into the hosts file, and did. */
  private static List<Situation> rightEntry() {
    Barrier entry = new Barrier.HostsEntry(Place.ARCHIVE.ipv4().getFirst());
    return List.of(
        new Situation(
            "hosts-entry-right-reset",
            "browser-interference",
            "the hosts file has AO3's own address, no public resolver can be asked, and the browser"
                + " alone is reset",
            () ->
                World.healthy()
                    .barrier(entry)
                    .barrier(new Barrier.Refuse(NameSituations.PUBLIC, List.of(53, 443)))),
        new Situation(
            "hosts-entry-right-dropped-packets",
            "blocked-here",
            "the hosts file has AO3's own address, the public resolvers answer over https only, and"
                + " packets to AO3's addresses vanish",
            () ->
                World.healthy()
                    .barrier(entry)
                    .barrier(new Barrier.Refuse(NameSituations.PUBLIC, List.of(53)))
                    .barrier(new Barrier.Drop(NetworkSituations.ARCHIVE, List.of()))));
  }

  private static List<Situation> turnedAway() {
    return List.of(
        new Situation(
            "companion-refused-502",
            "archive-down",
            "AO3 is down for the browser; the edge turns the companion away",
            companionMeets(Edge::turnedAway)),
        new Situation(
            "companion-refused-no-name",
            "browser-names",
            "the browser's own resolver is dead; the edge turns the companion away",
            companionMeets(Edge::turnedAway)),
        new Situation(
            "companion-challenged-reset",
            "browser-interference",
            "the browser is reset; the edge asks the companion to prove itself",
            companionMeets(visit -> Edge.challenge())),
        shutIn("companion-shut-in-502", "archive-down", "AO3 is down for the browser"),
        shutIn(
            "companion-shut-in-520",
            "edge-cannot-reach-archive",
            "the browser gets Cloudflare's own 520"),
        shutIn(
            "companion-shut-in-page-blocked",
            "browser-interference",
            "an extension blocks AO3's page"));
  }

  private static List<Situation> wayOut() {
    return List.of(
        new Situation(
            "proxy-is-the-only-way-filtered",
            "inconclusive",
            "only the browser's proxy leads out, which shows a filter's page for AO3",
            () -> World.healthy().barrier(new Barrier.NothingAnswers())),
        new Situation(
            "proxy-is-the-only-way-no-tunnel",
            "local-proxy",
            "only the browser's proxy leads out, which opens no tunnel to AO3",
            () -> World.healthy().barrier(new Barrier.NothingAnswers())),
        new Situation(
            "proxy-of-this-machine-answers",
            "local-proxy",
            "the browser's page comes from 127.0.0.1; all else is well",
            World::healthy),
        new Situation(
            "slow-link-502",
            "archive-down",
            "each handshake takes 6 s, and AO3's 502 comes at once after it",
            () -> NameSituations.down().door((place, address, names) -> new Fate.Late(SLOW))),
        slowNames("slow-names-502", "archive-down", "and AO3 is down", NameSituations::down),
        slowNames(
            "slow-names-no-name", "names-failing", "which the browser gave up", World::healthy));
  }

  /** What the companion alone meets at the edge. */
  private static Supplier<World> companionMeets(Site reply) {
    return () ->
        World.healthy()
            .edge(when(visit -> Troubles.atTheArchive(visit) && byCompanion(visit), reply));
  }

  static boolean byCompanion(Visit visit) {
    String agent = visit.headers().get("User-Agent");
    return agent != null && agent.startsWith("why502-bot");
  }

  private static Situation shutIn(String name, String verdict, String summary) {
    return new Situation(
        name,
        verdict,
        summary + "; a firewall lets the companion reach nobody",
        () -> World.healthy().barrier(new Barrier.NothingAnswers()));
  }

  private static Situation slowNames(
      String name, String verdict, String summary, Supplier<World> world) {
    return new Situation(
        name,
        verdict,
        "questions for IPv6 are dropped, so that the system takes 5 s and more over a name, "
            + summary,
        () -> world.get().resolver(NameService.SYSTEM, Answers.ipv4Alone()));
  }
}
