package org.why502.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.why502.message.Pipe;

/**
 * One greeting of any native messaging host through a real pipe.
 *
 * @param welcome from the start of the process until its answer was read, in milliseconds
 * @param end from the closing of its input until it had ended, in milliseconds
 * @param peakKiB the most memory that it ever held at once, a moment after it had answered ({@code
 *     VmHWM}, proc(5))
 */
record StartRun(double welcome, double end, long peakKiB) {
  private static final String HELLO = "{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}";

  /** A host that does not end is killed, and its run is one of so long. In seconds. */
  private static final long PATIENCE = 20;

  static StartRun of(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      Pipe pipe = new Pipe(process.getOutputStream(), process.getInputStream());
      pipe.send(HELLO);
      pipe.receive("welcome");
      double welcome = since(start);
      long peak = peak(process.pid());
      long closing = System.nanoTime();
      process.getOutputStream().close();
      process.waitFor(PATIENCE, TimeUnit.SECONDS);
      return new StartRun(welcome, since(closing), peak);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** How many classes it has loaded when its welcome is read, and those of libraries among them. */
  static Loaded loaded(Path image, Path log) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(StartBench.companion(image))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("WHY502_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + ":none");
    Process process = builder.start();
    try {
      Pipe pipe = new Pipe(process.getOutputStream(), process.getInputStream());
      pipe.send(HELLO);
      pipe.receive("welcome");
      List<String> names = Files.readAllLines(log);
      int welcome = names.size();
      for (int i = 0; i < names.size(); i++) {
        // what comes after it is made ready while the browser asks
        welcome = names.get(i).startsWith("org.why502.Preparation ") ? i : welcome;
      }
      List<String> before = names.subList(0, welcome);
      return new Loaded(
          before.size(), before.stream().filter(n -> n.startsWith("com.fasterxml.")).count());
    } finally {
      process.getOutputStream().close();
      process.waitFor(PATIENCE, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
    }
  }

  /**
   * How much was loaded before the first word.
   *
   * @param all classes
   * @param mapper those of them that are Jackson's
   */
  record Loaded(int all, long mapper) {}

  private static long peak(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
