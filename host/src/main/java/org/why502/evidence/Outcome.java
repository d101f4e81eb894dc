package org.why502.evidence;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a question to the world ended. Absent, failed and seen are three things.
 *
 * @param <T> what is known when it went well
 */
public sealed interface Outcome<T> {

  /**
   * The question was answered.
   *
   * @param value what was seen
   * @param took from asking to the whole answer
   */
  record Saw<T>(T value, Duration took) implements Outcome<T> {
    public Saw {
      Objects.requireNonNull(value);
      Objects.requireNonNull(took);
    }
  }

  /**
   * The question was asked and no usable answer came.
   *
   * @param failure which step failed, and how
   * @param took from asking to the failure
   */
  record Failed<T>(Failure failure, Duration took) implements Outcome<T> {
    public Failed {
      Objects.requireNonNull(failure);
      Objects.requireNonNull(took);
    }
  }

  /**
   * The question was not asked, which proves nothing.
   *
   * @param why a short code in kebab case, such as {@code budget-spent} or {@code no-browser}
   */
  record NotAsked<T>(String why) implements Outcome<T> {}

  /** The value, where one was seen. */
  default Optional<T> seen() {
    return switch (this) {
      case Saw<T>(var value, var _) -> Optional.of(value);
      case Failed<T> _, NotAsked<T> _ -> Optional.empty();
    };
  }

  /** The failure, where there was one. */
  default Optional<Failure> failed() {
    return switch (this) {
      case Failed<T>(var failure, var _) -> Optional.of(failure);
      case Saw<T> _, NotAsked<T> _ -> Optional.empty();
    };
  }

  /** Whether the question was really put to the world. */
  default boolean asked() {
    return switch (this) {
      case Saw<T> _, Failed<T> _ -> true;
      case NotAsked<T> _ -> false;
    };
  }
}
