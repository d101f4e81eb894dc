package org.why502.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.why502.system.Command;

/**
 * Starts the companion as a browser would and exchanges the first words: no PATH, no JAVA_HOME, the
 * browser's own arguments, frames on stdin and stdout.
 *
 * @param protocol the version of the protocol to greet with
 * @param version the version of this program
 * @param patience how long an answer may take; browsers wait for ever, people do not
 */
public record Greeting(int protocol, String version, Duration patience) {

  /** The longest frame that a browser takes from a companion. */
  private static final int LONGEST = 1024 * 1024;

  /** What a program of a browser's has of its environment, at the least. */
  static final List<String> KEPT = List.of("HOME", "SystemRoot", "TEMP");

  /** How it went; {@code Failed} ends a sentence that begins with the launcher's name. */
  sealed interface Ending {
    /** It welcomed us. */
    record Welcomed(String version) implements Ending {}

    /** It did not. */
    record Failed(String how) implements Ending {}
  }

  /** With ten seconds of patience: a cold start on a slow disk takes two or three. */
  public Greeting(int protocol, String version) {
    this(protocol, version, Duration.ofSeconds(10));
  }

  /** Greets it with these arguments, hangs up, and sees that it ends. */
  Ending with(Path launcher, List<String> arguments) {
    return with(launcher, arguments, Map.of());
  }

  /**
   * The same, with words for its Java runtime.
   *
   * @param more variables that no browser gives it
   */
  Ending with(Path launcher, List<String> arguments, Map<String, String> more) {
    try (Started running = start(launcher, arguments, more)) {
      Process process = running.process();
      byte[] hello =
          Browsers.JSON.writeValueAsBytes(
              Map.of("type", "hello", "protocol", protocol, "version", version));
      JsonNode reply;
      try (OutputStream to = process.getOutputStream()) {
        send(to, hello);
        reply = receive(new DataInputStream(process.getInputStream()));
      }
      if (!reply.path("type").asText().equals("welcome")) {
        return new Ending.Failed("answered the greeting with something else");
      }
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          ? new Ending.Welcomed(reply.path("version").asText())
          : new Ending.Failed("did not end when the browser hung up");
    } catch (EOFException e) {
      return new Ending.Failed("ended, or stayed silent, without an answer");
    } catch (JsonProcessingException e) {
      return new Ending.Failed("answered with something that is not JSON");
    } catch (IOException e) {
      return new Ending.Failed("could not be spoken to (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending.Failed("was not waited for");
    }
  }

  /** What it prints when asked {@code --version}. */
  Ending version(Path launcher) {
    try (Started running = start(launcher, List.of("--version"), Map.of())) {
      Process process = running.process();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      return code == 0 && !said.isEmpty()
          ? new Ending.Welcomed(said)
          : new Ending.Failed("ended with code " + code + " when asked for its version");
    } catch (IOException e) {
      return new Ending.Failed("could not be started (" + e.getMessage() + ")");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending.Failed("was not waited for");
    }
  }

  /** A started companion, ended at the latest when its time is up. */
  private record Started(Process process) implements AutoCloseable {
    @Override
    public void close() {
      Command.end(process.toHandle());
    }
  }

  private Started start(Path launcher, List<String> arguments, Map<String, String> more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launcher.toAbsolutePath().getParent().toFile())
            // What the companion says about its own trouble is for the person to see; what its Java
            // runtime says of the work that it was given is not.
            .redirectError(
                more.isEmpty() ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().retainAll(KEPT);
    builder.environment().putAll(more);
    Process process = builder.start();
    Thread.startVirtualThread(() -> endWhenTimeIsUp(process));
    return new Started(process);
  }

  /** Ends a silent companion, which ends our reading too. */
  private void endWhenTimeIsUp(Process process) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        Command.end(process.toHandle());
      }
    } catch (InterruptedException e) {
      Command.end(process.toHandle());
    }
  }

  /**
   * A program that has ended already breaks the pipe under our words: it ended, no more is known.
   */
  private static void send(OutputStream to, byte[] message) throws EOFException {
    byte[] length =
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.nativeOrder())
            .putInt(message.length)
            .array();
    try {
      to.write(length);
      to.write(message);
      to.flush();
    } catch (IOException e) {
      EOFException ended = new EOFException("it reads no more");
      ended.initCause(e);
      throw ended;
    }
  }

  private static JsonNode receive(DataInputStream from) throws IOException {
    byte[] length = new byte[Integer.BYTES];
    from.readFully(length);
    int announced = ByteBuffer.wrap(length).order(ByteOrder.nativeOrder()).getInt();
    if (announced < 2 || announced > LONGEST) {
      throw new IOException("it wrote something that is not a message");
    }
    byte[] bytes = new byte[announced];
    from.readFully(bytes);
    return Browsers.JSON.readTree(bytes);
  }
}
