package org.why502.harness;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How much is judged of what is judged many times over: all of it, or one in so many where whoever
 * changes a rule wants a first word in seconds ({@code install/judge.sh}). Maven's tests judge all.
 */
public final class Share {
  /** The system property that says so; 1, which is all, where nobody set it. */
  public static final String PROPERTY = "why502.judged.one-in";

  private static final int ONE_IN = Integer.getInteger(PROPERTY, 1);

  private Share() {}

  /** Of how many one is judged: 1 where all are. */
  public static int oneIn() {
    return ONE_IN;
  }

  /** The share of these that is judged now. Always the same ones, spread over all of them. */
  public static <T> List<T> of(List<T> all) {
    return of(all, ONE_IN);
  }

  /**
   * One in so many of these, in their order, and at least one of some.
   *
   * @param oneIn from 1 on
   */
  static <T> List<T> of(List<T> all, int oneIn) {
    if (oneIn < 1) {
      throw new IllegalArgumentException(
          "One in %d of what is judged: it is 1 or more.".formatted(oneIn));
    }
    return IntStream.iterate(0, i -> i < all.size(), i -> i + oneIn).mapToObj(all::get).toList();
  }
}
