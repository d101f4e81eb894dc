package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.Outcome;
import org.why502.evidence.Resolver;
import org.why502.evidence.Step;
import org.why502.evidence.Trial;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Documents;
import org.why502.verdict.Manner;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Verdict;

/** Another official name than the main one is not found: whose doing that is. */
class SisterNameTest {

  /** As a browser would have it: its own trials of that name fail at the name, too. */
  private static Evidence seenByABrowser(String situation) throws IOException {
    Evidence evidence =
        SituationFolders.all().stream()
            .filter(s -> s.name().equals(situation))
            .findFirst()
            .orElseThrow()
            .evidence();
    for (Trial trial : List.of(Trial.SAME_PAGE_WITH_COOKIES, Trial.SAME_PAGE_WITHOUT_COOKIES)) {
      evidence =
          evidence.with(
              new Observation.BrowserFetch(
                  trial,
                  1,
                  new Outcome.Failed<>(
                      new Failure(Step.NAME, FailureKind.NAME_NOT_FOUND, ""),
                      Duration.ofMillis(9))));
    }
    return evidence;
  }

  @Test
  void a_name_that_nobody_knows_any_more_is_neither_the_browsers_nor_the_networks_doing()
      throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(seenByABrowser("sister-name-gone"));
    assertEquals(new Verdict.NamesFailing(Optional.of("ao3.org")), diagnosis.verdict());
    assertEquals(Certainty.CERTAIN, diagnosis.certainty());
    assertEquals(List.of(RemedyCode.LIGHTER_PAGE), diagnosis.remedies());
    assertEquals(Map.of(RemedyCode.LIGHTER_PAGE, Manner.UNDER_THE_MAIN_NAME), diagnosis.manners());
  }

  @Test
  void a_name_that_others_find_is_not_called_gone() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(seenByABrowser("sister-name-denied-here"));
    assertEquals(new Verdict.NamesFailing(), diagnosis.verdict());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
    assertEquals(RemedyCode.LIGHTER_PAGE, diagnosis.remedies().getFirst());
  }

  /** A network may deny a name in every resolver's place; over https it cannot. */
  @Test
  void without_an_answer_over_https_it_is_only_likely() throws IOException {
    Evidence whole = seenByABrowser("sister-name-gone");
    List<Observation> rest =
        whole.observations().stream()
            .filter(o -> !(o instanceof NameLookup l && l.resolver().kind() == Resolver.Kind.HTTPS))
            .toList();
    Diagnosis diagnosis = Diagnose.diagnose(Documents.with(whole, rest));
    assertEquals(new Verdict.NamesFailing(Optional.of("ao3.org")), diagnosis.verdict());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
  }

  /** A name that was given up a moment ago is still remembered somewhere. */
  @Test
  void a_resolver_that_remembers_the_name_does_not_blame_the_browsers() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(seenByABrowser("sister-name-remembered-here"));
    assertEquals(new Verdict.NamesFailing(Optional.of("ao3.org")), diagnosis.verdict());
    assertEquals(Certainty.CERTAIN, diagnosis.certainty());
  }

  /** What the main name shows says nothing of another one that nobody looked up. */
  @Test
  void a_name_that_was_not_looked_up_is_not_blamed_on_the_browser() throws IOException {
    Evidence whole = seenByABrowser("sister-name-gone");
    List<Observation> rest =
        whole.observations().stream()
            .filter(o -> !(o instanceof NameLookup l && l.name().equals("ao3.org")))
            .toList();
    Diagnosis diagnosis = Diagnose.diagnose(Documents.with(whole, rest));
    assertNotEquals(Certainty.CERTAIN, diagnosis.certainty());
    assertNotEquals("browser-names", diagnosis.verdict().code());
    assertEquals(Manner.UNDER_THE_MAIN_NAME, diagnosis.manners().get(RemedyCode.LIGHTER_PAGE));
  }
}
