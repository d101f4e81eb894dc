package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;
import org.why502.system.Os;
import org.why502.system.WholeFile;

/**
 * The files of every browser's place for everybody, below a folder that stands for the root of the
 * machines that a package will be unpacked on. Looks at no home and for no browser, and notes
 * nothing down: a package manager remembers what it brought.
 */
public final class Staging {
  private final Browsers table;
  private final Os os;
  private final Path prefix;
  private final Path place;

  /**
   * For packages of this operating system.
   *
   * @param prefix the folder that stands for the root
   * @param place where the package puts this program, on the machines that it is for: browsers are
   *     told that path, and it need not be there now
   */
  public Staging(Path prefix, Path place) {
    this(Browsers.known(), Os.current(), prefix, place);
  }

  Staging(Browsers table, Os os, Path prefix, Path place) {
    this.table = table;
    this.os = os;
    this.prefix = prefix;
    this.place = place.normalize();
  }

  /** Why nothing can be written, as a sentence; empty where it can. */
  public Optional<String> objection() {
    if (os == Os.WINDOWS) {
      return Optional.of(
          "On Windows, browsers look for companions in the registry, which no folder holds:"
              + " --prefix is for other systems.");
    }
    if (!prefix.isAbsolute()) {
      return Optional.of("--prefix wants a whole path, and " + prefix + " is not one.");
    }
    if (!Files.exists(prefix)) {
      return Optional.of("There is no folder " + prefix + ". Make it first; nothing was written.");
    }
    if (!Files.isDirectory(prefix)) {
      return Optional.of(prefix + " is not a folder; nothing was written.");
    }
    if (!place.isAbsolute()) {
      return Optional.of("--place wants a whole path, and " + place + " is not one.");
    }
    return Optional.empty();
  }

  /**
   * Whether a package of the system brought this launcher: it keeps the files that it brings beside
   * the program ({@code usr/lib/why502} and {@code usr/share/why502/manifests}, as {@code
   * install/deb.sh} makes it).
   */
  static boolean broughtByPackage(Path launcher) {
    return Optional.ofNullable(launcher.toAbsolutePath().normalize().getParent())
        .map(Path::getParent)
        .map(place -> place.resolve("../../share/why502/manifests").normalize())
        .filter(Files::isDirectory)
        .isPresent();
  }

  /** Why this program neither writes nor removes anything for everybody; empty where it does. */
  public static Optional<String> objectionForEverybody(Path launcher) {
    return broughtByPackage(launcher)
        ? Optional.of(
            "This why502 came as a package of your system, which makes it known to everybody's"
                + " browsers and takes that back by itself. Nothing was done.")
        : Optional.empty();
  }

  /** Writes them; never replaces a file that is not about why502. */
  public InstallReport write() {
    return each(this::write);
  }

  /** Tells what {@link #write} would do, and writes nothing. */
  public InstallReport rehearse() {
    return each(registration -> step(registration).ahead(registration));
  }

  private InstallReport each(Function<Registration, Line> work) {
    Surroundings there = new Surroundings(os, prefix, Map.of(), Surroundings.Scope.MACHINE);
    List<Line> lines = new ArrayList<>();
    Plan.of(table, there, new Selection.AllThere(), Files::exists)
        .registrations()
        .forEach(registration -> lines.add(work.apply(registration)));
    return new InstallReport(lines);
  }

  private Line write(Registration registration) {
    Step step = step(registration);
    try {
      if (step.writes()) {
        WholeFile.writeForAll(
            registration.file(),
            Manifest.bytes(Manifest.of(table, registration.engine(), launcher())));
      }
      return step.done(registration);
    } catch (IOException e) {
      return Line.about(
          Kind.BAD,
          registration.file(),
          registration.readers() + ": " + registration.file() + " could not be written: " + e);
    }
  }

  private Step step(Registration registration) {
    return outside(registration.file())
        .orElseGet(
            () ->
                Step.of(
                    Manifest.at(registration.file(), table.host()),
                    Manifest.of(table, registration.engine(), launcher()),
                    launcher(),
                    true));
  }

  /** A link among the folders may lead to this very machine's own. */
  private Optional<Step> outside(Path file) {
    Path there = file.getParent();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    try {
      return there.toRealPath().startsWith(prefix.toRealPath())
          ? Optional.empty()
          : Optional.of(new Step.Leave("behind a link that leads out of " + prefix));
    } catch (IOException e) {
      return Optional.of(new Step.Leave("behind a link that leads nowhere"));
    }
  }

  private Path launcher() {
    return place.resolve("bin/why502");
  }
}
