package org.why502.probe.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Outcome;

/**
 * Runs work so that it ends within its limit, ends at once when its asker is interrupted, and never
 * throws. Work is ended by closing the sockets that it blocks on, which every blocking call obeys,
 * and by an interrupt for whatever else it waits for.
 *
 * <p>The time in which this machine let none of it run is not counted ({@link RunDelay}).
 */
public final class WithinLimit implements AutoCloseable {

  /** How long ended work may take to unwind before we go on without it. */
  private static final Duration TIDYING = Duration.ofMillis(50);

  private final Set<Progress> all = ConcurrentHashMap.newKeySet();
  private final RunDelay delay;
  private volatile boolean closed;

  /** On this machine. */
  public WithinLimit() {
    this(new RunDelay());
  }

  WithinLimit(RunDelay delay) {
    this.delay = delay;
  }

  /** How long this machine kept all of it waiting so far. */
  public Duration runDelay() {
    return delay.total();
  }

  /** Runs it to its end, whichever that is. */
  public <T> Outcome<T> run(Duration limit, Work<T> work) {
    long start = System.nanoTime();
    delay.begin();
    Duration before = delay.total();
    Progress progress = new Progress(limit);
    all.add(progress);
    if (closed) {
      progress.end();
    }
    FutureTask<T> task = new FutureTask<>(() -> work.run(progress));
    Thread thread = Thread.ofVirtual().name("why502-probe").start(task);
    AutoCloseable waiting = thread::interrupt;
    progress.closes(waiting);
    boolean interrupted = false;
    try {
      T value = await(task, () -> limit.plus(delay.total()).minus(before).minus(since(start)));
      return new Outcome.Saw<>(value, since(start));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Allowance.Spent) {
        return new Outcome.NotAsked<>("budget");
      }
      return failed(failure(e.getCause(), progress), start);
    } catch (TimeoutException _) {
      return failed(progress.told(new Failure(progress.step(), FailureKind.TIMED_OUT, "")), start);
    } catch (InterruptedException _) {
      interrupted = true;
      return failed(new Failure(progress.step(), FailureKind.CANCELLED, ""), start);
    } finally {
      progress.end();
      interrupted |= unwound(thread);
      all.remove(progress);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Waits for it as long as something is left, which may become more meanwhile. */
  private static <T> T await(FutureTask<T> task, Supplier<Duration> left)
      throws ExecutionException, InterruptedException, TimeoutException {
    while (true) {
      try {
        return task.get(Math.max(0, left.get().toNanos()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        if (!left.get().isPositive()) {
          throw late;
        }
      }
    }
  }

  /** What breaks after we closed it broke because of that, whatever the exception says. */
  private static Failure failure(Throwable thrown, Progress progress) {
    if (progress.givenUpAt().isPresent()) {
      return new Failure(progress.givenUpAt().get(), FailureKind.TIMED_OUT, "");
    }
    return progress.ended()
        ? new Failure(progress.step(), FailureKind.CANCELLED, "")
        : progress.told(Failures.of(thrown, progress));
  }

  /** Ends whatever still runs; each ends as {@code CANCELLED}. */
  @Override
  public void close() {
    closed = true;
    all.forEach(Progress::end);
    delay.close();
  }

  /** Waits a moment for ended work; whether an interrupt came meanwhile. */
  private static boolean unwound(Thread thread) {
    try {
      thread.join(TIDYING);
      return false;
    } catch (InterruptedException _) {
      return true;
    }
  }

  private static <T> Outcome<T> failed(Failure failure, long start) {
    return new Outcome.Failed<>(failure, since(start));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
