package org.why502.probe.ask;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Trial;
import org.why502.probe.work.Probe;

/**
 * The questions of one investigation that are under way: each is put on a virtual thread of its
 * own, and what comes of it is handed to the one thread that waits here. A question that cannot be
 * put is answered with nothing, and the fault is logged.
 *
 * <p>For one thread but for the queue between it and the others.
 */
final class InFlight implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Map<Question, Integer> outstanding = new EnumMap<>(Question.class);
  private final Trials trials;
  private final Listener listener;
  private final Ladder ladder;

  /**
   * Nothing is under way yet.
   *
   * @param trials who can try pages
   * @param listener is told what is asked
   * @param ladder what reaches AO3 holds others up there
   */
  InFlight(Trials trials, Listener listener, Ladder ladder) {
    this.trials = trials;
    this.listener = listener;
    this.ladder = ladder;
  }

  /** Whether an answer to this very question may still come. */
  boolean has(Question question) {
    return outstanding.containsKey(question);
  }

  boolean isEmpty() {
    return outstanding.isEmpty();
  }

  /** Whether something has come that nobody has taken yet. */
  boolean hasNews() {
    return !arrivals.isEmpty();
  }

  /** Puts a question, for as long as its kind may take. */
  void ask(Probe probe) {
    ask(probe.question(), () -> probe.ask(Limits.of(probe.question())));
  }

  /** Puts a question; after a page that came late, what AO3 itself answers may be as late. */
  void ask(Probe probe, boolean patiently) {
    Duration limit = patiently ? Limits.PATIENT : Limits.of(probe.question());
    ask(probe.question(), () -> probe.ask(limit));
  }

  /** The same page once more, in the browser. */
  void attempt(Trial trial, int attempt) {
    ask(trial.question(attempt), () -> trials.attempt(trial, attempt));
  }

  void ask(Question question, Callable<? extends Observation> asking) {
    put(question, () -> new Arrival.Answered(question, Optional.of(asking.call())));
  }

  /** A look of our own, where nobody has seen anything. */
  void look(Look first, BooleanSupplier worthWaiting) {
    put(Question.SIGHTING, () -> new Arrival.Looked(first.take(worthWaiting)));
  }

  /** Other ways out of this machine: found at once, which costs nobody anything. */
  void findWays(Supplier<List<Probe>> ways) {
    submit(Question.UPLINKS, () -> new Arrival.Ways(ways.get()));
  }

  private void put(Question question, Callable<Arrival> asking) {
    listener.asked(question);
    submit(question, asking);
  }

  private void submit(Question question, Callable<Arrival> asking) {
    outstanding.merge(question, 1, Integer::sum);
    if (Ladder.holds(question)) {
      ladder.begin(question, Moment.now());
    }
    threads.submit(
        () -> {
          Arrival arrival = new Arrival.Answered(question, Optional.empty());
          try {
            arrival = asking.call();
          } catch (RuntimeException | Error e) {
            LOG.error("The question {} could not be put.", question, e);
          }
          return arrivals.add(arrival);
        });
  }

  /** Waits for what comes next; empty when the time is over. */
  Optional<Arrival> next(Moment end) throws InterruptedException {
    long left = Moment.now().until(end).toMillis();
    Optional<Arrival> arrival = Optional.ofNullable(arrivals.poll(left, TimeUnit.MILLISECONDS));
    arrival.ifPresent(a -> ended(a.question()));
    return arrival;
  }

  private void ended(Question question) {
    outstanding.computeIfPresent(question, (_, n) -> n == 1 ? null : n - 1);
    ladder.end(question);
  }

  /** Interrupts the probes, which end at once and release what they hold. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
