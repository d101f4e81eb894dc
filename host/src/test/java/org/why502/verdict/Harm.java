package org.why502.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;

/** What no advice may do, whatever the verdict. */
public final class Harm {
  /** Each further request makes these worse (field guide, section 1). */
  private static final Set<Class<? extends Verdict>> NEVER_AGAIN =
      Set.of(
          Verdict.BrowserCheck.class,
          Verdict.TooManyRequests.class,
          Verdict.PostingLimit.class,
          Verdict.AddressRefused.class);

  private static final Optional<String> GET = Optional.of("GET");

  private Harm() {}

  /** Fails where some remedy makes a cause worse, loses text or posts a second time. */
  public static void none(Verdict verdict, List<RemedyCode> remedies, Optional<Sighting> sighting) {
    assertEquals(remedies.size(), new HashSet<>(remedies).size(), "each remedy once");
    if (NEVER_AGAIN.contains(verdict.getClass())) {
      assertFalse(remedies.contains(RemedyCode.RELOAD_ONCE), () -> "a reload after " + verdict);
    }
    int clear = remedies.indexOf(RemedyCode.CLEAR_SITE_DATA);
    if (clear >= 0) {
      int save = remedies.indexOf(RemedyCode.SAVE_TEXT);
      assertTrue(save >= 0 && save < clear, "text is saved before anything is cleared");
    }
    if (sighting.filter(s -> s.method().isEmpty()).isPresent()) {
      // the extension only says how: a browser asks a person before it sends a form again
      assertTrue(
          verdict instanceof Verdict.Recovered || !remedies.contains(RemedyCode.RELOAD_ONCE),
          "a reload might post again");
    } else if (!sighting.map(Sighting::method).orElse(GET).equals(GET)) {
      assertFalse(remedies.contains(RemedyCode.RELOAD_ONCE), "a reload would post again");
      // signing in sends a name and a password, no text
      boolean text = sighting.filter(s -> s.page() != PageKind.SIGN_IN).isPresent();
      List<RemedyCode> first = List.of(RemedyCode.SAVE_TEXT, RemedyCode.CHECK_POSTED);
      assertTrue(!text || remedies.subList(0, 2).equals(first), () -> "first, of " + remedies);
    }
  }
}
