package org.why502.install;

import java.nio.file.Path;

/** How a cache of classes is. */
sealed interface CacheState {
  /** It is as it was made, and the Java runtime takes it. */
  record Used() implements CacheState {}

  /** There is none. */
  record Missing() implements CacheState {}

  /**
   * The Java runtime refuses it and goes on without.
   *
   * @param why as it says
   */
  record Refused(String why) implements CacheState {}

  /** Its bytes are not those that were made: what it holds may run wrong. */
  record Damaged() implements CacheState {}

  /**
   * A jar is not the one that it was made beside: JDK 25 goes on without the cache, or, where size
   * and time are the same, with the classes of before, and says nothing.
   *
   * @param jar which
   */
  record BesideOthers(Path jar) implements CacheState {}

  /**
   * It could not be looked at.
   *
   * @param why a few words that end "because …"
   */
  record Unseen(String why) implements CacheState {}

  /** Whether a cache made anew would be better. */
  default boolean mendable() {
    return switch (this) {
      case Missing _, Refused _, Damaged _, BesideOthers _ -> true;
      case Used _, Unseen _ -> false;
    };
  }
}
