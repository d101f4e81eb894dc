package org.why502.probe.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.PartialAnswer;
import org.why502.evidence.Step;

/**
 * How far one piece of work has come, and what it holds open. Written by the work's own threads,
 * read and ended by {@link WithinLimit}.
 */
public final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  /** How an answer ends that is not whole. */
  private static final Set<FailureKind> STOPPED =
      EnumSet.of(FailureKind.TIMED_OUT, FailureKind.RESET, FailureKind.CLOSED);

  private final long deadline;
  private final AtomicLong received = new AtomicLong();
  private final List<AutoCloseable> open = new ArrayList<>();
  private volatile Step step = Step.NAME;
  private volatile boolean proxied;
  private volatile Optional<Certificate> shown = Optional.empty();
  private volatile Optional<PartialAnswer> begun = Optional.empty();
  private volatile boolean ended;
  private volatile Optional<Step> givenUpAt = Optional.empty();

  /** Nothing is done yet; the time runs from now. */
  public Progress(Duration limit) {
    this.deadline = System.nanoTime() + limit.toNanos();
  }

  /** The step that is under way. */
  Step step() {
    return step;
  }

  /** A step begins. */
  public void reach(Step next) {
    step = next;
  }

  /** Whether a proxy stands between here and there. */
  boolean proxied() {
    return proxied;
  }

  /** Whether a proxy stands between is known now. */
  public void throughProxy(boolean through) {
    proxied = through;
  }

  /** The certificate that the work failed over, as far as it can tell. */
  Optional<Certificate> shown() {
    return shown;
  }

  /** A certificate was shown over which the work is about to fail. */
  public void show(Certificate certificate) {
    shown = Optional.of(certificate);
  }

  /** An answer has begun, and so much of it has come. */
  public void begin(PartialAnswer answer) {
    begun = Optional.of(answer);
  }

  /** The failure, with the answer that it stopped midway, if it did. */
  Failure told(Failure failure) {
    boolean stopped = failure.step() == Step.BODY && STOPPED.contains(failure.kind());
    return begun.filter(_ -> stopped).map(failure::after).orElse(failure);
  }

  /** Bytes that came from the network so far, as they came: compressed, encrypted. */
  long received() {
    return received.get();
  }

  /** So many more bytes came from the network. */
  public void receive(long bytes) {
    received.addAndGet(bytes);
  }

  /** What is left of the limit, if this machine keeps nothing waiting; never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** Whether the work's time is over, by its limit, by an interrupt or because all ended. */
  boolean ended() {
    return ended;
  }

  /**
   * Hands over something that must not outlive the work. Where the work has ended already, it is
   * closed at once.
   */
  public <C extends AutoCloseable> C closes(C resource) {
    synchronized (open) {
      if (!ended) {
        open.add(resource);
        return resource;
      }
    }
    close(resource);
    return resource;
  }

  /** Ends the work: whatever it waits for on an open resource fails now. */
  void end() {
    List<AutoCloseable> all;
    synchronized (open) {
      ended = true;
      all = List.copyOf(open);
      open.clear();
    }
    all.forEach(Progress::close);
  }

  /**
   * Ends the work before its time, unless a connection stands already: then it may well succeed.
   */
  void giveUp() {
    Step now = step;
    if (now.compareTo(Step.TLS) <= 0) {
      givenUpAt = Optional.of(now);
      end();
    }
  }

  /** The step at which it was given up; empty where it was not. */
  Optional<Step> givenUpAt() {
    return givenUpAt;
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // Nobody can do anything about a socket that does not close well.
      LOG.debug("closing failed: {}", e.getClass().getSimpleName());
    }
  }
}
