package org.why502.verdict.facts;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.Uplink;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;

/** Facts about the ways out of this machine, where there are several. */
public final class UplinkFacts {
  /** What says outright that there is no other way out to be counted. */
  private static final Set<Uplink> NO_OTHER =
      Set.of(Uplink.none(), Uplink.only(), Uplink.besideVpn());

  /** A connection and TLS: three journeys, half a second even to the other side of the world. */
  private static final Duration SLOW = Duration.ofMillis(1500);

  private final Evidence evidence;
  private final Known known = new Known();

  UplinkFacts(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * AO3 showed its certificate through another way out than the preferred one. Open while one of
   * them was not tried, which a machine that would not route through it leaves it too.
   */
  public Fact otherReachesArchive() {
    return known.once("another-uplink-reaches-the-archive", this::other);
  }

  private Fact other() {
    String code = "another-uplink-reaches-the-archive";
    List<Uplink> all =
        evidence.all(Uplink.class).sorted(Comparator.comparing(Uplink::place)).toList();
    List<Uplink> tried =
        all.stream().filter(u -> !u.preferred() && u.place() > 0 && u.outcome().asked()).toList();
    Optional<Uplink> good = tried.stream().filter(UplinkFacts::proven).findFirst();
    if (good.isPresent()) {
      return Fact.known(code, true, List.of(good.get().id()));
    }
    boolean complete =
        all.stream().anyMatch(NO_OTHER::contains)
            || (!tried.isEmpty() && tried.size() == tried.getFirst().of() - 1);
    return complete ? Fact.known(code, false, Evidence.ids(all)) : Fact.waiting(Question.UPLINKS);
  }

  /**
   * Whether some other way out than the preferred one was tried, and AO3 showed its certificate
   * through none of them. No rule asks this, since more evidence may turn it; advice does.
   */
  boolean othersSeenToFail() {
    List<Uplink> tried =
        evidence
            .all(Uplink.class)
            .filter(u -> !u.preferred() && u.place() > 0 && u.outcome().asked())
            .toList();
    return !tried.isEmpty() && tried.stream().noneMatch(UplinkFacts::proven);
  }

  /** This machine has no way out at all. */
  public Fact none() {
    return known.once(
        "machine-has-no-way-out",
        () ->
            evidence
                .all(Uplink.class)
                .findFirst()
                .map(
                    u ->
                        Fact.known(
                            "machine-has-no-way-out", u.equals(Uplink.none()), List.of(u.id())))
                .orElseGet(() -> Fact.waiting(Question.UPLINKS)));
  }

  /**
   * AO3 showed its certificate through another way out, and much sooner than through the preferred
   * one. Open while the two were not both tried.
   */
  public Fact otherIsQuicker() {
    return known.once("another-uplink-is-much-quicker", this::quicker);
  }

  private Fact quicker() {
    Optional<Uplink> usual = evidence.all(Uplink.class).filter(Uplink::preferred).findFirst();
    return Fact.all(
        otherReachesArchive(),
        usual
            .flatMap(u -> took(u).map(t -> Fact.known("usual-uplink-is-slow", slow(t), ids(u))))
            .orElseGet(() -> Fact.waiting(Question.UPLINKS)),
        evidence
            .all(Uplink.class)
            .filter(u -> !u.preferred() && proven(u))
            .findFirst()
            .flatMap(u -> took(u).map(t -> Fact.known("another-is-quick", !slow(t), ids(u))))
            .orElseGet(() -> Fact.waiting(Question.UPLINKS)));
  }

  private static Optional<Duration> took(Uplink uplink) {
    return switch (uplink.outcome()) {
      case Outcome.Saw<Certificate>(var _, var took) -> Optional.of(took);
      case Outcome.Failed<Certificate>(var _, var took) -> Optional.of(took);
      case Outcome.NotAsked<Certificate> _ -> Optional.empty();
    };
  }

  /** What this machine may have kept it waiting is no slowness of the way out. */
  private boolean slow(Duration took) {
    return took.minus(evidence.runDelay().orElse(Duration.ZERO)).compareTo(SLOW) >= 0;
  }

  private static List<String> ids(Uplink uplink) {
    return List.of(uplink.id());
  }

  /** AO3 showed its certificate through the preferred way out, tried in the same manner. */
  public Fact usualReachesArchive() {
    return evidence
        .all(Uplink.class)
        .filter(u -> u.preferred() && u.outcome().asked())
        .findFirst()
        .map(u -> Fact.known("usual-uplink-reaches-the-archive", proven(u), List.of(u.id())))
        .orElseGet(() -> Fact.waiting(Question.UPLINKS));
  }

  private static boolean proven(Uplink uplink) {
    return uplink.outcome().seen().filter(c -> c.trust() == Certificate.Trust.PROVEN).isPresent();
  }
}
