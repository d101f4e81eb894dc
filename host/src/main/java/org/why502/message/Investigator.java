package org.why502.message;

import java.util.Optional;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.verdict.Diagnosis;

/** Who finds out what a browser asks for; {@code Main} knows who that is. */
public interface Investigator {

  /**
   * The browser has been greeted: what a diagnosis needs may be made ready now, elsewhere. Returns
   * at once, and nothing that is begun here may hold up the end of the conversation.
   */
  default void prepare() {
    // who needs nothing is ready
  }

  /**
   * Finds out, and returns when nothing more is to come.
   *
   * @param sighting what the browser saw, where it saw something
   * @param desk where to say what was found on the way, and where trials are asked for
   * @return the last word
   * @throws InterruptedException when it was cancelled; nothing is left running
   */
  Diagnosis diagnose(Optional<Sighting> sighting, Desk desk) throws InterruptedException;

  /** The browser's side of one diagnosis. Every method may be called from any thread. */
  interface Desk {
    /**
     * Nobody had seen anything, so a first look was taken; this is what it saw.
     *
     * @param spent whether it cost AO3's own servers a request
     */
    void sighted(Sighting sighting, boolean spent);

    /** Something was found. */
    void observed(Observation observation);

    /** A diagnosis that more answers may still refine. */
    void leaning(Diagnosis diagnosis);

    /**
     * Has the browser try a page, and waits for it.
     *
     * @return how it ended; a browser that stays silent is a failure
     */
    Observation.BrowserFetch attempt(Trial trial, int attempt) throws InterruptedException;
  }
}
