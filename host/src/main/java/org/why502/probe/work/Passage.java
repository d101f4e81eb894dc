package org.why502.probe.work;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.why502.evidence.Failure;

/**
 * The way from here to AO3's own addresses, open until every one of them has failed.
 *
 * <p>When it closes, what is still on its way there ends as if its time were over: it goes to the
 * very addresses that did not answer, and would only be silent for longer. What has got through
 * already is left alone. What comes later fails in the same way at once, and is not sent.
 */
public final class Passage {
  private final Set<Progress> underWay = ConcurrentHashMap.newKeySet();
  private volatile Optional<Failure> closed = Optional.empty();

  /**
   * A piece of work sets out.
   *
   * @throws ProbeException where the passage is closed: what the addresses failed by
   */
  public void enter(Progress progress) throws ProbeException {
    underWay.add(progress);
    // in this order: whoever closes it at this moment either finds the work, or is seen by it
    if (closed.isPresent()) {
      underWay.remove(progress);
      Failure why = closed.get();
      throw new ProbeException(why.step(), why.kind(), why.detail());
    }
  }

  /** It has ended, in whatever way. */
  public void leave(Progress progress) {
    underWay.remove(progress);
  }

  /**
   * Nothing can arrive any more.
   *
   * @param why what the addresses failed by
   */
  public void close(Failure why) {
    closed = Optional.of(why);
    underWay.forEach(Progress::giveUp);
  }
}
