package org.why502.lab.situation;

import static org.why502.lab.situation.NetworkSituations.forArchive;
import static org.why502.lab.situation.NetworkSituations.isArchive;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.why502.lab.site.Neighbours;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Role;

/** This machine itself: its clock, and who signs the certificates that it is shown. */
final class DeviceSituations {
  private static final Duration LIFE = Duration.ofDays(90);
  private static final Duration AGE = Duration.ofDays(30);
  private static final String THE_BEGINNING = "Thu, 01 Jan 1970 00:12:00 GMT";

  /** A product on this machine re-signs whatever comes over https. */
  static final Fate.Door ANTIVIRUS =
      (place, address, names) ->
          new Fate.Shake(new Fate.Identity.Forged("Example Antivirus Web Shield Root"));

  private DeviceSituations() {}

  static List<Situation> all() {
    return List.of(
        clock("clock-a-year-off", "a year slow", Duration.ofDays(365)),
        clock("clock-a-year-ahead", "a year fast", Duration.ofDays(-365)),
        new Situation(
            "clock-two-months-ahead",
            "clock-wrong",
            "this machine's clock is two months fast: AO3's certificate seems to have ended, the"
                + " control's is good for longer",
            () ->
                World.healthy()
                    .ahead(Duration.ofDays(-61))
                    .door(forArchive(dated(Duration.ofDays(-61).minus(AGE), Duration.ofDays(-1))))),
        new Situation(
            "archive-certificate-expired",
            "archive-down",
            "AO3's own certificate ended yesterday, for everybody",
            () -> World.healthy().door(forArchive(lapsed()))),
        new Situation(
            "archive-certificate-expired-and-a-gateway-in-1970",
            "archive-down",
            "the same, and whoever answers over plain http says that it is 1970",
            () ->
                World.healthy()
                    .door(forArchive(lapsed()))
                    .site(
                        Place.DETECT_PORTAL,
                        v -> inTheBeginning(Neighbours.of(Place.DETECT_PORTAL).answer(v)))
                    .site(
                        Place.CONNECTIVITY,
                        v -> inTheBeginning(Neighbours.of(Place.CONNECTIVITY).answer(v)))),
        new Situation(
            "portal-in-1970",
            "captive-portal",
            "a portal redirects http, rewrites https and says that it is 1970",
            () ->
                World.healthy()
                    .path(
                        v ->
                            NetworkSituations.portal()
                                .meets(v)
                                .map(DeviceSituations::inTheBeginning))
                    .door(NetworkSituations.hotel())),
        filter("filter-certificate", "intercepted", "a school filter", "Cisco Umbrella Root CA"),
        filter(
            "filter-certificate-of-nobody-known",
            "blocked-here",
            "a filter that nobody knows",
            "Example School Filter CA"),
        filter(
            "filter-of-nobody-known-whose-page-came",
            "blocked-here",
            "the same, which this browser was told to trust,",
            "Example School Filter CA"),
        new Situation(
            "proxy-502",
            "local-proxy",
            "the proxy that is set answers every request for a connection with its own 502",
            () -> World.healthy().proxy(Courier.REFUSING)),
        new Situation(
            "proxy-502-in-the-page",
            "local-proxy",
            "the proxy that is set opens AO3's TLS and writes a 502 page itself; all else passes",
            () -> World.healthy().proxy(Courier.FORGING)),
        new Situation(
            "proxy-works-502",
            "archive-down",
            "a proxy is set and works; every dynamic page is AO3's own 502",
            () -> World.healthy().proxy(Courier.HONEST).origin(ArchiveSituations.ALL_DOWN)),
        new Situation(
            "proxy-works",
            "recovered",
            "a proxy is set and works, and so does AO3",
            () -> World.healthy().proxy(Courier.HONEST)),
        new Situation(
            "antivirus-certificate",
            "intercepted",
            "every https site is signed by the same local root",
            () -> World.healthy().door(ANTIVIRUS)));
  }

  /** No kernel's clock can be set from in here, so the whole world is at another time instead. */
  private static Situation clock(String name, String how, Duration ahead) {
    return new Situation(
        name,
        "clock-wrong",
        "this machine's clock is " + how + ": every certificate is out of date by it",
        () ->
            World.healthy()
                .ahead(ahead)
                .door((place, address, names) -> dated(ahead.minus(AGE), ahead.plus(LIFE))));
  }

  private static Situation filter(String name, String verdict, String who, String signer) {
    return new Situation(
        name,
        verdict,
        who + " answers for AO3 with a certificate of its own and a block page",
        () ->
            World.healthy()
                .door(forArchive(new Fate.Shake(new Fate.Identity.Forged(signer))))
                .path(
                    visit ->
                        isArchive(visit.place())
                            ? Optional.of(Neighbours.blockPage(visit).from(Role.OTHER))
                            : Optional.empty()));
  }

  private static Fate lapsed() {
    return dated(LIFE.negated(), Duration.ofDays(-1));
  }

  private static Fate dated(Duration from, Duration to) {
    return new Fate.Shake(new Fate.Identity.Dated(from, to));
  }

  private static Reply inTheBeginning(Reply reply) {
    return reply.header("Date", THE_BEGINNING);
  }
}
