package org.why502.install;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
   * @param registry of Windows
   */
  Hindrances(Browsers table, Surroundings person, Surroundings machine, Registry registry) {
    this.machine = machine;
    this.chromiums =
        new ChromiumPolicies(policies(person, machine, registry), table.host(), everybody(machine));
    this.firefoxs = new FirefoxPolicies(machine.home(), table.extension().idFor(Engine.FIREFOX));
    this.confinements = new Confinements(machine, person);
  }

  /** What surely keeps this browser from the companion, wherever that lies. */
  Optional<Hindrance> forbidding(Browser browser) {
    return Optional.ofNullable(browser.policies().get(machine.os())).flatMap(chromiums::against);
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

  private static Policy.Source policies(
      Surroundings person, Surroundings machine, Registry registry) {
    return switch (machine.os()) {
      case LINUX -> new LinuxPolicies(machine);
      case WINDOWS -> new WindowsPolicies(registry);
      case MACOS ->
          MacPolicies.in(machine.home(), String.valueOf(person.home().getFileName()))
              .orElse(_ -> Map.of());
    };
  }

  private static String everybody(Surroundings machine) {
    return switch (machine.os()) {
      case LINUX -> "sudo ./install/install.sh --system";
      case MACOS -> "sudo why502 install --system";
      case WINDOWS -> "why502 install --system";
    };
  }

  private boolean linux() {
    return machine.os() == Os.LINUX;
  }
}
