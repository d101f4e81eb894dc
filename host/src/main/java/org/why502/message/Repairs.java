package org.why502.message;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.verdict.RemedyCode;

/**
 * What the companion carries out itself, each on a thread of its own: one of a kind at a time, for
 * what two of them would do to one another nobody has thought of. Every one ends in one reply.
 */
final class Repairs {
  private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

  private final Repairer repairer;
  private final Ids ids = new Ids();
  private final Consumer<Reply> say;
  private final Map<String, Running> running = new HashMap<>();

  private record Running(RemedyCode remedy, Thread thread) {}

  /**
   * None yet.
   *
   * @param say is given the closing reply of each
   */
  Repairs(Repairer repairer, Consumer<Reply> say) {
    this.repairer = repairer;
    this.say = say;
  }

  /** Whether it is carried out here. */
  boolean can(RemedyCode remedy) {
    return repairer.can().contains(remedy);
  }

  /**
   * Begins.
   *
   * @throws Refusal where the id was used before, or the same is under way
   */
  synchronized void begin(Request.Remedy asked) throws Refusal {
    String id = asked.id();
    RemedyCode remedy = asked.remedy();
    ids.demandUnused(id);
    if (running.values().stream().anyMatch(r -> r.remedy() == remedy)) {
      throw new Refusal(Refusal.Code.BUSY, Optional.of(id));
    }
    ids.use(id);
    Thread thread = Thread.ofVirtual().name("repair").unstarted(() -> run(asked));
    running.put(id, new Running(remedy, thread));
    thread.start();
  }

  /** Ends it unfinished; empty where nothing is under way under this id. */
  synchronized Optional<Reply> cancel(String id) {
    Running its = running.remove(id);
    if (its == null) {
      return Optional.empty();
    }
    its.thread().interrupt();
    return Optional.of(new Reply.Done(id, true, false));
  }

  /** The browser has gone. */
  synchronized void forget() {
    running.values().forEach(r -> r.thread().interrupt());
    running.clear();
  }

  private void run(Request.Remedy asked) {
    String id = asked.id();
    try {
      close(id, Reply.Done.of(id, repairer.repair(asked)));
    } catch (InterruptedException _) {
      LOG.info("A remedy was cancelled."); // whoever did so has replied
    } catch (RuntimeException e) {
      LOG.error("A remedy failed.", e);
      close(id, new Reply.Refused(Optional.of(id), Refusal.Code.INTERNAL));
    }
  }

  private void close(String id, Reply reply) {
    synchronized (this) {
      if (running.remove(id) == null) {
        return; // cancelled meanwhile
      }
    }
    say.accept(reply);
  }
}
