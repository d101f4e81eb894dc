package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.why502.install.Greeting.Ending;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;
import org.why502.install.Manifest.Found;

/**
 * Looks whether the browsers of one person could start the companion, as they would: reads each
 * file from where they read it, and starts what it names.
 */
public final class Doctor {
  private final Browsers table;
  private final Surroundings surroundings;
  private final Surroundings machine;
  private final Installer installer;
  private final Registry registry;
  private final Greeting handshake;
  private final Hindrances hindrances;
  private final Upkeep upkeep;

  /**
   * For this program.
   *
   * @param surroundings whose browsers
   * @param launcher the packaged {@code bin/why502} that speaks here
   * @param handshake how to greet what the files name
   */
  public Doctor(Surroundings surroundings, Path launcher, Greeting handshake) {
    this(
        Browsers.known(),
        surroundings,
        Surroundings.ofMachine(),
        launcher,
        new RegExe(),
        handshake);
  }

  Doctor(
      Browsers table,
      Surroundings surroundings,
      Surroundings machine,
      Path launcher,
      Registry registry,
      Greeting handshake) {
    this.table = table;
    this.surroundings = surroundings;
    this.machine = machine;
    this.installer = new Installer(table, surroundings, launcher, registry);
    this.registry = registry;
    this.handshake = handshake;
    this.hindrances = new Hindrances(table, surroundings, machine, registry);
    this.upkeep = Upkeep.of(surroundings, machine, launcher, handshake);
  }

  /**
   * Looks at every browser that is there, at every profile that was installed for, and at the
   * copies of why502 that they start.
   */
  public InstallReport look() {
    return new Round().look();
  }

  /**
   * Looks, writes anew what is wrong and can be mended by that, and looks again. What a browser can
   * use is not touched, whichever copy of why502 it leads to; what is somebody else's stays.
   *
   * @return what was wrong, what was done, and how it is now; what was wrong and is no more is a
   *     note
   */
  public InstallReport mend() {
    Round first = new Round();
    InstallReport before = first.look();
    Set<Path> wrong =
        before.lines().stream()
            .filter(line -> line.kind() == Kind.BAD)
            .flatMap(line -> line.file().stream())
            .collect(Collectors.toSet());
    List<Line> done = new ArrayList<>(installer.mendList());
    installer.renew(wrong).lines().stream()
        .filter(line -> line.kind() == Kind.GOOD)
        .forEach(done::add);
    for (Path profile : profiles(wrong)) {
      installer.install(new Selection.Profile(profile)).lines().stream()
          .filter(line -> line.kind() == Kind.GOOD)
          .forEach(done::add);
    }
    // Those that the files lead to by now.
    Round second = new Round();
    InstallReport after = done.isEmpty() ? before : second.look();
    List<Line> ofTheCopy = upkeep.mend(done.isEmpty() ? first.launchers : second.launchers);
    done.addAll(ofTheCopy);
    if (done.isEmpty()) {
      return before;
    }
    List<Line> lines = new ArrayList<>();
    before.lines().stream()
        .filter(line -> line.kind() == Kind.BAD)
        .forEach(line -> lines.add(new Line(Kind.NOTE, line.file(), line.sentence())));
    lines.addAll(done);
    lines.addAll(ofTheCopy.isEmpty() ? after.lines() : look().lines());
    return new InstallReport(lines);
  }

  /** The profiles of those files that were installed for one and are of no place of the table. */
  private List<Path> profiles(Set<Path> files) {
    Set<Path> ofTheTable =
        installer.everyPlace().stream().map(Registration::file).collect(Collectors.toSet());
    try {
      return installer.noted().stream()
          .filter(file -> files.contains(file) && !ofTheTable.contains(file))
          .flatMap(file -> Optional.ofNullable(file.getParent()).stream())
          .flatMap(folder -> Optional.ofNullable(folder.getParent()).stream())
          .toList();
    } catch (IOException e) {
      return List.of(); // The list cannot be used, and the look has said so.
    }
  }

  /** One look, and where it led. */
  private final class Round {
    /** The programs that files for browsers lead to, in their order. */
    final SequencedSet<Path> launchers = new LinkedHashSet<>();

    InstallReport look() {
      List<Line> lines = new ArrayList<>();
      Plan plan = installer.plan(new Selection.AllThere());
      plan.registrations().forEach(registration -> lines.addAll(look(registration)));
      try {
        for (Path file : installer.noted()) {
          if (plan.registrations().stream().noneMatch(r -> r.file().equals(file))
              && Files.exists(file)) {
            lines.add(
                look(
                    new Registration(engineOf(file), file, List.of(), List.of(file.toString())),
                    Manifest.at(file, table.host())));
          }
        }
      } catch (IOException e) {
        lines.add(Line.plain(Kind.BAD, "What was installed cannot be read: " + e.getMessage()));
      }
      if (plan.registrations().isEmpty() && plan.notes().isEmpty() && lines.isEmpty()) {
        lines.add(
            Line.plain(
                Kind.BAD, "No browser that could start the companion has been used here yet."));
      }
      lines.addAll(upkeep.look(launchers));
      plan.registrations().stream()
          .flatMap(registration -> rows(registration).stream())
          .distinct()
          .forEach(
              browser ->
                  hindrances
                      .around(browser)
                      .forEach(one -> lines.add(one.line(browser.name(), table.host()))));
      plan.notes().forEach(note -> lines.add(Line.plain(Kind.NOTE, note)));
      return new InstallReport(lines);
    }

    /**
     * Browsers that may not start it are told of apart; whatever lies there, they do not read it.
     */
    private List<Line> look(Registration registration) {
      List<Line> lines = new ArrayList<>();
      List<String> free = new ArrayList<>(registration.browsers());
      for (Browser browser : rows(registration)) {
        hindrances
            .forbidding(browser)
            .filter(one -> keeps(one, registration, browser, lines))
            .ifPresent(_ -> free.remove(browser.name()));
      }
      if (!free.isEmpty()) {
        lines.addAll(lookFreely(registration.readBy(free)));
      }
      return lines;
    }

    /** Whether it keeps the browser from this file; tells what is in the file's place then. */
    private boolean keeps(
        Hindrance one, Registration registration, Browser browser, List<Line> lines) {
      if (one instanceof Hindrance.OnlyForEverybody) {
        if (surroundings.scope() == Surroundings.Scope.MACHINE) {
          return false;
        }
        List<Line> everybodys = new ArrayList<>();
        if (everybodys(registration.readBy(List.of(browser.name())), everybodys).isEmpty()) {
          return lines.addAll(everybodys);
        }
      }
      return lines.add(one.line(browser.name(), table.host()));
    }

    private List<Line> lookFreely(Registration registration) {
      Found found = Manifest.at(registration.file(), table.host());
      if (!(found instanceof Found.Nothing) || surroundings.scope() == Surroundings.Scope.MACHINE) {
        return List.of(look(registration, found));
      }
      List<Line> lines = new ArrayList<>();
      List<String> without = everybodys(registration, lines);
      if (!without.isEmpty()) {
        lines.add(look(registration.readBy(without), new Found.Nothing()));
      }
      return lines;
    }

    /**
     * Where one person has no file of their own, browsers read the one for everybody, which a
     * package or {@code install --system} brought (Chromium's NativeProcessLauncher::FindManifest,
     * Firefox's NativeManifests). A browser whose place for everybody we do not know still lacks
     * its own.
     *
     * @param lines to which is added what the files for everybody come to
     * @return the browsers for which there is none
     */
    private List<String> everybodys(Registration own, List<Line> lines) {
      List<String> codes = rows(own).stream().map(Browser::code).toList();
      List<String> without = new ArrayList<>(own.browsers());
      for (Registration everybodys :
          Plan.of(table, machine, new Selection.Named(codes), Files::exists).registrations()) {
        Found found = Manifest.at(everybodys.file(), table.host());
        if (!(found instanceof Found.Nothing)) {
          lines.add(look(everybodys.behind(own.sandboxed()), found));
          without.removeAll(everybodys.browsers());
        }
      }
      return without;
    }

    private Line look(Registration registration, Found found) {
      Path file = registration.file();
      String who = registration.readers();
      return switch (found) {
        case Found.Nothing() ->
            bad(
                file,
                who
                    + " does not know the companion: there is no "
                    + file
                    + ". Run  why502 install");
        case Found.Foreign(String what) ->
            bad(file, who + " cannot use " + file + ", because it is " + what + ".");
        case Found.Ours(var json, Optional<Path> launcher) -> {
          if (launcher.isEmpty() || !launcher.get().isAbsolute()) {
            yield bad(file, who + ": " + file + " names no program. Run  why502 install");
          }
          launchers.add(launcher.get());
          // The launcher's own path is free; every other word must be as the template has it.
          if (!json.equals(Manifest.of(table, registration.engine(), launcher.get()))) {
            yield bad(
                file,
                who
                    + " would refuse "
                    + file
                    + ", which is of another version. Run  why502 install");
          }
          yield unnamed(registration).orElseGet(() -> greet(registration, launcher.get()));
        }
      };
    }
  }

  /** On Windows, the first key that does not name the file. */
  private Optional<Line> unnamed(Registration registration) {
    for (String key : registration.keys()) {
      try {
        if (!registry.read(key).equals(Optional.of(registration.file().toString()))) {
          return Optional.of(
              bad(
                  registration.file(),
                  registration.readers()
                      + ": the registry key "
                      + key
                      + " does not name "
                      + registration.file()
                      + ". Run  why502 install"));
        }
      } catch (IOException e) {
        return Optional.of(bad(registration.file(), key + " cannot be read: " + e.getMessage()));
      }
    }
    return Optional.empty();
  }

  private Line greet(Registration registration, Path launcher) {
    Path file = registration.file();
    String who = registration.readers();
    Optional<Hindrance> hindrance = hindrances.starting(launcher);
    if (hindrance.isPresent()) {
      return bad(file, hindrance.get().sentence(who, table.host()));
    }
    if (!Files.isExecutable(launcher)) {
      return bad(
          file,
          who
              + " would start "
              + launcher
              + ", which is not there or may not be run. Run  why502 install");
    }
    if (handshake.version(launcher) instanceof Ending.Failed(String how)) {
      return bad(file, who + " would start " + launcher + ", which " + how + ".");
    }
    List<String> arguments =
        switch (registration.engine()) {
          case CHROMIUM ->
              List.of("chrome-extension://" + table.extension().idFor(Engine.CHROMIUM) + "/");
          case FIREFOX -> List.of(file.toString(), table.extension().idFor(Engine.FIREFOX));
        };
    long asked = System.nanoTime();
    return switch (handshake.with(launcher, arguments)) {
      case Ending.Welcomed(String version) ->
          Line.about(
              Kind.GOOD,
              file,
              registration.canStart()
                  + ": "
                  + file
                  + " leads to "
                  + launcher
                  + ", which answers as version "
                  + version
                  + slow(System.nanoTime() - asked)
                  + (version.equals(handshake.version())
                      ? "."
                      : ". The one that speaks here is of version "
                          + handshake.version()
                          + ": to lead it here, run  why502 install"));
      case Ending.Failed(String how) ->
          bad(file, who + " would start " + launcher + ", which " + how + ".");
    };
  }

  /** What is worth telling of the time that it took; people notice a second. */
  private static String slow(long nanos) {
    return nanos < Duration.ofSeconds(1).toNanos()
        ? ""
        : String.format(Locale.ROOT, " after %.1f seconds", nanos / 1e9);
  }

  private List<Browser> rows(Registration registration) {
    return table.browsers().stream()
        .filter(browser -> registration.browsers().contains(browser.name()))
        .toList();
  }

  /** Only a profile's file is asked for here, and only Chromium's family has those. */
  private Engine engineOf(Path file) {
    return installer.everyPlace().stream()
        .filter(r -> r.file().equals(file))
        .map(Registration::engine)
        .findFirst()
        .orElse(Engine.CHROMIUM);
  }

  private static Line bad(Path file, String sentence) {
    return Line.about(Kind.BAD, file, sentence);
  }
}
