package org.why502.verdict.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Facts that one judging has found out: many rules ask for the same, and each is looked for once.
 * Of one thread.
 */
final class Known {
  private final Map<String, Fact> facts = new HashMap<>();

  /** The fact of this code, found now if nobody asked for it before. */
  Fact once(String code, Supplier<Fact> find) {
    Fact known = facts.get(code);
    if (known == null) {
      known = find.get();
      facts.put(code, known);
    }
    return known;
  }
}
