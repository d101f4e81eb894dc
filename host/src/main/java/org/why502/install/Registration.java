package org.why502.install;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * One file that makes the companion known, to one browser or to several that look in the same
 * place.
 *
 * @param engine what the file must look like
 * @param file where it belongs
 * @param keys on Windows, the registry keys that must name it; elsewhere none
 * @param browsers the names of the browsers that read it, for people
 * @param sandboxed those of them that are here in a sandbox alone: the file is read for them, and
 *     whether they may start what it names is not ours to see
 */
record Registration(
    Engine engine, Path file, List<String> keys, List<String> browsers, List<String> sandboxed) {

  /** One for browsers that start the companion themselves. */
  Registration(Engine engine, Path file, List<String> keys, List<String> browsers) {
    this(engine, file, keys, browsers, List.of());
  }

  /** The same, where these of its browsers are here in a sandbox alone. */
  Registration behind(List<String> sandboxes) {
    return new Registration(
        engine, file, keys, browsers, browsers.stream().filter(sandboxes::contains).toList());
  }

  /** The same file, for some of those that read it. */
  Registration readBy(List<String> some) {
    return new Registration(engine, file, keys, List.copyOf(some)).behind(sandboxed);
  }

  /** "Firefox and Zen". */
  String readers() {
    return joined(browsers);
  }

  /** "Firefox and Zen can start the companion", and no more than can be known. */
  String canStart() {
    String can = " can start the companion";
    String condition = " if the sandbox lets it";
    List<String> free = browsers.stream().filter(Predicate.not(sandboxed::contains)).toList();
    if (sandboxed.isEmpty()) {
      return readers() + can;
    }
    return free.isEmpty()
        ? readers() + can + condition
        : joined(free) + can + ", and " + joined(sandboxed) + condition;
  }

  private static String joined(List<String> names) {
    return names.size() > 1
        ? String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.getLast()
        : names.getFirst();
  }
}
