package org.why502.lab.standing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.why502.message.Json;
import org.why502.message.Pipe;

/**
 * A tiny internet that stays and goes from one situation to the next, with a shell inside: starting
 * one costs more than most of what is asked in it.
 */
public final class StandingLab implements AutoCloseable {
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
   *
   * @param without the servers of the tiny internet that are left out
   */
  static StandingLab start(List<String> without) throws IOException {
    Path folder = Path.of("target", "standing-lab-" + EVER.incrementAndGet()).toAbsolutePath();
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of("..", "install", "lab.sh").toAbsolutePath().normalize().toString());
    command.add("healthy");
    if (!without.isEmpty()) {
      command.addAll(List.of("--without", String.join(",", without)));
    }
    command.addAll(List.of("--", "bash", "-c", SHELL));
    return new StandingLab(
        folder,
        new ProcessBuilder(command).redirectError(folder.resolve("lab.err").toFile()).start());
  }

  /**
   * Begins a situation anew and runs a command in it, to its end.
   *
   * @param out where its stdout goes
   * @param err where its stderr goes
   * @return what the tiny internet logged of this situation
   * @throws AssertionError where it does not end well, or not at all
   */
  public List<JsonNode> run(String situation, List<String> command, Path out, Path err)
      throws IOException, InterruptedException {
    begin(
        situation,
        quoted(command)
            + " >"
            + quoted(out.toAbsolutePath())
            + " 2>>"
            + quoted(err.toAbsolutePath()),
        err);
    Optional<String> code = end(PATIENCE);
    assertEquals(Optional.of("0"), code, () -> situation + ": see " + err + " and " + folder);
    return requests();
  }

  /**
   * Begins a situation anew and, in it, a line of shell, without waiting for its end.
   *
   * @param err where the stderr of what comes before it goes
   */
  public void begin(String situation, String line, Path err) throws IOException {
    Path script = folder.resolve(situation + ".sh");
    Files.writeString(
        script,
        """
        set -eu
        said=$(curl -sS --fail-with-body -X POST "$WHY502_LAB_CONTROL/situation/%s" 2>%3$s) || {
          code=$?
          printf 'the lab: %%s\\n' "$said" >>%3$s
          exit $code
        }
        environment=$(curl -sSf "$WHY502_LAB_CONTROL/environment" 2>>%3$s)
        eval "$environment"
        code=0
        %2$s || code=$?
        curl -sSf -o %4$s "$WHY502_LAB_CONTROL/log"
        exit $code
        """
            .formatted(
                situation,
                line,
                quoted(err.toAbsolutePath()),
                quoted(folder.resolve("log.jsonl"))));
    scripts.write(script + "\n");
    scripts.flush();
  }

  /** The exit code of what was begun last; empty where it does not come to an end. */
  public Optional<String> end(int seconds) throws InterruptedException {
    return Optional.ofNullable(ends.poll(seconds, TimeUnit.SECONDS));
  }

  /** What the tiny internet logged of the situation in which something ended last. */
  public List<JsonNode> requests() throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("log.jsonl"));
    List<JsonNode> entries = new ArrayList<>();
    for (String line : lines.reversed()) {
      JsonNode entry = Json.MAPPER.readTree(line);
      entries.addFirst(entry);
      if ("situation".equals(entry.path("kind").textValue())) {
        break;
      }
    }
    return entries;
  }

  /** A file that is a pipe: what is written to it is read at its other end. */
  public Path pipe(String name) throws IOException, InterruptedException {
    Path pipe = folder.resolve(name);
    Files.deleteIfExists(pipe);
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(), "mkfifo");
    return pipe;
  }

  /**
   * Our ends of the pipes that a program in a lab has for its stdin and stdout. To open one waits
   * until its other end is open, too.
   */
  public static Pipe ends(Path in, Path out) throws IOException, InterruptedException {
    CompletableFuture<Pipe> ends = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                OutputStream to = new FileOutputStream(in.toFile());
                ends.complete(new Pipe(to, new FileInputStream(out.toFile())));
              } catch (IOException e) {
                ends.completeExceptionally(e);
              }
            });
    try {
      return ends.get(PATIENCE, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("nothing in the lab opened " + in + " and " + out, e);
    }
  }

  /** Words as a shell reads them again. */
  public static String quoted(List<String> words) {
    return words.stream().map(StandingLab::quoted).collect(Collectors.joining(" "));
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
