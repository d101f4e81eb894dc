package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.why502.SituationFolders.evidenceOf;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Answer;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.BrowserFetch;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Outcome;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Documents;
import org.why502.verdict.Side;

/**
 * A browser keeps what it was told of a name, and Firefox hands that out once more while it asks
 * anew: its first look fails as the page did, and the next ones pass. Seen in Firefox after a cache
 * of names had been emptied.
 */
class BrowserMemoryTest {
  private static final Trial GUEST = Trial.SAME_PAGE_WITHOUT_COOKIES;

  @ParameterizedTest
  @ValueSource(strings = {"secure-dns-down", "secure-dns-leads-elsewhere"})
  void what_passes_at_the_next_look_is_not_the_browsers_resolver(String situation)
      throws IOException {
    Evidence saved = evidenceOf(situation);
    assertEquals(Side.BROWSER, Diagnose.diagnose(saved).verdict().side());
    Diagnosis later =
        Diagnose.diagnose(
            Documents.with(
                saved,
                Stream.concat(
                        saved.observations().stream().filter(o -> !isGuests(o)),
                        Stream.of(
                            new BrowserFetch(GUEST, 1, fine(saved)),
                            new BrowserFetch(Trial.SAME_PAGE_WITH_COOKIES, 2, fine(saved))))
                    .toList()));
    assertEquals("recovered", later.verdict().code());
    assertEquals(Certainty.LIKELY, later.certainty());
  }

  private static boolean isGuests(Observation observation) {
    return observation instanceof BrowserFetch(Trial trial, int _, Outcome<Answer> _)
        && trial == GUEST;
  }

  /** As the companion was answered. */
  private static Outcome<Answer> fine(Evidence evidence) {
    List<Outcome<Answer>> found =
        evidence.observations().stream()
            .flatMap(o -> o instanceof PageFetch p ? Stream.of(p) : Stream.empty())
            .filter(p -> p.target() == Target.APPLICATION)
            .map(PageFetch::outcome)
            .toList();
    return found.getFirst();
  }
}
