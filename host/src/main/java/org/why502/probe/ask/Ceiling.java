package org.why502.probe.ask;

import java.time.Duration;
import java.util.function.Supplier;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.evidence.Target;

/**
 * When an investigation ends at the latest: after ten seconds, but where AO3 is seen to be slow.
 * There one look that is under way already is waited for, and nothing more is asked for it. What
 * this machine kept probes waiting for its processor comes on top.
 */
final class Ceiling {
  /** Everything ends within this, but where AO3 is seen to be slow. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** The longest look at a slow AO3 ({@link Limits#PATIENT}), and what follows from it. */
  static final Duration LONGEST_WHERE_SLOW = Limits.PATIENT.plusSeconds(2);

  private final Moment begun;
  private final Supplier<Duration> runDelay;
  private final Duration before;

  /**
   * From a moment on.
   *
   * @param runDelay how long probes were kept waiting so far; it only grows
   */
  Ceiling(Moment begun, Supplier<Duration> runDelay) {
    this.begun = begun;
    this.runDelay = runDelay;
    this.before = runDelay.get();
  }

  /** When it ends, by what is known and what is under way. */
  Moment end(Evidence evidence, InFlight inFlight) {
    boolean slow = isSlow(evidence) || inFlight.has(Question.SIGHTING);
    return after(slow ? LONGEST_WHERE_SLOW : LONGEST);
  }

  private Moment after(Duration time) {
    return begun.plus(time.plus(runDelay.get()).minus(before));
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
    return !waited || now.isBefore(after(LONGEST));
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
