package org.why502.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;

/**
 * Lets as many tests begin as the machine has processors, and one more whenever a processor has
 * stood idle meanwhile, up to {@link #MOST}.
 *
 * <p>A diagnosis is judged by what came within its time limits, so it needs a processor while it
 * works; but in many situations it mostly waits for silence to end. A fixed number of tests at once
 * is too small for those that wait, or too large for those that work. Where something else keeps
 * the machine busy, no more tests run at once than it has processors.
 */
public final class Lanes implements BeforeEachCallback, AfterEachCallback, InvocationInterceptor {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Lanes.class);

  /** As many as JUnit has threads for; each may have a lab, which takes some 150 MB of memory. */
  private static final int MOST = 8;

  /** Over how long idle time is measured. */
  private static final long LOOK_MILLIS = 500;

  /** The share of one processor that must have been idle. */
  private static final double IDLE = 0.6;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final Path STAT = Path.of("/proc/stat");

  private static final Object TURN = new Object();

  /** Who came first begins first. */
  private static final Queue<Object> WAITING = new ArrayDeque<>();

  /** How many tests run now. */
  private static int inside;

  /** When the present look at the idle time began. */
  private static long lookedAt = System.nanoTime();

  private static long idleThen;

  /** Before the time begins that a test may take: to wait for others is no part of it. */
  @Override
  public void beforeEach(ExtensionContext context) throws InterruptedException, IOException {
    begin();
    context.getStore(NAMESPACE).put(Lanes.class, true);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getStore(NAMESPACE).remove(Lanes.class) != null) {
      end();
    }
  }

  /** These have no callbacks before and after, and no limit of their own. */
  @Override
  public void interceptDynamicTest(
      Invocation<Void> test, DynamicTestInvocationContext dynamic, ExtensionContext context)
      throws Throwable {
    begin();
    try {
      test.proceed();
    } finally {
      end();
    }
  }

  private static void begin() throws InterruptedException, IOException {
    long came = System.nanoTime();
    enter();
    Profiler.waitedForATurn(System.nanoTime() - came);
  }

  private static void end() {
    synchronized (TURN) {
      inside--;
      TURN.notifyAll();
    }
  }

  private static void enter() throws InterruptedException, IOException {
    synchronized (TURN) {
      Object me = new Object();
      WAITING.add(me);
      try {
        while (WAITING.peek() != me || inside >= PROCESSORS && !(inside < MOST && idled())) {
          TURN.wait(LOOK_MILLIS / 4);
        }
      } finally {
        WAITING.remove(me);
        TURN.notifyAll();
      }
      inside++;
      if (inside > PROCESSORS) {
        look(); // What it does must show before one more begins.
      }
    }
  }

  /** Whether a processor was idle over the last look, which ends with this. */
  private static boolean idled() throws IOException {
    long took = (System.nanoTime() - lookedAt) / 1_000_000;
    if (took < LOOK_MILLIS) {
      return false;
    }
    // A look from before anybody waited says nothing about now.
    boolean idled = took < 2 * LOOK_MILLIS && idle() - idleThen >= IDLE * took;
    look();
    return idled;
  }

  private static void look() throws IOException {
    lookedAt = System.nanoTime();
    idleThen = idle();
  }

  /** How long the processors have been idle since the machine began, all together; milliseconds. */
  private static long idle() throws IOException {
    if (!Files.exists(STAT)) {
      return 0; // Not Linux: as many as processors, then.
    }
    // "cpu  user nice system idle iowait …", in hundredths of a second (proc_stat(5)).
    String[] all = Files.readAllLines(STAT).getFirst().trim().split("\\s+");
    return Arrays.stream(all, 4, 6).mapToLong(Long::parseLong).sum() * 10;
  }
}
