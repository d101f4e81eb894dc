package org.why502.probe.work;

/**
 * What a probe does, free to throw and to block: {@link WithinLimit} keeps the promises.
 *
 * @param <T> what is known when it went well
 */
@FunctionalInterface
public interface Work<T> {
  /**
   * Asks.
   *
   * @param progress is told which step is under way and what must be closed at the end
   */
  T run(Progress progress) throws Exception;
}
