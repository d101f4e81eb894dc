package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.why502.lab.standing.StandingLab;
import org.why502.lab.standing.StandingLabs;
import org.why502.message.Json;
import org.why502.message.Pipe;

/**
 * The packaged program, started as a browser starts it. Its stdout is read strictly: a length that
 * is none, or a frame that is no JSON object with a type, fails at once.
 *
 * @param running the program, or the lab in which it runs
 * @param pipe its stdin and stdout
 * @param errors where its stderr goes
 */
record PackagedHost(Running running, Pipe pipe, Path errors) implements AutoCloseable {
  static final String[] CHROMIUM = {"chrome-extension://abcdefghijklmnopabcdefghijklmnop/"};
  static final String[] FIREFOX = {"/path/org.why502.host.json", "why502@why502.org"};

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String WHY502 = ROOT.resolve("host/target/image/bin/why502").toString();
  private static final int LONGEST = 1024 * 1024;

  /** Below the ten seconds that a diagnosis may take: one that is under way holds nothing up. */
  private static final int TO_END = 8;

  static PackagedHost start(Map<String, String> surroundings, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(WHY502));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(surroundings);
    return start(builder);
  }

  /** With an environment as empty as a desktop's. */
  static PackagedHost startBare(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(WHY502));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.directory(Path.of("/").toFile());
    return start(builder);
  }

  /** What the program runs as. */
  private sealed interface Running {
    /** A process of our own. */
    record Beside(Process process) implements Running {}

    /** In a lab that stands, whose shell says how it ended. */
    record InLab(StandingLab lab, AtomicBoolean ended) implements Running {}
  }

  /** Inside a situation of the tiny internet, with all that it logs. */
  static PackagedHost inside(String situation) throws IOException, InterruptedException {
    Path errors = emptyFile();
    StandingLab lab = StandingLabs.take();
    try {
      Path in = lab.pipe("in");
      Path out = lab.pipe("out");
      lab.begin(
          situation,
          "WHY502_LOG=debug %s <%s >%s 2>>%s"
              .formatted(
                  StandingLab.quoted(List.of(WHY502, CHROMIUM[0])),
                  StandingLab.quoted(List.of(in.toString())),
                  StandingLab.quoted(List.of(out.toString())),
                  StandingLab.quoted(List.of(errors.toAbsolutePath().toString()))),
          errors);
      Pipe pipe = StandingLab.ends(in, out);
      return new PackagedHost(new Running.InLab(lab, new AtomicBoolean()), pipe, errors);
    } catch (IOException | InterruptedException | AssertionError e) {
      lab.close();
      throw e;
    }
  }

  private static PackagedHost start(ProcessBuilder builder) throws IOException {
    Path errors = emptyFile();
    Process process = builder.redirectError(errors.toFile()).start();
    return new PackagedHost(
        new Running.Beside(process),
        new Pipe(process.getOutputStream(), process.getInputStream()),
        errors);
  }

  private static Path emptyFile() throws IOException {
    assertTrue(Files.isExecutable(Path.of(WHY502)), "the image is built first: mvn verify");
    return Files.createTempFile(Path.of("target"), "pipe", ".err");
  }

  void send(String json) throws IOException {
    pipe.send(json);
  }

  void raw(byte[] bytes) throws IOException {
    pipe.raw(bytes);
  }

  void endInput() throws IOException {
    pipe.toHost().close();
  }

  /** The next reply; empty at the clean end of its stdout. */
  Optional<JsonNode> next() throws IOException {
    byte[] prefix = pipe.fromHost().readNBytes(4);
    if (prefix.length == 0) {
      return Optional.empty();
    }
    assertEquals(4, prefix.length, "stdout ends in the middle of a frame");
    int length = ByteBuffer.wrap(prefix).order(ByteOrder.nativeOrder()).getInt();
    assertTrue(length > 0 && length < LONGEST, () -> "no frame on stdout: " + new String(prefix));
    byte[] body = pipe.fromHost().readNBytes(length);
    assertEquals(length, body.length, "stdout ends in the middle of a frame");
    JsonNode reply = Json.MAPPER.readTree(body);
    assertTrue(reply.path("type").isTextual(), reply::toString);
    return Optional.of(reply);
  }

  JsonNode receive() throws IOException {
    return next().orElseThrow(() -> new AssertionError("it has gone; it said:\n" + log()));
  }

  /** All that is still said until the end. */
  List<JsonNode> rest() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (Optional<JsonNode> reply = next(); reply.isPresent(); reply = next()) {
      all.add(reply.get());
    }
    return all;
  }

  JsonNode greet() throws IOException {
    send("{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}");
    JsonNode welcome = receive();
    assertEquals("welcome", welcome.get("type").textValue(), welcome::toString);
    return welcome;
  }

  /** The next reply but for what a diagnosis streams is this refusal, with a sentence. */
  void refused(String code) throws IOException {
    JsonNode reply = receive();
    while (List.of("observed", "try").contains(reply.get("type").textValue())) {
      reply = receive();
    }
    JsonNode refused = reply;
    assertEquals("refused", refused.get("type").textValue(), refused::toString);
    assertEquals(code, refused.get("code").textValue());
    assertTrue(refused.get("message").textValue().endsWith("."), "with a sentence");
  }

  /** Ends it as a power cut would; of one that runs beside us. */
  void kill() throws InterruptedException {
    switch (running) {
      case Running.Beside(var process) -> process.destroyForcibly().waitFor();
      case Running.InLab _ -> throw new IllegalStateException("it is the lab's to end");
    }
  }

  /** The most memory that it ever held at once; of one that runs beside us. */
  long peakKilobytes() throws IOException {
    long pid =
        switch (running) {
          case Running.Beside(var process) -> process.pid();
          case Running.InLab _ -> throw new IllegalStateException("its number is the lab's");
        };
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(l -> l.startsWith("VmHWM:"))
        .map(l -> l.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }

  int exit() throws InterruptedException {
    return switch (running) {
      case Running.Beside(var process) -> {
        assertTrue(process.waitFor(TO_END, TimeUnit.SECONDS), "it does not end");
        yield process.exitValue();
      }
      case Running.InLab(var lab, var ended) -> {
        String code = lab.end(TO_END).orElseThrow(() -> new AssertionError("it does not end"));
        ended.set(true);
        yield Integer.parseInt(code);
      }
    };
  }

  /** What the tiny internet logged, once the program has ended. */
  List<JsonNode> requests() throws IOException {
    return switch (running) {
      case Running.Beside _ -> List.of();
      case Running.InLab(var lab, var _) -> lab.requests();
    };
  }

  String log() {
    try {
      return Files.readString(errors);
    } catch (IOException e) {
      throw new AssertionError(errors + " cannot be read", e);
    }
  }

  @Override
  public void close() throws IOException {
    switch (running) {
      case Running.Beside(var process) -> process.destroy();
      case Running.InLab(var lab, var ended) -> {
        pipe.toHost().close();
        pipe.fromHost().close();
        if (ended.get() || ends(lab)) {
          StandingLabs.give(lab);
        } else {
          lab.close();
        }
      }
    }
    Files.deleteIfExists(errors);
  }

  private static boolean ends(StandingLab lab) {
    try {
      return lab.end(TO_END).isPresent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
