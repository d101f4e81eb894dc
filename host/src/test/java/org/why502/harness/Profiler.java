package org.why502.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Measures every test, and looks again and again where its thread stands meanwhile. JUnit finds it
 * by its name in {@code META-INF/services}.
 */
public final class Profiler implements TestExecutionListener {
  /** Often enough for tests that take a second, and nothing beside what they do. */
  private static final long LOOK_MILLIS = 50;

  private static final String OURS = "org.why502.";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** The tests that run now, by the thread that each has for itself. */
  private static final Map<Thread, Running> RUNNING = new ConcurrentHashMap<>();

  private final Queue<Took> all = new ConcurrentLinkedQueue<>();

  /** A test that runs. Its samples are counted by one thread, its notes made by its own. */
  private static final class Running {
    final long began = System.nanoTime();
    final long cpu = THREADS.getCurrentThreadCpuTime();
    final Map<String, Integer> places = new ConcurrentHashMap<>();
    volatile long turn;
    volatile String note = "";

    Took ended(String test) {
      long millis = (System.nanoTime() - began - turn) / 1_000_000;
      long cpuMillis = (THREADS.getCurrentThreadCpuTime() - cpu) / 1_000_000;
      return new Took(test, millis, cpuMillis, note.isEmpty() ? most() : note);
    }

    /** Where it stood most often, and in what share of the looks. */
    private String most() {
      // Looks go on meanwhile.
      Map<String, Integer> seen = Map.copyOf(places);
      int looks = Math.max(1, seen.values().stream().mapToInt(Integer::intValue).sum());
      return seen.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .map(e -> "%s (%d %%)".formatted(e.getKey(), 100 * e.getValue() / looks))
          .orElse("");
    }
  }

  /** The test of this thread had to wait so long until it could begin: that is no part of it. */
  public static void waitedForATurn(long nanos) {
    Running test = RUNNING.get(Thread.currentThread());
    if (test != null) {
      test.turn += nanos;
      test.places.clear();
    }
  }

  /** What the test of this thread waited for, where it knows better than its stack tells. */
  public static void note(String waitedFor) {
    Running test = RUNNING.get(Thread.currentThread());
    if (test != null) {
      test.note = waitedFor;
    }
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    Thread.ofPlatform().daemon().name("profiler").start(Profiler::look);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      RUNNING.put(Thread.currentThread(), new Running());
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      Running ended = RUNNING.remove(Thread.currentThread());
      if (ended != null) {
        all.add(ended.ended(name(test)));
      }
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    Collection<Took> tests = List.copyOf(all);
    if (tests.isEmpty()) {
      return;
    }
    boolean packaged = tests.stream().anyMatch(t -> t.test().contains("IT."));
    try {
      Took.write(packaged ? "packaged" : "units", List.copyOf(tests));
    } catch (IOException e) {
      System.err.println("how long the tests took could not be written: " + e);
    }
  }

  private static void look() {
    while (true) {
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      RUNNING.forEach(
          (thread, test) -> test.places.merge(place(thread.getStackTrace()), 1, Integer::sum));
    }
  }

  /** The innermost of our methods, and what it calls. */
  private static String place(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (stack[i].getClassName().startsWith(OURS)) {
        String called = i == 0 ? "" : " in " + word(stack[i - 1]);
        return word(stack[i]) + called;
      }
    }
    return "JUnit";
  }

  private static String word(StackTraceElement frame) {
    return simple(frame.getClassName()) + "." + frame.getMethodName();
  }

  /** The class, the method where it has one, and the case where it has many. */
  private static String name(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case MethodSource m -> {
        String method = simple(m.getClassName()) + "." + m.getMethodName();
        boolean many = !test.getDisplayName().startsWith(m.getMethodName() + "(");
        yield many ? method + " " + test.getDisplayName() : method;
      }
      case null, default -> test.getDisplayName();
    };
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
