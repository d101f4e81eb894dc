package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;

/** Documents in which the browser was refused, in front of what was found in some situations. */
final class Refused {
  private static final List<Integer> CODES =
      List.of(403, 408, 413, 418, 421, 422, 425, 429, 445, 451, 500, 502, 503, 507, 520);

  /** All is well there, nothing is, the companion is turned away, a name is not found. */
  private static final Set<String> BACKGROUNDS =
      Set.of(
          "healthy",
          "every-page-502-at-once",
          "companion-is-challenged",
          "names-failing",
          "edge-down",
          "one-request-refused",
          "cloudflare-turns-you-away");

  private Refused() {}

  /** Every code that refuses, signed by the edge or by nobody, on AO3's own page or on none. */
  static void add(List<Evidence> all) throws IOException {
    Optional<String> no = Optional.empty();
    Headers edge =
        new Headers(Optional.of("cloudflare"), Optional.of("present"), no, no, no, no, no, no, no);
    List<SituationFolders> backgrounds =
        SituationFolders.all().stream().filter(s -> BACKGROUNDS.contains(s.name())).toList();
    assertEquals(BACKGROUNDS.size(), backgrounds.size(), "situations that are not saved");
    for (SituationFolders behind : backgrounds) {
      for (int status : CODES) {
        for (Headers headers : List.of(edge, Headers.none())) {
          for (List<String> body : List.of(List.<String>of(), List.of("logged-in"))) {
            Markers page = new Markers(no, List.of("region"), body, List.of(), "");
            for (Optional<Markers> markers :
                List.of(Optional.of(page), Optional.<Markers>empty())) {
              Sighting saw =
                  new Sighting(
                      "archiveofourown.org",
                      PageKind.WORK,
                      Optional.of("GET"),
                      Optional.empty(),
                      Optional.of(status),
                      no,
                      no,
                      Optional.empty(),
                      Duration.ofSeconds(1),
                      false,
                      Optional.of(!body.isEmpty()),
                      Optional.of(true),
                      1,
                      behind.evidence().takenAt(),
                      Optional.empty(),
                      headers,
                      markers);
              // a companion that looks itself, with a person's cookies or without, meets the same
              for (boolean byHost : List.of(false, true)) {
                all.add(
                    new Evidence(
                        behind.evidence().version(),
                        behind.evidence().takenAt(),
                        Optional.of(saw),
                        byHost,
                        behind.evidence().observations()));
              }
            }
          }
        }
      }
    }
  }
}
