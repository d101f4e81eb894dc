package org.why502.verdict.rules;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Judges many documents on all processors. Not with the pool that a test runs in: who waits there
 * for a part of its work might begin another test meanwhile.
 */
public final class SideBySide {
  private static final ForkJoinPool POOL =
      new ForkJoinPool(Runtime.getRuntime().availableProcessors());

  private SideBySide() {}

  /** Does it with each; what one throws is thrown, once none is under way any more. */
  public static <T> void each(Collection<T> all, Consumer<T> work) {
    done(
        () -> {
          all.parallelStream().forEach(work);
          return true;
        });
  }

  /** What comes of each, in their order; what one throws is thrown, as {@link #each} does. */
  public static <T, R> List<R> map(Collection<T> all, Function<T, R> work) {
    return done(() -> all.parallelStream().map(work).toList());
  }

  private static <R> R done(Callable<R> work) {
    try {
      return POOL.submit(work).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException exception -> throw exception;
        default -> throw new AssertionError(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
