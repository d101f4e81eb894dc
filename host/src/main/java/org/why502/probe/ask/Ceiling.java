package org.why502.probe.ask;

import java.time.Duration;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.evidence.Target;

/**
 * When an investigation ends at the latest: after ten seconds, but where AO3 is seen to be slow.
 * There one look that is under way already is waited for, and nothing more is asked for it.
 */
final class Ceiling {
  /** Everything ends within this, but where AO3 is seen to be slow. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** The longest look at a slow AO3 ({@link Limits#PATIENT}), and what follows from it. */
  static final Duration LONGEST_WHERE_SLOW = Limits.PATIENT.plusSeconds(2);

  private final Moment usual;
  private final Moment whereSlow;

  /** From now on. */
  Ceiling(Moment begun) {
    this.usual = begun.plus(LONGEST);
    this.whereSlow = begun.plus(LONGEST_WHERE_SLOW);
  }

  /** When it ends, by what is known and what is under way. */
  Moment end(Evidence evidence, InFlight inFlight) {
    return isSlow(evidence) || inFlight.has(Question.SIGHTING) ? whereSlow : usual;
  }

  /**
   * Whether AO3 may be asked for more: not while its one light look at a slow AO3 is out, and
   * nothing after the usual end where the companion's own look was what took so long.
   */
  boolean allowsMore(Evidence evidence, InFlight inFlight, Moment now) {
    if (isSlow(evidence) && inFlight.has(Question.APPLICATION)) {
      return false;
    }
    boolean waited = evidence.sightedByHost() || evidence.sighting().isEmpty();
    return !waited || now.isBefore(usual);
  }

  /**
   * Whether what stays silent may be slow and not dead or out of reach: AO3's edge answers, and its
   * application has answered nothing yet.
   */
  static boolean mayBeSlow(Evidence evidence) {
    return answered(evidence, Target.EDGE) && !answered(evidence, Target.APPLICATION);
  }

  private static boolean answered(Evidence evidence, Target target) {
    return evidence
        .all(PageFetch.class)
        .anyMatch(p -> p.target() == target && p.outcome().seen().isPresent());
  }

  /** Whether a page came, and far too late. */
  static boolean isSlow(Evidence evidence) {
    return evidence.sighting().filter(Sighting::cameLate).isPresent();
  }
}
