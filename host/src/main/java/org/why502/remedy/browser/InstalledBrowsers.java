package org.why502.remedy.browser;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.system.Command;
import org.why502.system.Os;

/** Which browsers this machine has, asked of each system in its own way. */
final class InstalledBrowsers {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledBrowsers.class);

  /** reg.exe reads a registry that is in memory; a virus scanner may hold it up. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** Which browsers there are; it may take its time. */
  interface Finder {
    List<Installed> find() throws InterruptedException;
  }

  private InstalledBrowsers() {}

  /** Whose browsers: {@code HOME} counts before what the system says, as it does for them. */
  static Path home() {
    return Path.of(
        Optional.ofNullable(System.getenv("HOME"))
            .filter(home -> !home.isEmpty())
            .orElse(System.getProperty("user.home")));
  }

  /**
   * Looks on this machine.
   *
   * @param address what is to be opened
   */
  static Finder finder(String address) {
    Map<String, String> environment = System.getenv();
    Path home = home();
    return switch (Os.current()) {
      case LINUX -> () -> LinuxBrowsers.of(environment, home).find(address);
      case MACOS -> () -> MacBrowsers.find(home.toString(), InstalledBrowsers::isThere, address);
      case WINDOWS -> () -> WindowsBrowsers.find(registry(), InstalledBrowsers::isThere, address);
    };
  }

  private static boolean isThere(String path) {
    return Files.isRegularFile(Path.of(path));
  }

  /** What reg.exe prints, to all questions at once. */
  private static List<String> registry() throws InterruptedException {
    Optional<Path> reg = Command.program("reg.exe");
    List<String> printed = new ArrayList<>();
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<String>>> answers =
          WindowsBrowsers.QUESTIONS.stream()
              .filter(_ -> reg.isPresent())
              .map(q -> asking.submit(() -> success(reg.get(), q)))
              .toList();
      for (Future<Optional<String>> answer : answers) {
        answer.get().ifPresent(printed::add);
      }
    } catch (ExecutionException e) {
      LOG.info("The registry cannot be read: {}", e.getCause().getClass().getSimpleName());
    }
    return printed;
  }

  private static Optional<String> success(Path reg, List<String> question)
      throws IOException, InterruptedException {
    return Command.run(reg, question, LONGEST, Charset.defaultCharset()).success();
  }
}
