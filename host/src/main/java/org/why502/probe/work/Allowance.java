package org.why502.probe.work;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one diagnosis may ask of AO3's own servers from here, however the ladder of questions
 * reckons: the wall behind its arithmetic. Everything that this program sends to AO3 is counted
 * here just before it is sent, over whichever address family, whether a probe asked for it or
 * okhttp by itself.
 */
public final class Allowance {
  private final AtomicInteger left;

  /**
   * Nothing is spent yet.
   *
   * @param requests how many may be sent
   */
  public Allowance(int requests) {
    this.left = new AtomicInteger(requests);
  }

  /**
   * Counts one request that is about to be sent.
   *
   * @throws Spent where none may be
   */
  public void take() throws Spent {
    if (left.getAndUpdate(n -> Math.max(0, n - 1)) == 0) {
      throw new Spent();
    }
  }

  /** A request was not sent. An {@link IOException} so that okhttp passes it on. */
  static final class Spent extends IOException {
    private Spent() {
      super("nothing more may be asked of AO3");
    }
  }
}
