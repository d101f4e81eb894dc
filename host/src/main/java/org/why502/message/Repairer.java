package org.why502.message;

import java.util.List;
import java.util.Set;
import org.why502.verdict.RemedyCode;

/** Who carries out what no browser can; {@code Main} knows who that is. */
public interface Repairer {

  /** What it can carry out on this machine: the {@code can[]} of a welcome. */
  Set<RemedyCode> can();

  /**
   * The browsers among which a person can choose for {@link RemedyCode#OTHER_BROWSER}, the best
   * first: the {@code browsers[]} of a welcome.
   */
  List<OfferedBrowser> browsers();

  /**
   * Carries it out, and returns when nothing of it runs any more, but for a browser that was
   * opened: that is the person's.
   *
   * @param asked its remedy is one of {@link #can()}; a browser that is none of {@link #browsers()}
   *     leads to {@link Repair.Said#NOTHING}; there is a text where {@link RemedyCode#SAVE_TEXT} is
   *     asked for
   * @throws InterruptedException when it was cancelled; nothing is left running
   */
  Repair repair(Request.Remedy asked) throws InterruptedException;
}
