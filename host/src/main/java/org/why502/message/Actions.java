package org.why502.message;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.why502.verdict.RemedyCode;

/**
 * What the browser was asked to do and has not reported yet. An id is good for one action: a second
 * message under it starts nothing again, because what is done here clears and reloads. What is not
 * reported in its time is closed as not done, so that nobody waits for ever.
 */
final class Actions {
  /** A person may answer a question of the browser's meanwhile. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A person presses one button at a time; a few windows may have one each. */
  private static final int MOST_AT_ONCE = 4;

  private final Map<String, Pending> pending = new HashMap<>();
  private final Ids ids;
  private final Duration patience;
  private final Consumer<Reply> late;

  private record Pending(RemedyCode action, Thread patience) {}

  /**
   * None yet.
   *
   * @param ids those of all remedies
   * @param patience how long the browser may take for one
   * @param late is given the closing reply of what took longer
   */
  Actions(Ids ids, Duration patience, Consumer<Reply> late) {
    this.ids = ids;
    this.patience = patience;
    this.late = late;
  }

  /**
   * The browser is to do this.
   *
   * @throws Refusal where the id was used before, or too many are under way
   */
  synchronized Reply begin(String id, RemedyCode action) throws Refusal {
    ids.demandUnused(id);
    if (pending.size() >= MOST_AT_ONCE) {
      throw new Refusal(Refusal.Code.BUSY, Optional.of(id));
    }
    ids.use(id);
    Thread waiting = Thread.ofVirtual().name("action").unstarted(() -> waitFor(id));
    pending.put(id, new Pending(action, waiting));
    waiting.start();
    return new Reply.Do(id, action);
  }

  /**
   * The browser did it, or could not.
   *
   * @param action what it says that it did; anything but what it was asked is no answer, and the
   *     action stays open
   * @throws Refusal where nothing, or something else, is open under this id
   */
  synchronized Reply end(String id, String action, boolean ok) throws Refusal {
    Pending asked = pending.get(id);
    if (asked == null) {
      throw new Refusal(Refusal.Code.UNKNOWN_ID, Optional.of(id));
    }
    if (!Json.kebab(asked.action()).equals(action)) {
      throw new Refusal(Refusal.Code.BAD_FIELD, Optional.of(id));
    }
    close(id);
    return new Reply.Done(id, false, ok);
  }

  /** Closes it unreported; empty where nothing is open under this id. */
  synchronized Optional<Reply> cancel(String id) {
    if (!pending.containsKey(id)) {
      return Optional.empty();
    }
    close(id);
    return Optional.of(new Reply.Done(id, true, false));
  }

  /** The browser has gone. */
  synchronized void forget() {
    pending.values().forEach(p -> p.patience().interrupt());
    pending.clear();
  }

  private void close(String id) {
    pending.remove(id).patience().interrupt();
  }

  private void waitFor(String id) {
    try {
      Thread.sleep(patience);
    } catch (InterruptedException _) {
      return; // closed by whoever interrupted us
    }
    synchronized (this) {
      if (!pending.containsKey(id)) {
        return;
      }
      pending.remove(id);
    }
    late.accept(new Reply.Done(id, false, false));
  }
}
