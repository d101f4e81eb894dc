package org.why502.verdict;

import java.util.List;

/**
 * One thing that a diagnosis rests on.
 *
 * @param fact the name of the fact, in kebab case
 * @param holds whether it was found true or found false
 * @param observations the ids of the observations that decided it; {@code sighting} for what the
 *     browser saw
 */
public record Reason(String fact, boolean holds, List<String> observations) {
  public Reason {
    observations = List.copyOf(observations);
  }
}
