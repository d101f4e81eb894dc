package org.why502.proof;

/**
 * One situation and what was said about it.
 *
 * @param name the situation's name
 * @param wanted the code of the verdict that is true there
 * @param got the code that was given; {@link #NOTHING} where no diagnosis came
 * @param certainty {@code certain}, {@code likely} or {@code unsure}
 */
public record Judged(String name, String wanted, String got, String certainty) {
  /** No diagnosis came at all: the program failed, or never ended. */
  static final String NOTHING = "nothing";

  private static final String INCONCLUSIVE = "inconclusive";

  /** How good an answer was, from good to worst. */
  public enum Grade {
    /** The true verdict, and not as a mere guess. */
    RIGHT,
    /** "We don't know", or a guess that says that it is one. */
    UNSURE,
    /** Another verdict, held likely; or no diagnosis at all. */
    WRONG,
    /** Another verdict, and no doubt about it: what must never be. */
    CERTAIN_AND_WRONG
  }

  /** Where nothing is wrong, that is what "recovered" says. */
  public Judged {
    wanted = wanted.equals("none") ? "recovered" : wanted;
  }

  /** A situation that got no diagnosis. */
  public static Judged silent(String name, String wanted) {
    return new Judged(name, wanted, NOTHING, "unsure");
  }

  Grade grade() {
    boolean guess = certainty.equals("unsure");
    if (got.equals(NOTHING)) {
      return Grade.WRONG;
    }
    if (got.equals(wanted)) {
      return guess && !wanted.equals(INCONCLUSIVE) ? Grade.UNSURE : Grade.RIGHT;
    }
    if (guess || got.equals(INCONCLUSIVE)) {
      return Grade.UNSURE;
    }
    return certainty.equals("certain") ? Grade.CERTAIN_AND_WRONG : Grade.WRONG;
  }
}
