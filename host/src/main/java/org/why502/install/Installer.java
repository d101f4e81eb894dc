package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.why502.install.Manifest.Found;
import org.why502.install.Report.Kind;
import org.why502.install.Report.Line;

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
  public Report install(Selection selection) {
    List<Line> lines = new ArrayList<>();
    Plan plan = plan(selection);
    plan.unknown().forEach(code -> lines.add(Line.plain(Kind.BAD, unknown(code))));
    if (!Files.isExecutable(launcher)) {
      lines.add(
          Line.about(
              Kind.BAD,
              launcher,
              "There is no program to start at " + launcher + "; nothing was written."));
      return new Report(lines);
    }
    try {
      note(plan);
      for (Registration registration : plan.registrations()) {
        lines.add(write(registration));
      }
    } catch (IOException e) {
      lines.add(Line.plain(Kind.BAD, "What was installed could not be noted down: " + why(e)));
    }
    plan.notes().forEach(note -> lines.add(Line.plain(Kind.NOTE, note)));
    if (plan.registrations().isEmpty() && plan.unknown().isEmpty()) {
      lines.add(
          Line.plain(
              Kind.BAD,
              "No browser that could start the companion has been used here yet."
                  + " Start yours once, then run this again; or name it with --browser: "
                  + codes()
                  + "."));
    }
    return new Report(lines);
  }

  private String unknown(String code) {
    return "why502 knows no browser called \"" + code + "\". It knows: " + codes() + ".";
  }

  private String codes() {
    return String.join(", ", table.browsers().stream().map(Browser::code).toList());
  }

  /**
   * Notes first, writes afterwards: whatever happens in between, nothing is written that uninstall
   * would not know.
   */
  private void note(Plan plan) throws IOException {
    List<String> files = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    SequencedSet<String> folders = new LinkedHashSet<>();
    for (Registration registration : plan.registrations()) {
      if (!(Manifest.at(registration.file(), table.host()) instanceof Found.Foreign)) {
        files.add(registration.file().toString());
        keys.addAll(registration.keys());
        Disk.missingFolders(registration.file()).forEach(f -> folders.add(f.toString()));
      }
    }
    if (files.isEmpty()) {
      return;
    }
    Disk.missingFolders(ledger()).forEach(f -> folders.add(f.toString()));
    Ledger before = Ledger.read(ledger());
    Ledger after = before.and(new Ledger(files, List.copyOf(folders), keys));
    if (!after.equals(before)) {
      after.write(ledger());
    }
  }

  private Line write(Registration registration) {
    Path file = registration.file();
    String readers = registration.readers();
    Found found = Manifest.at(file, table.host());
    try {
      return switch (found) {
        case Found.Foreign(String what) ->
            Line.about(
                Kind.BAD, file, readers + ": left " + file + " alone, because it is " + what + ".");
        case Found.Nothing() -> {
          put(registration);
          yield Line.about(Kind.GOOD, file, readers + ": wrote " + file + ".");
        }
        case Found.Ours(var json, var leadsTo) -> {
          boolean same =
              json.equals(Manifest.of(table, registration.engine(), launcher))
                  && known(registration);
          if (same) {
            yield Line.about(Kind.SAME, file, readers + ": " + file + " is already there.");
          }
          put(registration);
          String before =
              leadsTo
                  .filter(path -> !path.equals(launcher))
                  .map(path -> " It led to " + path + " before.")
                  .orElse("");
          yield Line.about(Kind.GOOD, file, readers + ": renewed " + file + "." + before);
        }
      };
    } catch (IOException e) {
      return Line.about(Kind.BAD, file, readers + ": " + file + " could not be written: " + why(e));
    }
  }

  private void put(Registration registration) throws IOException {
    Disk.write(
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
  public Report uninstall() {
    List<Line> lines = new ArrayList<>();
    try {
      Ledger ledger = Ledger.read(ledger());
      for (String key : ledger.keys()) {
        if (registry.read(key).filter(ledger.files()::contains).isPresent()) {
          registry.remove(key);
          lines.add(Line.plain(Kind.GOOD, "Removed the registry key " + key + "."));
        }
      }
      for (String file : ledger.files()) {
        lines.add(remove(Path.of(file)));
      }
      lines.addAll(strays(ledger));
      if (new Report(lines).good()) {
        Files.deleteIfExists(ledger());
        for (String folder : ledger.folders().reversed()) {
          Disk.removeIfEmpty(Path.of(folder));
        }
      }
    } catch (IOException e) {
      lines.add(Line.plain(Kind.BAD, "Not everything could be removed: " + why(e)));
    }
    if (lines.isEmpty()) {
      lines.add(Line.plain(Kind.SAME, "There is nothing of why502 to remove."));
    }
    return new Report(lines);
  }

  private Line remove(Path file) throws IOException {
    return switch (Manifest.at(file, table.host())) {
      case Found.Nothing() -> Line.about(Kind.SAME, file, file + " was already gone.");
      case Found.Foreign(String what) ->
          Line.about(Kind.NOTE, file, "Left " + file + " alone, because it is " + what + ".");
      case Found.Ours _ -> {
        Files.delete(file);
        yield Line.about(Kind.GOOD, file, "Removed " + file + ".");
      }
    };
  }

  /** Files that lead here and were never noted down, as when the notes were lost. */
  private List<Line> strays(Ledger ledger) throws IOException {
    List<Line> lines = new ArrayList<>();
    List<String> everyCode = table.browsers().stream().map(Browser::code).toList();
    for (Registration registration : plan(new Selection.Named(everyCode)).registrations()) {
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

  /** Files noted down that the table does not name, such as a profile's. */
  List<Path> noted() throws IOException {
    return Ledger.read(ledger()).files().stream().map(Path::of).toList();
  }

  private static String why(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
