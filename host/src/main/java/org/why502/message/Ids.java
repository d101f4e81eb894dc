package org.why502.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ids of remedies: each is good for one, because what is done under it starts programs. */
final class Ids {
  /** So many are remembered; no conversation of ours has had a tenth of them. */
  private static final int MOST_REMEMBERED = 256;

  private final Set<String> used =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_REMEMBERED;
            }
          });

  /**
   * It may be used.
   *
   * @throws Refusal where it was used before
   */
  synchronized void demandUnused(String id) throws Refusal {
    if (used.contains(id)) {
      throw new Refusal(Refusal.Code.ID_IN_USE, Optional.of(id));
    }
  }

  /** It is used from now on. */
  synchronized void use(String id) {
    used.add(id);
  }
}
