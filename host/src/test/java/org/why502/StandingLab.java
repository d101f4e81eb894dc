package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.why502.message.Json;

/**
 * A tiny internet that stays and goes from one situation to the next, with a shell inside: starting
 * one costs more than most of what is asked in it. What a situation sets in the environment (its
 * proxy) it cannot have: that needs a tiny internet of its own.
 */
final class StandingLab implements AutoCloseable {
  /** Longer than any command of a test; in seconds. */
  private static final int PATIENCE = 120;

  /** Runs the scripts whose names it reads, and says how each ended. */
  private static final String SHELL =
      "while IFS= read -r script; do bash \"$script\" </dev/null && echo 0 || echo $?; done";

  private static final AtomicInteger EVER = new AtomicInteger();

  private final Path folder;
  private final Process process;
  private final Writer scripts;
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

  private StandingLab(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.scripts = process.outputWriter();
    BufferedReader out = process.inputReader();
    Thread.ofVirtual().start(() -> out.lines().forEach(ends::add));
  }

  /**
   * Starts one, where nothing is wrong yet. What it writes is kept: {@code target/standing-lab-N}.
   */
  static StandingLab start() throws IOException {
    Path folder = Path.of("target", "standing-lab-" + EVER.incrementAndGet()).toAbsolutePath();
    Files.createDirectories(folder);
    Path script = Path.of("..", "install", "lab.sh").toAbsolutePath().normalize();
    return new StandingLab(
        folder,
        new ProcessBuilder(script.toString(), "healthy", "--", "bash", "-c", SHELL)
            .redirectError(folder.resolve("lab.err").toFile())
            .start());
  }

  /**
   * Begins a situation anew and runs a command in it.
   *
   * @param out where its stdout goes
   * @param err where its stderr goes
   * @return what the tiny internet logged of this situation
   */
  List<JsonNode> run(String situation, List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    Path log = folder.resolve("log.jsonl");
    Path script = folder.resolve(situation + ".sh");
    Files.writeString(
        script,
        """
        set -eu
        curl -sSf -o /dev/null -X POST "$WHY502_LAB_CONTROL/situation/%s" 2>%s
        %s >%s 2>>%s
        curl -sSf -o %s "$WHY502_LAB_CONTROL/log"
        """
            .formatted(
                situation,
                quoted(err.toAbsolutePath()),
                command.stream().map(StandingLab::quoted).collect(Collectors.joining(" ")),
                quoted(out.toAbsolutePath()),
                quoted(err.toAbsolutePath()),
                quoted(log)));
    scripts.write(script + "\n");
    scripts.flush();
    String code = ends.poll(PATIENCE, TimeUnit.SECONDS);
    assertEquals("0", code, () -> situation + ": see " + err + " and " + folder);
    return ofLastSituation(log);
  }

  /** What a log of the tiny internet says of the situation that was its last, or only one. */
  static List<JsonNode> ofLastSituation(Path log) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      JsonNode entry = Json.MAPPER.readTree(line);
      if ("situation".equals(entry.path("kind").textValue())) {
        entries.clear();
      }
      entries.add(entry);
    }
    return entries;
  }

  private static String quoted(Object word) {
    return "'" + word.toString().replace("'", "'\\''") + "'";
  }

  /** Ends it and all that runs in it. */
  @Override
  public void close() {
    process.destroy();
  }
}
