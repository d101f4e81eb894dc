package org.why502.verdict.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Facts that one judging has found out: many rules ask for the same, and each is looked for once.
 * Of one thread.
 */
final class Known {
  private final Map<Object, Fact> facts = new HashMap<>();

  /**
   * The fact that is asked for, found now if nobody asked for it before.
   *
   * @param what its code, or what the code is made of
   */
  Fact once(Object what, Supplier<Fact> find) {
    Fact known = facts.get(what);
    if (known == null) {
      known = find.get();
      facts.put(what, known);
    }
    return known;
  }
}
