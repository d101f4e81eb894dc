package org.why502.probe.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Outcome;

/**
 * Runs work so that it ends within its limit, ends at once when its asker is interrupted, and never
 * throws. Work is ended by closing the sockets that it blocks on, which every blocking call obeys,
 * and by an interrupt for whatever else it waits for.
 */
public final class WithinLimit implements AutoCloseable {

  /** How long ended work may take to unwind before we go on without it. */
  private static final Duration TIDYING = Duration.ofMillis(50);

  private final Set<Progress> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Runs it to its end, whichever that is. */
  public <T> Outcome<T> run(Duration limit, Work<T> work) {
    long start = System.nanoTime();
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
      T value = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
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
