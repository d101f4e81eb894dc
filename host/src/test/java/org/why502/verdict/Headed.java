package org.why502.verdict;

import java.util.Optional;
import org.why502.evidence.Headers;

/** Headers, by who sent them. */
final class Headed {
  private Headed() {}

  static Headers none() {
    return Headers.none();
  }

  static Headers edge() {
    return of("text/html", Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Headers by(String type) {
    return of(type, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Headers cache() {
    return of("text/html", Optional.empty(), Optional.of("3131"), Optional.of("HIT"));
  }

  static Headers challenge() {
    return of("text/html", Optional.of("challenge"), Optional.empty(), Optional.empty());
  }

  private static Headers of(
      String type, Optional<String> mitigated, Optional<String> age, Optional<String> cache) {
    Optional<String> no = Optional.empty();
    return new Headers(
        Optional.of("cloudflare"),
        Optional.of("present"),
        mitigated,
        no,
        age,
        cache,
        no,
        no,
        Optional.of(type));
  }
}
