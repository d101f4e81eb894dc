package org.why502.verdict.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.LocalSetup;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Setup;

/**
 * What an investigation ends without: asked too late, turned away, not possible here.
 *
 * @param questions those that nobody answered
 * @param desktop whether the desktop's settings could not be read in time, while the rest was
 */
record Missing(Set<Question> questions, boolean desktop) {
  static final Missing NOTHING = new Missing(Set.of());

  Missing(Set<Question> questions) {
    this(questions, false);
  }

  /** What fails together, because it goes the same way. */
  private static final List<Set<Question>> TOGETHER =
      List.of(
          EnumSet.range(Question.SAME_PAGE_WITH_COOKIES, Question.LIGHT_PAGE_WITHOUT_COOKIES),
          EnumSet.of(
              Question.SAME_PAGE_WITH_COOKIES_AGAIN, Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN),
          EnumSet.of(Question.EDGE, Question.APPLICATION, Question.CONTROL),
          EnumSet.of(Question.CONTROL, Question.STATUS_PAGE, Question.PORTALS),
          EnumSet.of(
              Question.NAMES_CONFIGURED,
              Question.NAMES_PUBLIC,
              Question.NAMES_HTTPS,
              Question.NAMES_NOBODY),
          EnumSet.of(Question.CONNECTIONS, Question.HANDSHAKES),
          EnumSet.of(Question.LOCAL_SETUP, Question.UPLINKS),
          EnumSet.complementOf(EnumSet.of(Question.SIGHTING)));

  /** Each observation by itself, and those that go the same way. */
  static List<Missing> all() {
    List<Missing> all = new ArrayList<>();
    for (Question one : EnumSet.complementOf(EnumSet.of(Question.SIGHTING, Question.STATIC))) {
      all.add(new Missing(EnumSet.of(one)));
    }
    TOGETHER.forEach(some -> all.add(new Missing(some)));
    all.add(new Missing(Set.of(), true));
    return all;
  }

  /** Those that leave the most to be guessed. */
  static List<Missing> few() {
    return List.of(
        new Missing(TOGETHER.getFirst()),
        new Missing(EnumSet.of(Question.APPLICATION)),
        new Missing(EnumSet.of(Question.STATUS_PAGE)));
  }

  /** The rest of a document. */
  Evidence of(Evidence whole) {
    return equals(NOTHING)
        ? whole
        : new Evidence(
            whole.version(),
            whole.takenAt(),
            whole.sighting(),
            whole.sightedByHost(),
            whole.observations().stream()
                .filter(o -> !questions.contains(o.question()))
                .map(o -> desktop && o instanceof LocalSetup setup ? withoutDesktop(setup) : o)
                .toList());
  }

  private static Observation withoutDesktop(LocalSetup setup) {
    return setup.outcome() instanceof Outcome.Saw<Setup>(Setup read, Duration took)
        ? new LocalSetup(
            new Outcome.Saw<>(
                new Setup(
                    read.hosts(),
                    read.proxy(),
                    Optional.empty(),
                    read.vpnInterfaces(),
                    read.resolverHere()),
                took))
        : setup;
  }

  @Override
  public String toString() {
    return desktop
        ? "the desktop's settings"
        : questions.isEmpty() ? "nothing" : questions.toString();
  }
}
