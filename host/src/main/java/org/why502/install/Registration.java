package org.why502.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One file that makes the companion known, to one browser or to several that look in the same
 * place.
 *
 * @param engine what the file must look like
 * @param file where it belongs
 * @param keys on Windows, the registry keys that must name it; elsewhere none
 * @param browsers the names of the browsers that read it, for people
 */
record Registration(Engine engine, Path file, List<String> keys, List<String> browsers) {

  /** "Firefox and Zen". */
  String readers() {
    return Optional.of(browsers)
        .filter(b -> b.size() > 1)
        .map(b -> String.join(", ", b.subList(0, b.size() - 1)) + " and " + b.getLast())
        .orElseGet(browsers::getFirst);
  }
}
