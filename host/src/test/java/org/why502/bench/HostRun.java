package org.why502.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.why502.message.Pipe;

/**
 * One diagnosis of the packaged host, as a browser asks for it. Times are milliseconds.
 *
 * @param verdict the last word: a code and a certainty
 * @param welcome from the start of the process until it had greeted
 * @param first from the start until the first observation
 * @param settled from the start until the first {@code diagnosed}
 * @param last from the start until the closing {@code diagnosed}
 * @param asked from the start until the diagnosis was asked for
 * @param slowest the longest that an observation before the settled verdict says it took
 * @param slowestId which that was
 * @param peakKiB the most memory that it ever held at once ({@code VmHWM}, proc(5))
 * @param processor how long it kept a core busy until then, on all of its threads
 * @param trials what it had the browser try; each is a request to AO3
 */
record HostRun(
    String verdict,
    double welcome,
    double first,
    double settled,
    double last,
    double asked,
    double slowest,
    String slowestId,
    long peakKiB,
    double processor,
    int trials) {

  /** How long the browser takes over a trial. */
  private static final Duration TRIAL = Duration.ofMillis(80);

  /** Starts the host, has it diagnose, and ends it. */
  static HostRun of(Path program, Scene scene) throws IOException, InterruptedException {
    return of(program, scene, 1);
  }

  /**
   * The same question a second time in one process, as after a remedy: its classes are loaded, so
   * what is left is judging and the pipe. Times count from the second {@code diagnose}.
   */
  static HostRun warm(Path program, Scene scene) throws IOException, InterruptedException {
    return of(program, scene, 2);
  }

  private static HostRun of(Path program, Scene scene, int times)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                program.toString(), "chrome-extension://abcdefghijklmnopabcdefghijklmnop/")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      return converse(process, scene, start, times);
    } finally {
      process.getOutputStream().close();
      process.waitFor();
    }
  }

  private static HostRun converse(Process process, Scene scene, long start, int times)
      throws IOException, InterruptedException {
    Pipe pipe = new Pipe(process.getOutputStream(), process.getInputStream());
    pipe.send("{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}");
    pipe.receive("welcome");
    double welcome = since(start);
    HostRun run = diagnose(process, pipe, scene, start, welcome, "1");
    for (int i = 2; i <= times; i++) {
      run = diagnose(process, pipe, scene, System.nanoTime(), 0, Integer.toString(i));
    }
    return run;
  }

  private static HostRun diagnose(
      Process process, Pipe pipe, Scene scene, long start, double welcome, String id)
      throws IOException, InterruptedException {
    pipe.send(scene.diagnose(id).toString());
    double asked = since(start);
    double first = Double.NaN;
    double settled = Double.NaN;
    double slowest = 0;
    String slowestId = "none";
    Set<String> trials = new HashSet<>();
    while (true) {
      JsonNode reply = pipe.receive();
      double now = since(start);
      switch (reply.path("type").asText()) {
        case "observed" -> {
          first = Double.isNaN(first) ? now : first;
          double took = reply.at("/observation/outcome/tookMs").asDouble(0);
          if (Double.isNaN(settled) && took > slowest) {
            slowest = took;
            slowestId = reply.at("/observation/id").asText();
          }
        }
        case "try" -> {
          String trial = reply.path("trial").asText();
          int attempt = reply.path("attempt").asInt();
          trials.add(trial + "/" + attempt);
          Thread.ofVirtual().start(() -> answer(pipe, scene, id, trial, attempt));
        }
        case "diagnosed" -> {
          settled = Double.isNaN(settled) ? now : settled;
          if (reply.path("final").asBoolean()) {
            JsonNode diagnosis = reply.path("diagnosis");
            String verdict =
                diagnosis.at("/verdict/code").asText()
                    + ", "
                    + diagnosis.path("certainty").asText();
            return new HostRun(
                verdict,
                welcome,
                first,
                settled,
                now,
                asked,
                slowest,
                slowestId,
                peak(process),
                processor(process),
                trials.size());
          }
        }
        default -> throw new IllegalStateException("the host said " + reply);
      }
    }
  }

  private static void answer(Pipe pipe, Scene scene, String id, String trial, int attempt) {
    try {
      Thread.sleep(TRIAL);
      byte[] frame = Pipe.frame(scene.tried(id, trial, attempt, TRIAL.toMillis()).toString());
      synchronized (pipe) {
        pipe.raw(frame);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // The verdict was settled without this trial, and the host has gone.
      System.err.println("bench: nobody waits for " + trial + " any more: " + e.getMessage());
    }
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  /** The launcher gives its process to the Java runtime, so the number is the host's own. */
  private static long peak(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static double processor(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }
}
