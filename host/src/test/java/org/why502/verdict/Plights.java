package org.why502.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.Step;

/** What befalls every question alike, which chance alone would seldom bring together. */
final class Plights {
  private static final Duration YEAR = Duration.ofDays(365);

  private static final String ADDRESS = "104.20.28.24";

  private static final String ELSEWHERE = "10.10.34.34";

  private Plights() {}

  /** The cable is out: nothing outside this machine answers, whatever is asked. */
  static Observation unplugged(Observation observation) {
    return switch (observation) {
      case Observation.NameLookup l ->
          l.outcome().asked()
              ? new Observation.NameLookup(l.resolver(), l.name(), silence(Step.NAME))
              : l;
      case Observation.Connection c ->
          new Observation.Connection(c.address(), silence(Step.CONNECT));
      case Observation.Handshake h -> new Observation.Handshake(h.address(), silence(Step.CONNECT));
      case Observation.PageFetch p -> new Observation.PageFetch(p.target(), silence(Step.NAME));
      case Observation.BrowserFetch b ->
          b.outcome().asked()
              ? new Observation.BrowserFetch(b.trial(), b.attempt(), silence(Step.NAME))
              : b;
      case Observation.StatusPage _ -> new Observation.StatusPage(silence(Step.NAME));
      case Observation.PortalCheck p -> new Observation.PortalCheck(p.vendor(), silence(Step.NAME));
      case Observation.Uplink u ->
          u.outcome().asked()
              ? new Observation.Uplink(u.place(), u.of(), silence(Step.CONNECT))
              : u;
      case Observation.LocalSetup l -> l;
    };
  }

  /**
   * This machine's clock is a year slow: only plain http still answers, and says what time it is.
   */
  static Observation slowClock(Observation observation) {
    return switch (observation) {
      case Observation.Handshake h ->
          h.outcome().seen().isPresent()
              ? new Observation.Handshake(h.address(), new Outcome.Saw<>(notYet(), Duration.ZERO))
              : h;
      case Observation.PageFetch p -> new Observation.PageFetch(p.target(), refused());
      case Observation.BrowserFetch b ->
          b.outcome().asked() ? new Observation.BrowserFetch(b.trial(), b.attempt(), refused()) : b;
      case Observation.StatusPage _ -> new Observation.StatusPage(refused());
      case Observation.PortalCheck p ->
          new Observation.PortalCheck(
              p.vendor(),
              new Outcome.Saw<>(
                  new PortalAnswer(200, true, false, Optional.of(YEAR.negated())), Duration.ZERO));
      case Observation.NameLookup _,
          Observation.Connection _,
          Observation.Uplink _,
          Observation.LocalSetup _ ->
          observation;
    };
  }

  /** The resolver that this machine is set up to use sends AO3 elsewhere; public ones do not. */
  static void mislead(List<Observation> all) {
    all.removeIf(o -> o instanceof Observation.Connection || o instanceof Observation.Handshake);
    all.replaceAll(Plights::misled);
    for (String address : List.of(ADDRESS, ELSEWHERE)) {
      boolean right = address.equals(ADDRESS);
      all.add(new Observation.Connection(address, saw(new Observation.Opened())));
      all.add(
          new Observation.Handshake(
              address,
              saw(
                  Documents.certificate(
                      right ? Certificate.Trust.PROVEN : Certificate.Trust.WRONG_NAME,
                      "Some CA"))));
    }
  }

  private static Observation misled(Observation observation) {
    if (!(observation instanceof Observation.NameLookup l) || !l.outcome().asked()) {
      return observation;
    }
    String address =
        switch (l.resolver().kind()) {
          case MACHINE, CONFIGURED -> ELSEWHERE;
          case PUBLIC, HTTPS -> ADDRESS;
          case NOBODY -> "";
        };
    return new Observation.NameLookup(
        l.resolver(),
        l.name(),
        address.isEmpty() ? silence(Step.NAME) : saw(new NameAnswer("NOERROR", List.of(address))));
  }

  /** All is well but for the browser, which finds no name. */
  static Observation browserWithoutNames(Observation observation) {
    return switch (observation) {
      case Observation.NameLookup l ->
          l.outcome().asked()
              ? new Observation.NameLookup(
                  l.resolver(), l.name(), saw(new NameAnswer("NOERROR", List.of(ADDRESS))))
              : l;
      case Observation.Connection c ->
          new Observation.Connection(ADDRESS, saw(new Observation.Opened()));
      case Observation.Handshake h ->
          new Observation.Handshake(
              ADDRESS, saw(Documents.certificate(Certificate.Trust.PROVEN, "Some CA")));
      case Observation.BrowserFetch b ->
          b.outcome().asked()
              ? new Observation.BrowserFetch(
                  b.trial(),
                  b.attempt(),
                  new Outcome.Failed<>(
                      new Failure(Step.NAME, FailureKind.NAME_NOT_FOUND, ""), Duration.ZERO))
              : b;
      case Observation.PortalCheck p ->
          new Observation.PortalCheck(
              p.vendor(), saw(new PortalAnswer(200, true, false, Optional.empty())));
      case Observation.PageFetch _,
          Observation.StatusPage _,
          Observation.Uplink _,
          Observation.LocalSetup _ ->
          observation;
    };
  }

  private static <T> Outcome<T> saw(T value) {
    return new Outcome.Saw<>(value, Duration.ofMillis(30));
  }

  private static Certificate notYet() {
    return new Certificate(
        Certificate.Trust.NOT_YET_VALID,
        "Some CA",
        List.of("Some CA"),
        List.of("archiveofourown.org"),
        Documents.NOW.plus(YEAR.minusDays(30)),
        Documents.NOW.plus(YEAR.plusDays(60)));
  }

  private static <T> Outcome<T> silence(Step step) {
    return new Outcome.Failed<>(
        new Failure(step, FailureKind.TIMED_OUT, ""), Duration.ofSeconds(2));
  }

  private static <T> Outcome<T> refused() {
    return new Outcome.Failed<>(
        new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, ""), Duration.ofMillis(90));
  }
}
