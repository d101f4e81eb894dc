package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.verdict.RemedyCode;

/** What the companion carries out itself: never twice at once, always one last word. */
@Timeout(30)
class RepairsTest {
  private final BlockingQueue<Reply> said = new LinkedBlockingQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);

  @Test
  void the_same_is_not_done_twice_at_once_and_a_cancelled_one_has_ended() throws Exception {
    Repairs repairs = repairs(this::waits);
    repairs.begin(flush("a"));
    begun.await();
    Refusal refusal = assertThrows(Refusal.class, () -> repairs.begin(flush("b")));
    assertEquals(Refusal.Code.BUSY, refusal.code());
    assertEquals(Optional.of(new Reply.Done("a", true, false)), repairs.cancel("a"));
    assertTrue(interrupted.await(20, TimeUnit.SECONDS), "what ran has ended");
    assertEquals(Optional.empty(), repairs.cancel("a"), "there is one last word");
    assertEquals(0, said.size());
    repairs.begin(flush("b"));
    repairs.forget();
  }

  @Test
  void one_that_breaks_down_is_told_of() throws Exception {
    Repairs repairs =
        repairs(
            () -> {
              throw new IllegalStateException("broken on purpose");
            });
    repairs.begin(flush("a"));
    assertEquals(new Reply.Refused(Optional.of("a"), Refusal.Code.INTERNAL), said.take());
    Refusal refusal = assertThrows(Refusal.class, () -> repairs.begin(flush("a")));
    assertEquals(Refusal.Code.ID_IN_USE, refusal.code());
  }

  private Repair waits() throws InterruptedException {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    return Repair.of(Repair.Said.SAME);
  }

  private static Request.Remedy flush(String id) {
    return new Request.Remedy(id, RemedyCode.FLUSH_DNS, Optional.empty(), Optional.empty());
  }

  private interface Work {
    Repair run() throws InterruptedException;
  }

  private Repairs repairs(Work work) {
    Repairer repairer =
        new Repairer() {
          @Override
          public List<OfferedBrowser> browsers() {
            return List.of();
          }

          @Override
          public Set<RemedyCode> can() {
            return Set.of(RemedyCode.FLUSH_DNS);
          }

          @Override
          public Repair repair(Request.Remedy asked) throws InterruptedException {
            return work.run();
          }
        };
    return new Repairs(repairer, said::add);
  }
}
