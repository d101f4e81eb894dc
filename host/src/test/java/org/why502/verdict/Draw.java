package org.why502.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Outcome;
import org.why502.evidence.Setup;
import org.why502.evidence.Step;

/**
 * The lot by which a document is drawn.
 *
 * @param random one for all that belongs to a document: the same seed draws the same one
 */
record Draw(Random random) {
  static final Duration TOOK = Duration.ofMillis(80);

  @SafeVarargs
  final <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }

  /** Mostly the first: what agrees with the mood. */
  <T> T either(T mood, T other) {
    return random.nextInt(4) > 0 ? mood : other;
  }

  static <T> Outcome<T> saw(T value) {
    return new Outcome.Saw<>(value, TOOK);
  }

  static <T> Outcome<T> failed(Step step, FailureKind kind) {
    return new Outcome.Failed<>(new Failure(step, kind, ""), TOOK);
  }

  /** A machine whose resolver stands elsewhere. */
  static Setup setup(Optional<Setup.ProxyPlace> proxy, String... hosts) {
    return new Setup(Optional.of(List.of(hosts)), proxy, Optional.empty(), 0, Optional.of(false));
  }
}
