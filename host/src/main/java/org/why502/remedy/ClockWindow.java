package org.why502.remedy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.why502.remedy.Plan.Step;
import org.why502.system.Command;
import org.why502.system.Launcher;
import org.why502.system.Os;

/** The window in which a person sets this machine's clock: it is theirs once it is open. */
public final class ClockWindow {

  /** What came of opening it. */
  public enum Came {
    /** It is open, or its program took the wish to a window that is. */
    OPENED,
    /** Its program could not be started, or ended at once and badly. */
    NOT_STARTED,
    /** Nobody knows one here. */
    NONE
  }

  private record Found(Path program, List<String> arguments) {}

  private final Optional<Found> found;
  private final Launcher launcher;

  /** That of this machine. */
  public ClockWindow() {
    this(
        Os.current(),
        System.getenv(),
        Path.of("/"),
        Command::program,
        Launcher.ofThisMachine(Path.of(System.getProperty("user.home", ""))));
  }

  /**
   * That of a machine.
   *
   * @param root where its files are looked for
   * @param programs where a program is, by its file's name
   */
  ClockWindow(
      Os os,
      Map<String, String> environment,
      Path root,
      Function<String, Optional<Path>> programs,
      Launcher launcher) {
    this.found =
        ClockSettings.plan(os, environment, file -> Files.exists(root.resolve(file))).stream()
            .flatMap(step -> found(step, programs).stream())
            .findFirst();
    this.launcher = launcher;
  }

  private static Optional<Found> found(Step step, Function<String, Optional<Path>> programs) {
    return programs.apply(step.program()).map(program -> new Found(program, step.arguments()));
  }

  /** Whether there is one. */
  public boolean isThere() {
    return found.isPresent();
  }

  /**
   * Opens it.
   *
   * @throws InterruptedException when nobody waits any more; it stays open
   */
  public Came open() throws InterruptedException {
    if (found.isEmpty()) {
      return Came.NONE;
    }
    Found its = found.get();
    return launcher.start(its.program().toString(), its.arguments())
        ? Came.OPENED
        : Came.NOT_STARTED;
  }
}
