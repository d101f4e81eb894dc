package org.why502.system;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a program with a window, such as a browser, that outlives us: it is the person's from then
 * on, and nothing here ever ends it.
 *
 * @param environment of ourselves, of which it gets what is its own
 * @param home where it begins
 * @param apart the program that gives it a session of its own (setsid(1)), so that no signal to the
 *     group of the browser that started us reaches it; empty where the system has none
 * @param watched how long it is seen whether it ends at once
 */
public record Launcher(
    Map<String, String> environment, Path home, Optional<Path> apart, Duration watched) {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  /** What cannot start, as Chromium for the administrator, ends within a fraction of this. */
  private static final Duration WATCHED = Duration.ofSeconds(2);

  /**
   * That of this machine.
   *
   * @param home where what is started begins
   */
  public static Launcher ofThisMachine(Path home) {
    return new Launcher(
        System.getenv(),
        home,
        Os.current() == Os.LINUX ? Command.program("setsid") : Optional.empty(),
        WATCHED);
  }

  /**
   * Starts it.
   *
   * @param program its whole path
   * @return whether it still runs after that time, or has ended well: what hands the address to a
   *     window that is open does so
   * @throws InterruptedException when nobody waits any more; it goes on
   */
  public boolean start(String program, List<String> arguments) throws InterruptedException {
    List<String> line = new ArrayList<>();
    apart.map(Path::toString).ifPresent(line::add);
    line.add(program);
    line.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(CleanEnvironment.of(environment));
    if (Files.isDirectory(home)) {
      builder.directory(home.toFile());
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return !process.waitFor(watched.toNanos(), TimeUnit.NANOSECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      LOG.info("A window cannot be opened: {}", e.getClass().getSimpleName());
      return false;
    }
  }
}
