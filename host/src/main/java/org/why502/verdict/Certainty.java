package org.why502.verdict;

/** How sure a diagnosis is. */
public enum Certainty {
  /** Every other explanation is ruled out. */
  CERTAIN,
  /** It fits, and another explanation could not be ruled out. */
  LIKELY,
  /** A first guess from little. */
  UNSURE
}
