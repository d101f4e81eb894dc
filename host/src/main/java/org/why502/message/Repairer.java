package org.why502.message;

import java.util.Set;
import org.why502.verdict.RemedyCode;

/** Who carries out what no browser can; {@code Main} knows who that is. */
public interface Repairer {

  /** What it can carry out on this machine: the {@code can[]} of a welcome. */
  Set<RemedyCode> can();

  /**
   * Carries it out, and returns when nothing of it runs any more, but for a browser that was
   * opened: that is the person's.
   *
   * @param remedy one of {@link #can()}
   * @throws InterruptedException when it was cancelled; nothing is left running
   */
  Repair repair(RemedyCode remedy) throws InterruptedException;
}
