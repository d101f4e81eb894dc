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
 * @param notes what people must know about browsers that no file can help, or no file alone
 * @param unknown codes that were asked for and are not in the table
 * @param placeless names of browsers that were asked for and have no place here that we know
 */
record Plan(
    List<Registration> registrations,
    List<String> notes,
    List<String> unknown,
    List<String> placeless) {

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
              List.of(),
              List.of());
      case Selection.Named(List<String> codes) -> {
        List<Browser> browsers = codes.stream().flatMap(c -> table.named(c).stream()).toList();
        List<String> unknown = codes.stream().filter(c -> table.named(c).isEmpty()).toList();
        Plan plan = of(table, surroundings, plainly(browsers), List.of(), exists);
        yield new Plan(
            plan.registrations,
            plan.notes,
            unknown,
            browsers.stream()
                .filter(b -> b.place(surroundings.os(), surroundings.scope()).isEmpty())
                .map(Browser::name)
                .toList());
      }
      case Selection.AllThere() when surroundings.scope() == Surroundings.Scope.MACHINE ->
          // who uses this machine, and with which browser, is not ours to look up in their homes
          of(table, surroundings, plainly(table.browsers()), List.of(), exists);
      case Selection.AllThere() -> {
        Predicate<String> seen = pattern -> exists.test(surroundings.resolve(pattern));
        List<Used> used = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Browser browser : table.browsers()) {
          Place place = browser.places().get(surroundings.os());
          boolean there = place != null && place.seen().stream().anyMatch(seen);
          // Flatpak and Snap are Linux's; nowhere else does such a folder mean anything.
          List<Sandbox> sandboxes =
              surroundings.os() == Os.LINUX
                  ? browser.sandboxes().stream().filter(s -> seen.test(s.seen())).toList()
                  : List.of();
          sandboxes.forEach(s -> notes.add(s.explain(browser.name(), table.host(), exists)));
          if (there) {
            used.add(new Used(browser, Optional.empty()));
          } else {
            sandboxes.stream()
                .filter(Sandbox::reachesUs)
                .findFirst()
                .ifPresent(s -> used.add(new Used(browser, Optional.of(s))));
          }
        }
        yield of(table, surroundings, used, notes, exists);
      }
    };
  }

  /** The same for those of its files that are among these. */
  Plan only(Set<Path> files) {
    return new Plan(
        registrations.stream().filter(r -> files.contains(r.file())).toList(),
        notes,
        unknown,
        placeless);
  }

  /**
   * A browser that a file is for.
   *
   * @param browser the row
   * @param behind the sandbox through which alone it is there
   */
  private record Used(Browser browser, Optional<Sandbox> behind) {}

  private static List<Used> plainly(List<Browser> browsers) {
    return browsers.stream().map(browser -> new Used(browser, Optional.empty())).toList();
  }

  /** One file per place, however many browsers read it; none that would move a profile. */
  private static Plan of(
      Browsers table,
      Surroundings surroundings,
      List<Used> used,
      List<String> notes,
      Predicate<Path> exists) {
    Map<Path, Registration> byFile = new LinkedHashMap<>();
    List<String> all = new ArrayList<>(notes);
    for (Used one : used) {
      Browser browser = one.browser();
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
                  Registration its = registration(table, surroundings, one, place);
                  byFile.merge(its.file(), its, Plan::both);
                }
              });
    }
    return new Plan(List.copyOf(byFile.values()), List.copyOf(all), List.of(), List.of());
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
      Browsers table, Surroundings surroundings, Used used, Place place) {
    Browser browser = used.browser();
    List<String> sandboxed = used.behind().map(_ -> browser.name()).stream().toList();
    return switch (place) {
      case Place.Folder(var _, String folder, var _) ->
          new Registration(
              browser.engine(),
              surroundings.resolve(folder).resolve(table.host() + ".json"),
              List.of(),
              List.of(browser.name()),
              sandboxed);
      case Place.RegistryKey(var _, String key) ->
          new Registration(
              browser.engine(),
              surroundings.ours().resolve(table.host() + "." + browser.engine().code() + ".json"),
              List.of(key + "\\" + table.host()),
              List.of(browser.name()),
              sandboxed);
    };
  }

  private static Registration both(Registration a, Registration b) {
    return new Registration(
        a.engine(),
        a.file(),
        union(a.keys(), b.keys()),
        union(a.browsers(), b.browsers()),
        union(a.sandboxed(), b.sandboxed()));
  }

  private static List<String> union(List<String> a, List<String> b) {
    SequencedSet<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return List.copyOf(all);
  }
}
