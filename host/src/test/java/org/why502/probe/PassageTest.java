package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.RudeServer.request;
import static org.why502.probe.RudeServer.say;
import static org.why502.probe.RudeServer.stall;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.why502.evidence.Answer;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Step;
import org.why502.evidence.Target;

/** What is on its way to AO3 when nothing can arrive there any more, and what comes after. */
@Timeout(60)
class PassageTest {
  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Failure SILENT = new Failure(Step.CONNECT, FailureKind.TIMED_OUT, "");

  @Test
  void what_has_no_connection_yet_ends_as_if_its_time_were_over() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    try (var server =
            RudeServer.plain(
                (s, in, _) -> {
                  in.read();
                  there.countDown();
                  stall(s);
                });
        var here = new Neighbourhood().archive(server.port())) {
      FutureTask<Observation> asking = asking(here.world());
      assertTrue(there.await(30, TimeUnit.SECONDS), "it stands in TLS");
      here.world().giveUpOnArchive(SILENT);
      Ends.failed(asking.get(), Step.TLS, FailureKind.TIMED_OUT);
      server.awaitEnd();
    }
  }

  @Test
  void what_waits_for_a_name_ends_too() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    try (var here =
        new Neighbourhood()
            .lookingUp(
                _ -> {
                  there.countDown();
                  new CountDownLatch(1).await();
                  return List.of();
                })) {
      FutureTask<Observation> asking = asking(here.world());
      assertTrue(there.await(30, TimeUnit.SECONDS), "it waits for a name");
      here.world().giveUpOnArchive(new Failure(Step.NAME, FailureKind.TIMED_OUT, ""));
      Ends.failed(asking.get(), Step.NAME, FailureKind.TIMED_OUT);
    }
  }

  @Test
  void what_has_got_through_is_waited_for() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (var server =
            RudeServer.tls(
                (s, in, out) -> {
                  request(in);
                  there.countDown();
                  await(go);
                  say(out, "HTTP/1.1 503 Busy\r\nContent-Length: 2\r\n\r\nno");
                });
        var here = new Neighbourhood().archive(server.port())) {
      FutureTask<Observation> asking = asking(here.world());
      assertTrue(there.await(30, TimeUnit.SECONDS), "it was sent");
      here.world().giveUpOnArchive(SILENT);
      go.countDown();
      assertEquals(503, Ends.saw(asking.get(), Answer.class).status());
    }
  }

  @Test
  void what_comes_later_fails_alike_and_is_not_sent() throws Exception {
    AtomicInteger came = new AtomicInteger();
    try (var server =
            RudeServer.plain(
                (s, _, _) -> {
                  came.incrementAndGet();
                  stall(s);
                });
        var here =
            new Neighbourhood()
                .archive(server.port())
                .at(Neighbourhood.CONTROL, 443, server.port())) {
      here.world().giveUpOnArchive(SILENT);
      for (Target target : Target.values()) {
        Observation seen = here.world().page(target).ask(Neighbourhood.SHORT);
        boolean elsewhere = target == Target.CONTROL;
        Ends.failed(seen, elsewhere ? Step.TLS : Step.CONNECT, FailureKind.TIMED_OUT);
      }
      assertEquals(1, came.get(), "the control alone was asked");
    }
  }

  private static FutureTask<Observation> asking(World world) {
    FutureTask<Observation> asking =
        new FutureTask<>(() -> world.page(Target.APPLICATION).ask(AN_HOUR));
    Thread.ofVirtual().start(asking);
    return asking;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
