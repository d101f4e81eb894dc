package org.why502.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.why502.evidence.Markers;

/** What a page tells of its author. */
record Page(List<String> main, List<String> body, List<String> ids, String text) {
  static Page ordinary() {
    return new Page(
        List.of("works-show", "region"), List.of("logged-out"), List.of("main", "greeting"), "");
  }

  public static Page front(String error) {
    return new Page(Arrays.asList("system", "errors", error), List.of(), List.of("main"), "");
  }

  static Page empty() {
    return new Page(List.of(), List.of(), List.of(), "");
  }

  Markers markers() {
    return new Markers(Optional.empty(), main, body, ids, text);
  }
}
