package org.why502.remedy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.remedy.RemedyOutcome.Seen;
import org.why502.system.Command;
import org.why502.system.Os;

/** The remedies of this machine, carried out. */
public final class MachineRemedies {
  private static final Logger LOG = LoggerFactory.getLogger(MachineRemedies.class);

  /**
   * The longest that one program may take. Emptying a cache takes milliseconds; on macOS a person
   * types a password meanwhile.
   */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Some caches are only told to forget, by a signal, and do so when they come to it: an answer
   * that is still the old one is asked for again after each of these.
   */
  private static final List<Duration> SETTLES =
      List.of(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofSeconds(2));

  /** How a name is found on this machine by every program. */
  public interface Names {
    /**
     * AO3's addresses, as text; empty where the name was not found in time.
     *
     * @throws InterruptedException when nobody waits any more
     */
    List<String> ofTheArchive() throws InterruptedException;
  }

  private final Names names;
  private final Os os;
  private final Path root;
  private final boolean mayAll;
  private final PlanRunner runner;

  /** Those of the machine that this runs on. */
  public MachineRemedies(Names names) {
    this(names, Os.current(), Path.of("/"), isRoot(), new PlanRunner(Command::program, LIMIT));
  }

  /**
   * Those of a machine.
   *
   * @param root where its files are looked for
   * @param mayAll whether this program has all rights there
   */
  MachineRemedies(Names names, Os os, Path root, boolean mayAll, PlanRunner runner) {
    this.names = names;
    this.os = os;
    this.root = root;
    this.mayAll = mayAll;
    this.runner = runner;
  }

  /**
   * Forgets the names that are kept here, and looks whether AO3's leads elsewhere now.
   *
   * @throws InterruptedException when nobody waits any more; nothing is left running
   */
  public RemedyOutcome flushDns() throws InterruptedException {
    return switch (FlushDns.plan(os, NameCaches.on(root), mayAll)) {
      case Plan.Nothing _ -> new RemedyOutcome.Nothing();
      case Plan.Unknown _ -> new RemedyOutcome.Unknown();
      case Plan.ByHand(String command) -> new RemedyOutcome.ByHand(command);
      case Plan.Steps steps -> {
        Set<String> before = new TreeSet<>(names.ofTheArchive());
        Optional<RemedyOutcome> trouble = runner.run(steps);
        yield trouble.isPresent() ? trouble.get() : new RemedyOutcome.Ran(settled(before));
      }
    };
  }

  /**
   * What is found once the caches have come to it; an answer that has changed is believed at once.
   */
  private Seen settled(Set<String> before) throws InterruptedException {
    Seen seen = seen(before, new TreeSet<>(names.ofTheArchive()));
    for (Duration pause : SETTLES) {
      if (seen == Seen.CHANGED) {
        break;
      }
      Thread.sleep(pause);
      seen = seen(before, new TreeSet<>(names.ofTheArchive()));
    }
    return seen;
  }

  /**
   * Changed is no address in common: AO3 has many, and their order and choice change by themselves.
   */
  private static Seen seen(Set<String> before, Set<String> after) {
    if (after.isEmpty()) {
      return Seen.NOTHING;
    }
    return after.stream().noneMatch(before::contains) ? Seen.CHANGED : Seen.SAME;
  }

  /** By the owner of our own process, which the kernel tells; unknown is no. */
  private static boolean isRoot() {
    Path self = Path.of("/proc/self");
    try {
      return Files.isDirectory(self) && Files.getAttribute(self, "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.info("Whose process this is cannot be told: {}", e.getClass().getSimpleName());
      return false;
    }
  }
}
