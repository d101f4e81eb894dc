package org.why502.install;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import org.why502.system.Os;

/**
 * What would be written for whom. Pure: it is told what exists and touches nothing.
 *
 * @param registrations the files
 * @param notes what people must know about browsers that no file can help
 * @param unknown codes that were asked for and are not in the table
 */
record Plan(List<Registration> registrations, List<String> notes, List<String> unknown) {

  /**
   * Makes the plan.
   *
   * @param exists whether a file or folder is there
   */
  static Plan of(
      Browsers table, Surroundings surroundings, Selection selection, Predicate<Path> exists) {
    return switch (selection) {
      case Selection.Profile(Path folder) ->
          new Plan(
              List.of(
                  new Registration(
                      Engine.CHROMIUM,
                      folder
                          .toAbsolutePath()
                          .normalize()
                          .resolve("NativeMessagingHosts")
                          .resolve(table.host() + ".json"),
                      List.of(),
                      List.of("the browser with the profile " + folder))),
              List.of(),
              List.of());
      case Selection.Named(List<String> codes) -> {
        List<Browser> browsers = codes.stream().flatMap(c -> table.named(c).stream()).toList();
        List<String> unknown = codes.stream().filter(c -> table.named(c).isEmpty()).toList();
        yield of(table, surroundings, browsers, List.of(), unknown, exists);
      }
      case Selection.AllThere() when surroundings.scope() == Surroundings.Scope.MACHINE ->
          // who uses this machine, and with which browser, is not ours to look up in their homes
          of(table, surroundings, table.browsers(), List.of(), List.of(), exists);
      case Selection.AllThere() -> {
        Predicate<String> seen = pattern -> exists.test(surroundings.resolve(pattern));
        List<Browser> browsers = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Browser browser : table.browsers()) {
          Place place = browser.places().get(surroundings.os());
          boolean there = place != null && place.seen().stream().anyMatch(seen);
          // Flatpak and Snap are Linux's; nowhere else does such a folder mean anything.
          List<Sandbox> sandboxes =
              surroundings.os() == Os.LINUX
                  ? browser.sandboxes().stream().filter(s -> seen.test(s.seen())).toList()
                  : List.of();
          sandboxes.forEach(s -> notes.add(s.explain(browser.name())));
          if (there || sandboxes.stream().anyMatch(Sandbox::reachesUs)) {
            browsers.add(browser);
          }
        }
        yield of(table, surroundings, browsers, notes, List.of(), exists);
      }
    };
  }

  /** The same for those of its files that are among these. */
  Plan only(Set<Path> files) {
    return new Plan(
        registrations.stream().filter(r -> files.contains(r.file())).toList(), notes, unknown);
  }

  /** One file per place, however many browsers read it; none that would move a profile. */
  private static Plan of(
      Browsers table,
      Surroundings surroundings,
      List<Browser> browsers,
      List<String> notes,
      List<String> unknown,
      Predicate<Path> exists) {
    Map<Path, Registration> byFile = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(notes);
    for (Browser browser : browsers) {
      browser
          .place(surroundings.os(), surroundings.scope())
          .ifPresent(
              place -> {
                Optional<Path> deciding = deciding(surroundings, place, exists);
                if (deciding.isPresent()) {
                  all.add(
                      browser.name()
                          + " looks for companions in "
                          + deciding.get()
                          + " alone. That folder is not there, and making it would have "
                          + browser.name()
                          + " open another profile than today; so it is left alone, and the"
                          + " extension works without the companion there.");
                } else {
                  Registration one = registration(table, surroundings, browser, place);
                  byFile.merge(one.file(), one, Plan::both);
                }
              });
    }
    return new Plan(List.copyOf(byFile.values()), List.copyOf(all), unknown);
  }

  /** The folder that we must not make, where writing the file would make it. */
  private static Optional<Path> deciding(
      Surroundings surroundings, Place place, Predicate<Path> exists) {
    return switch (place) {
      case Place.Folder(var _, var _, List<String> decides) ->
          decides.stream().map(surroundings::resolve).filter(exists.negate()).findFirst();
      case Place.RegistryKey _ -> Optional.empty();
    };
  }

  private static Registration registration(
      Browsers table, Surroundings surroundings, Browser browser, Place place) {
    return switch (place) {
      case Place.Folder(var _, String folder, var _) ->
          new Registration(
              browser.engine(),
              surroundings.resolve(folder).resolve(table.host() + ".json"),
              List.of(),
              List.of(browser.name()));
      case Place.RegistryKey(var _, String key) ->
          new Registration(
              browser.engine(),
              surroundings.ours().resolve(table.host() + "." + browser.engine().code() + ".json"),
              List.of(key + "\\" + table.host()),
              List.of(browser.name()));
    };
  }

  private static Registration both(Registration a, Registration b) {
    return new Registration(
        a.engine(), a.file(), union(a.keys(), b.keys()), union(a.browsers(), b.browsers()));
  }

  private static List<String> union(List<String> a, List<String> b) {
    SequencedSet<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }
}
