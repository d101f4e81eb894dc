package org.why502.verdict.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Something that holds in every world; what breaks it is kept, and told by the smallest worlds. */
final class Law {
  /** So many worlds that break a law are named. */
  private static final int TOLD = Integer.getInteger("worlds.told", 30);

  /** So many are kept to choose the smallest from. */
  private static final int KEPT = 3000;

  private final Predicate<Judged> breaks;
  private final List<Judged> broken = new ArrayList<>();
  private long count;

  private Law(Predicate<Judged> breaks) {
    this.breaks = breaks;
  }

  /** No document may be such. */
  static Law never(Predicate<Judged> breaks) {
    return new Law(breaks);
  }

  /** Looks at one; the smaller worlds come first. */
  void look(Judged judged) {
    if (breaks.test(judged)) {
      count++;
      if (broken.size() < KEPT) {
        broken.add(judged);
      }
    }
  }

  /** Fails with the smallest worlds that break it. */
  void holds() {
    assertTrue(broken.isEmpty(), () -> "%d:\n  %s".formatted(count, told(broken)));
  }

  /**
   * Those of the smallest worlds, each once: a larger one that is told alike says no more, nor does
   * the same with less of it seen.
   */
  static String told(List<Judged> broken) {
    Map<String, Judged> told = new LinkedHashMap<>();
    for (Judged judged : broken) {
      boolean smaller =
          told.values().stream()
              .anyMatch(
                  other ->
                      other.size() < judged.size()
                          && judged.world().causes().containsAll(other.world().causes())
                          && other.code().equals(judged.code()));
      if (!smaller) {
        told.putIfAbsent(judged.world().causes() + judged.code(), judged);
      }
    }
    return told.values().stream()
        .limit(TOLD)
        .map(Judged::toString)
        .collect(Collectors.joining("\n  "));
  }
}
