package org.why502.verdict.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Observation.PortalCheck;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.Target;

/**
 * Facts about this machine's clock, by the clocks of unrelated servers.
 *
 * <p>A clock counts as wrong in one case only: AO3's certificate is out of date by this machine's
 * clock, and in date at the time that two servers agree on. That is the whole harm a clock can do
 * here, so no number of minutes has to be chosen: a clock that is five minutes slow is none of our
 * business, and one that is a day slow is when AO3's certificate is a day old. It also keeps out a
 * gateway that believes in 1970: AO3 had no certificate then.
 */
public final class ClockFacts {
  /**
   * How far two servers' clocks may be apart and still mean the same time: the patience of Kerberos
   * (RFC 4120, 8.2), generous for servers that keep time, and nothing beside the life of a
   * certificate.
   */
  static final Duration AGREE = Duration.ofMinutes(5);

  private final Evidence evidence;
  private final ReachFacts path;
  private final Known known = new Known();

  ClockFacts(Evidence evidence, ReachFacts path) {
    this.evidence = evidence;
    this.path = path;
  }

  /** What one server's clock says of ours. */
  private record Telling(String id, Duration ahead) {}

  /** Two servers that agree, with what the first says. */
  private record Agreement(Telling one, Telling other) {
    boolean holds() {
      return one.ahead().minus(other.ahead()).abs().compareTo(AGREE) <= 0;
    }
  }

  /**
   * AO3's certificate would be good by the time that two unrelated servers agree on. Open while no
   * two agree: then nobody knows what time it is.
   */
  public Fact explainsTheCertificate() {
    return known.once("certificate-is-good-by-other-clocks", this::explained);
  }

  private Fact explained() {
    String code = "certificate-is-good-by-other-clocks";
    List<Agreement> agreed = agreements();
    for (Handshake shown : path.handshakes()) {
      for (Agreement clocks : agreed) {
        if (explains(shown, clocks)) {
          return Fact.known(
              code, true, List.of(shown.id(), clocks.one().id(), clocks.other().id()));
        }
      }
    }
    if (agreed.isEmpty() || !everybodyAsked()) {
      return Fact.waiting(Question.PORTALS, Question.CONTROL, Question.HANDSHAKES);
    }
    Fact none = path.handshakes(code, _ -> false);
    return none.no() ? Fact.known(code, false, ids(path.handshakes(), agreed)) : none;
  }

  /** How far this machine's clock is ahead; empty where no two servers agree on it. */
  public Optional<Duration> ahead() {
    return agreements().stream().map(a -> a.one().ahead()).findFirst();
  }

  /** By each of the two, at the moment the evidence was begun; a handshake is seconds later. */
  private boolean explains(Handshake shown, Agreement clocks) {
    return shown
        .outcome()
        .seen()
        .filter(ReachFacts::outOfDate)
        .filter(c -> goodAt(c, evidence.takenAt().minus(clocks.one().ahead())))
        .filter(c -> goodAt(c, evidence.takenAt().minus(clocks.other().ahead())))
        .isPresent();
  }

  private static boolean goodAt(Certificate certificate, Instant time) {
    return !time.isBefore(certificate.notBefore()) && !time.isAfter(certificate.notAfter());
  }

  private List<Agreement> agreements() {
    List<Telling> all = tellings();
    List<Agreement> agreed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        agreed.add(new Agreement(all.get(i), all.get(j)));
      }
    }
    return agreed.stream().filter(Agreement::holds).toList();
  }

  /**
   * Portals and gateways make up the time as they make up pages: only the answer that is due
   * counts.
   */
  private List<Telling> tellings() {
    List<Telling> all = new ArrayList<>();
    for (PortalVendor vendor : PortalVendor.values()) {
      evidence
          .all(PortalCheck.class)
          .filter(p -> p.vendor() == vendor)
          .forEach(
              p ->
                  p.outcome()
                      .seen()
                      .filter(a -> a.expected())
                      .flatMap(a -> a.clockAhead())
                      .ifPresent(ahead -> all.add(new Telling(p.id(), ahead))));
    }
    control()
        .forEach(
            p ->
                p.outcome()
                    .seen()
                    .filter(a -> a.status() == 204)
                    .flatMap(a -> a.headers().clockAhead(evidence.takenAt()))
                    .ifPresent(ahead -> all.add(new Telling(p.id(), ahead))));
    return all;
  }

  private List<PageFetch> control() {
    return evidence.all(PageFetch.class).filter(p -> p.target() == Target.CONTROL).toList();
  }

  private boolean everybodyAsked() {
    long portals = evidence.all(PortalCheck.class).filter(ClockFacts::asked).count();
    return portals == PortalVendor.values().length
        && control().stream().anyMatch(ClockFacts::asked);
  }

  private static boolean asked(Observation observation) {
    return observation.outcome().asked();
  }

  private static List<String> ids(List<Handshake> shown, List<Agreement> agreed) {
    Set<String> ids = new LinkedHashSet<>(Evidence.ids(shown));
    agreed.forEach(a -> ids.addAll(List.of(a.one().id(), a.other().id())));
    return List.copyOf(ids);
  }
}
