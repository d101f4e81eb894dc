package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.ask.Worlds.CURIOUS;
import static org.why502.probe.ask.Worlds.allAnswer;
import static org.why502.probe.ask.Worlds.answered;
import static org.why502.probe.ask.Worlds.begun;
import static org.why502.probe.ask.Worlds.investigate;
import static org.why502.probe.ask.Worlds.lookup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.why502.evidence.Evidence;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Question;

/** Faults, deadlines and interrupts: nothing outlives an investigation. No network. */
@Timeout(60)
class EndingsTest {

  @Test
  @ResourceLock(Resources.SYSTEM_ERR)
  void a_faulty_probe_is_logged_and_holds_nobody_up() throws InterruptedException {
    Judge content =
        seen ->
            answered(seen, Question.SAME_PAGE_WITH_COOKIES)
                ? List.of()
                : List.of(
                    EnumSet.of(
                        Question.APPLICATION,
                        Question.SAME_PAGE_WITH_COOKIES,
                        Question.STATUS_PAGE));
    ScriptedProbes probes =
        new ScriptedProbes(allAnswer()).faulty("status-page", "page-fetch/application");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    Evidence end;
    System.setErr(new PrintStream(new Both(before, log), true, StandardCharsets.UTF_8));
    try {
      end = investigate(probes, content, begun(Optional.empty()));
    } finally {
      System.setErr(before);
    }
    assertTrue(answered(end, Question.SAME_PAGE_WITH_COOKIES), "the ladder goes on");
    assertFalse(answered(end, Question.STATUS_PAGE));
    String logged = log.toString(StandardCharsets.UTF_8);
    assertTrue(logged.contains("STATUS_PAGE") && logged.contains("on purpose"), logged);
    assertTrue(logged.contains("APPLICATION"), logged);
  }

  @Test
  void an_interrupt_leaves_no_thread() throws InterruptedException {
    ScriptedProbes probes =
        new ScriptedProbes(allAnswer())
            .silent(
                "name-lookup/machine/" + OfficialHosts.ARCHIVE,
                lookup("1.1.1.1"),
                "page-fetch/application",
                "page-fetch/control",
                "status-page",
                "portal-check/google");
    CountDownLatch allOut = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Judge watching =
        seen -> {
          if (answered(seen, Question.EDGE)) {
            allOut.countDown();
          }
          return List.of(EnumSet.allOf(Question.class));
        };
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    investigate(probes, watching, begun(Optional.empty()));
                  } catch (InterruptedException e) {
                    thrown.set(e);
                  }
                });
    assertTrue(allOut.await(30, TimeUnit.SECONDS));
    caller.interrupt();
    assertTrue(caller.join(Duration.ofSeconds(30)));
    assertEquals(InterruptedException.class, thrown.get().getClass());
    assertFalse(probes.threads.isEmpty());
    probes.threads.forEach(Worlds::ends);
    assertEquals(List.of(), probes.settled, "nobody is told a verdict that was cancelled");
  }

  @Test
  void an_interrupt_before_the_start_ends_it_too() {
    ScriptedProbes probes = new ScriptedProbes(allAnswer());
    Thread.currentThread().interrupt();
    assertThrows(
        InterruptedException.class, () -> investigate(probes, CURIOUS, begun(Optional.empty())));
    probes.threads.forEach(Worlds::ends);
  }

  /** What is written comes to both: the log of the tests stays whole. */
  private static final class Both extends OutputStream {
    private final OutputStream one;
    private final OutputStream other;

    Both(OutputStream one, OutputStream other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public void write(int b) throws IOException {
      one.write(b);
      other.write(b);
    }
  }
}
