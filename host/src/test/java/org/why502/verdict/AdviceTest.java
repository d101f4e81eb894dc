package org.why502.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Headers;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;

/** Every verdict there is, whether a rule gives it yet or not, has advice that does no harm. */
class AdviceTest {

  static Stream<Verdict> verdicts() {
    return EveryVerdict.all();
  }

  @Test
  void each_verdict_has_a_code_of_its_own() {
    List<String> codes = verdicts().map(Verdict::code).toList();
    assertEquals(codes.stream().distinct().toList(), codes);
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void something_can_be_done_and_it_does_no_harm(Verdict verdict) {
    for (PageKind kind : PageKind.values()) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "")) {
        Optional<Sighting> sighting = Optional.of(sighting(kind, method));
        List<RemedyCode> remedies = Advice.remedies(verdict, sighting);
        assertFalse(remedies.isEmpty());
        Harm.none(verdict, remedies, sighting);
      }
    }
    List<RemedyCode> byHand = Advice.remedies(verdict, Optional.empty());
    assertFalse(byHand.isEmpty());
    Harm.none(verdict, byHand, Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void text_in_a_form_is_saved_before_anything_else(Verdict verdict) {
    for (PageKind form : List.of(PageKind.FORM_WORK, PageKind.FORM_CHAPTER)) {
      for (String method : List.of("GET", "POST", "")) {
        assertEquals(
            RemedyCode.SAVE_TEXT,
            Advice.remedies(verdict, Optional.of(sighting(form, method))).getFirst());
      }
    }
  }

  /** What nobody's own machine caused is never mended by clearing it. */
  @ParameterizedTest
  @MethodSource("verdicts")
  void only_a_session_is_cleared(Verdict verdict) {
    boolean clears =
        Advice.remedies(verdict, Optional.empty()).contains(RemedyCode.CLEAR_SITE_DATA);
    assertTrue(!clears || verdict.side() == Side.SESSION);
  }

  /** Reloading a page that the archive cannot make keeps it from making others. */
  @ParameterizedTest
  @MethodSource("verdicts")
  void nobody_reloads_first_unless_it_is_over(Verdict verdict) {
    RemedyCode first = Advice.remedies(verdict, Optional.empty()).getFirst();
    assertEquals(verdict instanceof Verdict.Recovered, first == RemedyCode.RELOAD_ONCE);
  }

  @Test
  void no_sign_in_page_or_portal_is_offered_where_none_is_known() {
    Set<RemedyCode> seen = EnumSet.noneOf(RemedyCode.class);
    verdicts()
        .filter(v -> !(v instanceof Verdict.CaptivePortal))
        .forEach(v -> seen.addAll(Advice.remedies(v, Optional.empty())));
    assertFalse(seen.contains(RemedyCode.OPEN_PORTAL));
  }

  /** Where nobody saw the request it may have sent a form, and is not offered to be made again. */
  @Test
  void a_page_that_nobody_saw_being_asked_for_is_reloaded_by_the_person_alone() {
    var overloaded =
        verdicts().filter(Verdict.ArchiveOverloaded.class::isInstance).findFirst().orElseThrow();
    assertTrue(
        Advice.remedies(overloaded, Optional.of(sighting(PageKind.WORK, "GET")))
            .contains(RemedyCode.RELOAD_ONCE));
    assertFalse(
        Advice.remedies(overloaded, Optional.of(sighting(PageKind.WORK, "")))
            .contains(RemedyCode.RELOAD_ONCE));
  }

  /** A sighting; an empty method is one that nobody saw. */
  private static Sighting sighting(PageKind kind, String method) {
    return new Sighting(
        "archiveofourown.org",
        kind,
        Optional.of(method).filter(m -> !m.isEmpty()),
        Optional.empty(),
        Optional.of(502),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(90),
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        Headers.none(),
        Optional.empty());
  }
}
