package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.ARCHIVE;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.Observation;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Target;
import org.why502.probe.names.SystemNames;
import org.why502.probe.setup.Interface;
import org.why502.probe.ways.Routes;
import org.why502.probe.ways.TestRoutes;
import org.why502.probe.work.Probe;

/** However a probe ends, nothing of it stays. */
@Isolated("looks at every thread of this Java")
class LeavingTest {

  /** Far beyond the test's own timeout: only the interrupt or the closing can end it in time. */
  private static final Duration AN_HOUR = Duration.ofHours(1);

  /**
   * A question that is heard and never answered.
   *
   * @param namesHang whether it hangs in the system's own look-up already
   */
  record Question(String name, boolean namesHang, Function<World, Probe> probe) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Question> stalled() {
    return Stream.of(
        new Question("public names", false, w -> w.publicNames("1.1.1.1")),
        new Question("names over https", false, w -> w.namesOverHttps("1.1.1.1")),
        new Question("machine names", true, World::machineNames),
        new Question("a page's name", true, w -> w.page(Target.EDGE)),
        new Question("TLS", false, w -> w.handshake(ARCHIVE)),
        new Question("the usual way out", false, w -> w.uplinks().getFirst()),
        new Question("another way out", false, w -> w.uplinks().getLast()),
        new Question("a page", false, w -> w.page(Target.APPLICATION)),
        new Question("a portal", false, w -> w.portal(PortalVendor.MOZILLA)));
  }

  @ParameterizedTest
  @MethodSource("stalled")
  @Timeout(30)
  void an_interrupt_cancels_at_once(Question question, @TempDir Path folder) throws Exception {
    for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
      try (Stalled there = new Stalled(question.namesHang())) {
        Probe probe = question.probe().apply(there.world());
        FutureTask<Boolean> asking =
            new FutureTask<>(
                () -> {
                  Observation seen = probe.ask(AN_HOUR);
                  assertEquals(FailureKind.CANCELLED, seen.outcome().failed().orElseThrow().kind());
                  return Thread.interrupted();
                });
        Thread asker = kind.start(asking);
        there.awaitQuestion();
        asker.interrupt();
        assertTrue(asking.get(), "the interrupt was swallowed");
        there.server.awaitEnd();
      }
    }
    assertNothingRuns(folder);
  }

  @ParameterizedTest
  @MethodSource("stalled")
  @Timeout(30)
  void closing_the_world_cancels_what_runs(Question question, @TempDir Path folder)
      throws Exception {
    try (Stalled there = new Stalled(question.namesHang())) {
      World world = there.world();
      FutureTask<Observation> asking =
          new FutureTask<>(() -> question.probe().apply(world).ask(Duration.ofSeconds(25)));
      Thread.ofVirtual().start(asking);
      there.awaitQuestion();
      world.close();
      Observation seen = asking.get();
      assertEquals(FailureKind.CANCELLED, seen.outcome().failed().orElseThrow().kind());
      there.server.awaitEnd();
    }
    assertNothingRuns(folder);
  }

  @ParameterizedTest
  @MethodSource("stalled")
  @Timeout(30)
  void a_limit_that_is_over_leaves_nothing(Question question, @TempDir Path folder)
      throws Exception {
    try (Stalled there = new Stalled(question.namesHang())) {
      Observation seen = question.probe().apply(there.world()).ask(Duration.ofMillis(300));
      assertEquals(FailureKind.TIMED_OUT, seen.outcome().failed().orElseThrow().kind());
      there.server.awaitEnd();
    }
    assertNothingRuns(folder);
  }

  @Test
  void after_closing_nothing_is_asked() throws Exception {
    try (Stalled there = new Stalled(false)) {
      World world = there.world();
      world.close();
      Observation seen = world.handshake(ARCHIVE).ask(AN_HOUR);
      assertEquals(FailureKind.CANCELLED, seen.outcome().failed().orElseThrow().kind());
      assertEquals(0, there.server.connections());
    }
  }

  /**
   * Waits until no thread of a probe is left, virtual ones included. The bound of the waiting is
   * the test's own timeout: a thread that never ends never lets it pass.
   */
  private static void assertNothingRuns(Path folder) throws Exception {
    HotSpotDiagnosticMXBean java =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    for (int i = 0; ; i++) {
      Path dump = folder.resolve("threads-" + i + ".txt");
      java.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      if (!Files.readString(dump).contains("why502-")) {
        return;
      }
      Thread.sleep(50);
    }
  }

  /** A world where every question is heard and none is answered. */
  private static final class Stalled implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    final RudeServer server =
        RudeServer.plain(
            (s, _, _) -> {
              asked.countDown();
              RudeServer.stall(s);
            });
    private final TestResolver resolver =
        TestResolver.sending(
            _ -> {
              asked.countDown();
              return List.of();
            });
    private final Neighbourhood here =
        new Neighbourhood()
            .archive(server.port())
            .at(Neighbourhood.MOZILLA, 80, server.port())
            .at("1.1.1.1", 53, resolver.port())
            .at("1.1.1.1", 443, server.port())
            .at("8.8.8.8", 53, resolver.port())
            .uplinks(
                new TestRoutes(
                    new Routes.Route(Family.IPV4, new Routes.Device.Named("eth0"), 1),
                    new Routes.Route(Family.IPV4, new Routes.Device.Named("wlan0"), 2)),
                new Interface("eth0", 1, false, List.of(InetAddress.ofLiteral("127.0.0.2"))),
                new Interface("wlan0", 2, false, List.of(InetAddress.ofLiteral("127.0.0.3"))));

    Stalled(boolean namesHang) {
      if (namesHang) {
        here.lookingUp(
            new SystemNames(
                _ -> {
                  asked.countDown();
                  over.await();
                  return List.of();
                }));
      }
    }

    World world() {
      return here.world();
    }

    void awaitQuestion() throws InterruptedException {
      asked.await();
    }

    @Override
    public void close() throws IOException {
      over.countDown();
      here.close();
      resolver.close();
      server.close();
    }
  }
}
