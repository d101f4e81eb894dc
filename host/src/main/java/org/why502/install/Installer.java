package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;
import org.why502.install.Manifest.Found;
import org.why502.system.WholeFile;

/** Makes the companion known to the browsers of one person, and takes it back. */
public final class Installer {
  private final Browsers table;
  private final Surroundings surroundings;
  private final Path launcher;
  private final Registry registry;

  /**
   * For this program.
   *
   * @param surroundings whose browsers
   * @param launcher the packaged {@code bin/why502}, which browsers will start by this very path
   */
  public Installer(Surroundings surroundings, Path launcher) {
    this(Browsers.known(), surroundings, launcher, new RegExe());
  }

  Installer(Browsers table, Surroundings surroundings, Path launcher, Registry registry) {
    this.table = table;
    this.surroundings = surroundings;
    this.launcher = launcher.toAbsolutePath().normalize();
    this.registry = registry;
  }

  /** What would be written for these browsers; touches nothing. */
  Plan plan(Selection selection) {
    return Plan.of(table, surroundings, selection, Files::exists);
  }

  /**
   * Writes the file of every selected browser. Can be repeated; never replaces a file that is not
   * about why502.
   */
  public InstallReport install(Selection selection) {
    return install(selection, this::write);
  }

  /**
   * Writes those of these files anew that are the table's, and leaves every other file as it is.
   *
   * @param files in which something is wrong
   */
  InstallReport renew(Set<Path> files) {
    return install(new Selection.AllThere(), (plan, lines) -> write(plan.only(files), lines));
  }

  /** Tells what {@link #install} would do, and writes nothing. */
  public InstallReport rehearse(Selection selection) {
    return install(
        selection,
        (plan, lines) -> {
          plan.registrations().forEach(registration -> lines.add(ahead(registration)));
          if (lines.stream().anyMatch(line -> line.kind() == Kind.GOOD)) {
            lines.add(
                Line.about(
                    Kind.NOTE,
                    ledger(),
                    "What is written would be noted down in " + ledger() + "."));
          }
        });
  }

  /** What is done to the planned files; each thing is a line. */
  private interface Work {
    void on(Plan plan, List<Line> lines) throws IOException;
  }

  private InstallReport install(Selection selection, Work work) {
    List<Line> lines = new ArrayList<>();
    Plan plan = plan(selection);
    plan.unknown().forEach(code -> lines.add(Line.plain(Kind.BAD, table.unknown(code))));
    plan.placeless().forEach(name -> lines.add(Line.plain(Kind.BAD, surroundings.noPlaceOf(name))));
    if (!Files.isExecutable(launcher)) {
      lines.add(
          Line.about(
              Kind.BAD,
              launcher,
              "There is no program to start at " + launcher + "; nothing was written."));
      return new InstallReport(lines);
    }
    try {
      work.on(plan, lines);
    } catch (IOException e) {
      lines.add(
          Line.plain(
              Kind.BAD,
              "Nothing was written, because it could not be noted down for uninstalling: "
                  + why(e)));
    }
    plan.notes().forEach(note -> lines.add(Line.plain(Kind.NOTE, note)));
    if (plan.registrations().isEmpty() && lines.stream().noneMatch(l -> l.kind() == Kind.BAD)) {
      lines.add(
          Line.plain(
              Kind.BAD,
              "No browser that could start the companion has been used here yet."
                  + " Start yours once, then run this again; or name it with --browser: "
                  + table.codes()
                  + "."));
    }
    return new InstallReport(lines);
  }

  /**
   * Notes first, writes afterwards: whatever happens in between, nothing is written that uninstall
   * would not know.
   */
  private void note(Plan plan, List<Line> lines) throws IOException {
    List<String> files = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    SequencedSet<String> folders = new LinkedHashSet<>();
    for (Registration registration : plan.registrations()) {
      Found found = Manifest.at(registration.file(), table.host());
      if (!(found instanceof Found.Foreign) && !ofAPackage(found)) {
        files.add(registration.file().toString());
        keys.addAll(registration.keys());
        Folders.missing(registration.file()).forEach(f -> folders.add(f.toString()));
      }
    }
    if (files.isEmpty()) {
      return;
    }
    Folders.missing(ledger()).forEach(f -> folders.add(f.toString()));
    Ledger before = known(lines);
    Ledger after = before.and(new Ledger(files, List.copyOf(folders), keys));
    if (!after.equals(before)) {
      after.write(ledger());
    }
  }

  private void write(Plan plan, List<Line> lines) throws IOException {
    note(plan, lines);
    plan.registrations().forEach(registration -> lines.add(write(registration)));
  }

  private Line write(Registration registration) {
    try {
      Step step = step(registration);
      if (step.writes()) {
        put(registration);
      }
      return step.done(registration);
    } catch (IOException e) {
      return unwritten(registration, e);
    }
  }

  private Line ahead(Registration registration) {
    try {
      return step(registration).ahead(registration);
    } catch (IOException e) {
      return unwritten(registration, e);
    }
  }

  private Step step(Registration registration) throws IOException {
    Found found = Manifest.at(registration.file(), table.host());
    if (ofAPackage(found)) {
      return new Step.Leave("what a package of this system brought");
    }
    return Step.of(
        found, Manifest.of(table, registration.engine(), launcher), launcher, known(registration));
  }

  /** A package's own scripts bring and take it: it would not come back by itself. */
  private boolean ofAPackage(Found found) {
    return surroundings.scope() == Surroundings.Scope.MACHINE
        && found instanceof Found.Ours(var _, Optional<Path> leadsTo)
        && leadsTo.filter(p -> !p.equals(launcher) && Staging.broughtByPackage(p)).isPresent();
  }

  private static Line unwritten(Registration registration, IOException e) {
    Path file = registration.file();
    return Line.about(
        Kind.BAD, file, registration.readers() + ": " + file + " could not be written: " + why(e));
  }

  private void put(Registration registration) throws IOException {
    WholeFile.writeForAll(
        registration.file(), Manifest.bytes(Manifest.of(table, registration.engine(), launcher)));
    for (String key : registration.keys()) {
      registry.write(key, registration.file().toString());
    }
  }

  private boolean known(Registration registration) throws IOException {
    for (String key : registration.keys()) {
      if (!registry.read(key).equals(Optional.of(registration.file().toString()))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Removes what {@code install} wrote and the folders that it made, if nothing else is in them.
   */
  public InstallReport uninstall() {
    List<Line> lines = new ArrayList<>();
    try {
      Ledger ledger = known(lines);
      for (String key : ledger.keys()) {
        remove(key, ledger).ifPresent(lines::add);
      }
      for (String file : ledger.files()) {
        lines.add(remove(Path.of(file)));
      }
      lines.addAll(strays(ledger));
      if (new InstallReport(lines).good()) {
        Files.deleteIfExists(ledger());
        for (String folder : ledger.folders().reversed()) {
          Folders.removeIfEmpty(Path.of(folder));
        }
      }
    } catch (IOException e) {
      lines.add(Line.plain(Kind.BAD, "Not everything could be removed: " + why(e)));
    }
    if (lines.isEmpty()) {
      lines.add(Line.plain(Kind.SAME, "There is nothing of why502 to remove."));
    }
    return new InstallReport(lines);
  }

  /**
   * The list of what was installed. One that is not ours, or not whole, is set aside and made anew
   * from what is there: it must keep nobody from installing, and nobody from taking it all back.
   */
  private Ledger known(List<Line> lines) throws IOException {
    return switch (Ledger.at(ledger())) {
      case Ledger.Found.Whole(Ledger ledger) -> ledger;
      case Ledger.Found.Unusable(String what) -> {
        Path aside = LostLedger.setAside(ledger());
        lines.add(
            Line.about(
                Kind.NOTE,
                aside,
                "The list of what was installed could not be used, because it is "
                    + what
                    + ". It was kept as "
                    + aside
                    + ", and made anew from the files that lead here."));
        yield new LostLedger(table, surroundings, launcher).rebuilt(everyPlace());
      }
    };
  }

  /** Makes a list that cannot be used anew from what is there; a whole one stays as it is. */
  List<Line> mendList() {
    List<Line> lines = new ArrayList<>();
    try {
      Ledger ledger = known(lines);
      if (!lines.isEmpty() && !ledger.files().isEmpty()) {
        ledger.write(ledger());
      }
    } catch (IOException e) {
      lines.add(Line.plain(Kind.BAD, "What was installed could not be noted down: " + why(e)));
    }
    return lines;
  }

  /** Every place of the table, used or not. */
  List<Registration> everyPlace() {
    List<String> everyCode = table.browsers().stream().map(Browser::code).toList();
    return plan(new Selection.Named(everyCode)).registrations();
  }

  private Optional<Line> remove(String key, Ledger ledger) {
    try {
      if (registry.read(key).filter(ledger.files()::contains).isEmpty()) {
        return Optional.empty();
      }
      registry.remove(key);
      return Optional.of(Line.plain(Kind.GOOD, "Removed the registry key " + key + "."));
    } catch (IOException e) {
      return Optional.of(
          Line.plain(Kind.BAD, "The registry key " + key + " could not be removed: " + why(e)));
    }
  }

  private Line remove(Path file) {
    Found found = Manifest.at(file, table.host());
    return switch (found) {
      case Found.Nothing() -> Line.about(Kind.SAME, file, file + " was already gone.");
      case Found.Foreign(String what) ->
          Line.about(Kind.NOTE, file, "Left " + file + " alone, because it is " + what + ".");
      case Found.Ours _ when ofAPackage(found) ->
          Line.about(
              Kind.NOTE,
              file,
              "Left " + file + " alone: it is what a package of this system brought.");
      case Found.Ours _ -> {
        try {
          Files.delete(file);
          yield Line.about(Kind.GOOD, file, "Removed " + file + ".");
        } catch (IOException e) {
          yield Line.about(Kind.BAD, file, file + " could not be removed: " + why(e));
        }
      }
    };
  }

  /** Files that lead here and were never noted down, as when the notes were lost. */
  private List<Line> strays(Ledger ledger) {
    List<Line> lines = new ArrayList<>();
    for (Registration registration : everyPlace()) {
      Path file = registration.file();
      if (!ledger.files().contains(file.toString())
          && Manifest.at(file, table.host()) instanceof Found.Ours(var _, var leadsTo)) {
        if (leadsTo.equals(Optional.of(launcher))) {
          lines.add(remove(file));
        } else {
          lines.add(
              Line.about(
                  Kind.NOTE, file, "Left " + file + " alone: another copy of why502 wrote it."));
        }
      }
    }
    return lines;
  }

  private Path ledger() {
    return surroundings.ours().resolve("installed.json");
  }

  /**
   * Files noted down that the table does not name, such as a profile's.
   *
   * @throws IOException where what is noted down cannot be used
   */
  List<Path> noted() throws IOException {
    return switch (Ledger.at(ledger())) {
      case Ledger.Found.Whole(Ledger known) -> known.files().stream().map(Path::of).toList();
      case Ledger.Found.Unusable(String what) ->
          throw new IOException(ledger() + " is " + what + ". Run  why502 doctor --fix");
    };
  }

  private static String why(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
