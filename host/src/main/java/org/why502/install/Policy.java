package org.why502.install;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever looks after a machine has told a browser of Chromium's family about companions,
 * under one name.
 *
 * @param flag where it is a yes or a no
 * @param names where it is a list
 * @param place what says so: a file, or a key of the registry
 */
record Policy(Optional<Boolean> flag, List<String> names, String place) {
  Policy {
    names = List.copyOf(names);
  }

  static Policy flag(boolean value, String place) {
    return new Policy(Optional.of(value), List.of(), place);
  }

  static Policy names(List<String> names, String place) {
    return new Policy(Optional.empty(), names, place);
  }

  /** Where one system keeps them. */
  interface Source {
    /**
     * The policies of a browser by their names; what a browser would pass over is left out.
     *
     * @param place the browser's, as the table has it for this system
     */
    Map<String, Policy> at(String place);
  }
}
