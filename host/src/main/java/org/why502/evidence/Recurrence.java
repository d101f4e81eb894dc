package org.why502.evidence;

/**
 * How often the browser has met the same answer lately, where that tells something: a limit or a
 * browser check.
 *
 * @param time which time within the hour, at least 1
 * @param first whether this browser had asked AO3 for no page in the quarter of an hour before,
 *     which is three windows of AO3's limit, as far as was seen since it was started
 */
public record Recurrence(int time, boolean first) {
  public Recurrence {
    if (time < 1) {
      throw new IllegalArgumentException("The first time is the first.");
    }
  }
}
