package org.why502.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.system.Os;

/** Finds what on this machine keeps a browser from a companion that is installed. */
final class Hindrances {
  private final Surroundings machine;
  private final ChromiumPolicies chromiums;
  private final FirefoxPolicies firefoxs;
  private final Confinements confinements;

  /**
   * For one person's browsers.
   *
   * @param machine whose files it looks at
   */
  Hindrances(Browsers table, Surroundings person, Surroundings machine) {
    this.machine = machine;
    this.chromiums = new ChromiumPolicies(machine.home(), table.host());
    this.firefoxs = new FirefoxPolicies(machine.home(), table.extension().idFor(Engine.FIREFOX));
    this.confinements = new Confinements(machine, person);
  }

  /** What surely keeps this browser from the companion, wherever that lies. */
  Optional<Hindrance> forbidding(Browser browser) {
    return linux() ? chromiums.against(browser.code()) : Optional.empty();
  }

  /** What is worth knowing of this browser, because it may keep it from the companion. */
  List<Hindrance> around(Browser browser) {
    if (!linux()) {
      return List.of();
    }
    List<Hindrance> all = new ArrayList<>();
    firefoxs.against(browser.code()).ifPresent(all::add);
    all.addAll(confinements.around(browser.code()));
    return all;
  }

  /** What keeps this program from being started by anybody. */
  Optional<Hindrance> starting(Path launcher) {
    if (!linux()) {
      return Optional.empty();
    }
    try {
      Path program = launcher.toRealPath();
      Mounts mounts = Mounts.in(machine.home().resolve("proc/self/mountinfo"));
      // The Java runtime beside it may lie behind a link.
      Path java = program.resolveSibling("java");
      return Stream.of(program, java.toFile().exists() ? java.toRealPath() : program)
          .flatMap(
              file ->
                  mounts.under(file).stream()
                      .filter(Mounts.Mount::startsNothing)
                      .map(mount -> new Hindrance.Unstartable(file, mount.point())))
          .map(Hindrance.class::cast)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // it is not there, which is told elsewhere
    }
  }

  private boolean linux() {
    return machine.os() == Os.LINUX;
  }
}
