package org.why502.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one of the operating system's own programs to its end, or ends it.
 *
 * <p>It is found in the system's own folders and never by the {@code PATH} of a person, where
 * something else may have the name. It reads nothing, it has a limit in time and in what it may
 * print, and it ends together with whatever it started.
 */
public final class Command {
  private static final Logger LOG = LoggerFactory.getLogger(Command.class);

  /** No table of routes and no desktop's settings are a tenth as long; in bytes. */
  static final int MOST = 256 * 1024;

  /** How long an ended program's last words may take to arrive, should a child hold them up. */
  private static final Duration LAST_WORDS = Duration.ofMillis(100);

  /** hier(7) and macOS' hier(7); the last is where NixOS keeps what others keep in the first. */
  private static final List<String> UNIX =
      List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/run/current-system/sw/bin");

  private Command() {}

  /** How a program ended. */
  public sealed interface Ending {
    /**
     * By itself, in time.
     *
     * @param code its exit code
     * @param printed all that it printed
     */
    record Ended(int code, String printed) implements Ending {}

    /** It was ended when its time was over; what it had printed by then tells nothing. */
    record Late() implements Ending {}

    /** It was ended because it printed without end. */
    record Endless() implements Ending {}

    /** All that it printed, where it ended by itself and well. */
    default Optional<String> success() {
      return this instanceof Ended(int code, String printed) && code == 0
          ? Optional.of(printed)
          : Optional.empty();
    }
  }

  /** Where this system keeps a program of its own; empty where it has none of the name. */
  public static Optional<Path> program(String name) {
    return program(name, Os.current(), System.getenv(), p -> Files.isExecutable(Path.of(p)))
        .map(Path::of);
  }

  /**
   * The same for any system. Paths are kept as text, because they may be another system's.
   *
   * @param os which system
   * @param environment on Windows it says where Windows itself is
   */
  static Optional<String> program(
      String name, Os os, Map<String, String> environment, Predicate<String> there) {
    boolean windows = os == Os.WINDOWS;
    List<String> folders = windows ? List.of(windowsFolder(environment)) : UNIX;
    String separator = windows ? "\\" : "/";
    return folders.stream().map(f -> f + separator + name).filter(there).findFirst();
  }

  /**
   * Windows' own folder of programs. {@code SystemRoot} is set by Windows for every process; what
   * is no whole path is not Windows' word, and its usual place is taken.
   */
  public static String windowsFolder(Map<String, String> environment) {
    String root = environment.getOrDefault("SystemRoot", "");
    return (root.matches("[A-Za-z]:\\\\.+") ? root : "C:\\Windows") + "\\System32";
  }

  /**
   * Runs it.
   *
   * @param program its whole path
   * @param limit the longest that it may take
   * @param charset of what it prints
   * @throws IOException where it cannot be started
   * @throws InterruptedException when whoever waits is not to wait any more; it has ended then
   */
  public static Ending run(Path program, List<String> arguments, Duration limit, Charset charset)
      throws IOException, InterruptedException {
    return run(program, arguments, limit, charset, b -> b.redirectError(Redirect.DISCARD));
  }

  /**
   * The same, with what it says of its errors among what it printed: for a person who reads why it
   * failed.
   */
  public static Ending runWithErrors(
      Path program, List<String> arguments, Duration limit, Charset charset)
      throws IOException, InterruptedException {
    return run(program, arguments, limit, charset, b -> b.redirectErrorStream(true));
  }

  /**
   * The same, with no other variables than these.
   *
   * @param environment all that it is given
   */
  public static Ending runWithErrors(
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Duration limit,
      Charset charset)
      throws IOException, InterruptedException {
    return run(
        program,
        arguments,
        limit,
        charset,
        builder -> {
          builder.environment().clear();
          builder.environment().putAll(environment);
          return builder.redirectErrorStream(true);
        });
  }

  private static Ending run(
      Path program,
      List<String> arguments,
      Duration limit,
      Charset charset,
      UnaryOperator<ProcessBuilder> errors)
      throws IOException, InterruptedException {
    if (!program.isAbsolute()) {
      throw new IllegalArgumentException("not a whole path: " + program);
    }
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> line = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    Process process = errors.apply(new ProcessBuilder(line)).start();
    Printed printed = new Printed(process);
    try {
      process.getOutputStream().close();
      if (!process.waitFor(left(deadline), TimeUnit.NANOSECONDS)) {
        return new Ending.Late();
      }
      printed.await(Math.min(LAST_WORDS.toNanos(), left(deadline)));
      return printed.endless()
          ? new Ending.Endless()
          : new Ending.Ended(process.exitValue(), printed.text(charset));
    } finally {
      end(process.toHandle());
    }
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }

  /**
   * Ends a process and all that came from it, at once: what does not heed a polite signal would
   * outlive us. The parent goes first, so that it starts nothing more meanwhile; what it started
   * before it heard of its end is looked for once more.
   */
  public static void end(ProcessHandle process) {
    Set<ProcessHandle> children = process.children().collect(Collectors.toSet());
    process.destroyForcibly();
    process.children().forEach(children::add);
    children.forEach(Command::end);
  }

  /** What a process prints, read on a thread of its own for as long as it may. */
  private static final class Printed {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean endless;

    Printed(Process process) {
      // A platform thread: reading a pipe blocks natively, and would hold a virtual thread's
      // carrier.
      Thread.ofPlatform().daemon().name("why502-command").start(() -> read(process));
    }

    private void read(Process process) {
      byte[] part = new byte[8192];
      try (InputStream in = process.getInputStream()) {
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
          synchronized (bytes) {
            bytes.write(part, 0, read);
            endless = bytes.size() > MOST;
          }
          if (endless) {
            end(process.toHandle());
            return;
          }
        }
      } catch (IOException e) {
        // it was ended while it printed: then nobody asks for what it printed
        LOG.debug("A program's output broke off: {}", e.getMessage());
      } finally {
        over.countDown();
      }
    }

    void await(long nanos) throws InterruptedException {
      if (!over.await(nanos, TimeUnit.NANOSECONDS)) {
        LOG.debug("A program ended and left its output open.");
      }
    }

    boolean endless() {
      return endless;
    }

    String text(Charset charset) {
      synchronized (bytes) {
        return bytes.toString(charset);
      }
    }
  }
}
