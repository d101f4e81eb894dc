package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which file systems are mounted where, as Linux tells a process of its own ({@code
 * /proc/self/mountinfo}, proc(5)).
 *
 * @param all in the order in which they are told
 */
record Mounts(List<Mount> all) {

  /** Spaces and the like in names are octal there. */
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  /** The fields that we read; the sixth is the options of this mount. */
  private static final int FIELDS = 6;

  /**
   * One of them.
   *
   * @param id its number
   * @param parent the number of the one that it is mounted on
   * @param point where
   * @param options such as {@code noexec}
   */
  record Mount(String id, String parent, Path point, Set<String> options) {
    /** Whether the kernel refuses to start a program from there. */
    boolean startsNothing() {
      return options.contains("noexec");
    }
  }

  /** None where the system does not tell them. */
  static Mounts in(Path mountinfo) {
    try {
      return of(Files.readAllLines(mountinfo));
    } catch (IOException e) {
      return new Mounts(List.of()); // not Linux, or /proc is hidden: nothing is known then
    }
  }

  static Mounts of(List<String> lines) {
    return new Mounts(lines.stream().flatMap(line -> mount(line).stream()).toList());
  }

  private static Optional<Mount> mount(String line) {
    List<String> fields = Arrays.asList(line.split(" "));
    if (fields.size() < FIELDS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Mount(
              fields.get(0),
              fields.get(1),
              Path.of(plain(fields.get(4))),
              Set.of(fields.get(5).split(","))));
    } catch (IllegalArgumentException e) {
      return Optional
          .empty(); // no path of this system, or an option twice: not a line of mountinfo
    }
  }

  private static String plain(String escaped) throws InvalidPathException {
    return OCTAL
        .matcher(escaped)
        .replaceAll(
            m -> {
              String one = String.valueOf((char) Integer.parseInt(m.group(1), 8));
              return java.util.regex.Matcher.quoteReplacement(one);
            });
  }

  /**
   * The one on which this file lies. The kernel's way is walked, from the root down: a mount that
   * another has hidden since counts no more, however long its name.
   *
   * @param file without links, whole
   */
  Optional<Mount> under(Path file) {
    Set<String> ids = all.stream().map(Mount::id).collect(Collectors.toSet());
    Set<String> passed = new HashSet<>();
    Optional<Mount> here = Optional.empty();
    for (Path step : steps(file)) {
      Optional<Mount> next = on(step, here, ids, passed);
      while (next.isPresent()) {
        here = next;
        passed.add(next.get().id());
        next = on(step, here, ids, passed);
      }
    }
    return here;
  }

  private Optional<Mount> on(Path step, Optional<Mount> here, Set<String> ids, Set<String> passed) {
    return all.stream()
        .filter(m -> m.point().equals(step) && !passed.contains(m.id()))
        .filter(
            m ->
                here.map(h -> m.parent().equals(h.id()))
                    .orElseGet(() -> m.parent().equals(m.id()) || !ids.contains(m.parent())))
        .reduce((_, last) -> last);
  }

  /** From the root down to the file itself. */
  private static List<Path> steps(Path file) {
    List<Path> steps = new ArrayList<>();
    for (Path one = file; one != null; one = one.getParent()) {
      steps.addFirst(one);
    }
    return steps;
  }
}
