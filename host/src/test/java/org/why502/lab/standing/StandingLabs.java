package org.why502.lab.standing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The standing labs of this run of tests, those that have the same servers together. There are as
 * many as were ever needed at once; they end with the run.
 */
public final class StandingLabs {
  /** Those that wait for their next situation, by the servers that they are without. */
  private static final Map<List<String>, Queue<StandingLab>> FREE = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> FREE.values().forEach(labs -> labs.forEach(StandingLab::close))));
  }

  private StandingLabs() {}

  /** What is done in a lab. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it; whatever it throws ends the lab. */
    T in(StandingLab lab) throws IOException, InterruptedException;
  }

  /**
   * Does something in a lab that nobody else uses meanwhile. What went wrong in one must not reach
   * the next situation: such a lab is ended.
   *
   * @param without the servers of the tiny internet that are left out
   */
  public static <T> T in(List<String> without, Work<T> work)
      throws IOException, InterruptedException {
    StandingLab lab = take(without);
    boolean well = false;
    try {
      T done = work.in(lab);
      well = true;
      return done;
    } finally {
      if (well) {
        give(without, lab);
      } else {
        lab.close();
      }
    }
  }

  /** A lab with every server, for who will {@linkplain #give give it back} or close it. */
  public static StandingLab take() throws IOException {
    return take(List.of());
  }

  /** Gives back a lab with every server, in which nothing runs any more. */
  public static void give(StandingLab lab) {
    give(List.of(), lab);
  }

  private static StandingLab take(List<String> without) throws IOException {
    StandingLab free = labs(without).poll();
    return free == null ? StandingLab.start(without) : free;
  }

  private static void give(List<String> without, StandingLab lab) {
    labs(without).add(lab);
  }

  private static Queue<StandingLab> labs(List<String> without) {
    return FREE.computeIfAbsent(without, _ -> new ConcurrentLinkedQueue<>());
  }
}
