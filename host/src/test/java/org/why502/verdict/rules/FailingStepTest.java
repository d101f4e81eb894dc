package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.evidence.Headers;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;

/**
 * What is wrong around a browser is what this person met only where it would have stopped the
 * browser at the step at which it stopped: over every saved situation, with every way for a browser
 * to fail in the place of what it saw there.
 */
class FailingStepTest {
  private static final List<String> NAME =
      List.of("net::ERR_NAME_NOT_RESOLVED", "NS_ERROR_UNKNOWN_HOST", "net::ERR_DNS_TIMED_OUT");
  private static final List<String> NETWORK =
      List.of("net::ERR_INTERNET_DISCONNECTED", "NS_ERROR_OFFLINE", "net::ERR_NETWORK_CHANGED");
  private static final List<String> CONNECTION =
      List.of(
          "net::ERR_CONNECTION_TIMED_OUT",
          "NS_ERROR_CONNECTION_REFUSED",
          "net::ERR_CONNECTION_RESET",
          "net::ERR_SSL_PROTOCOL_ERROR",
          "net::ERR_TIMED_OUT");
  private static final List<String> CERTIFICATE =
      List.of("net::ERR_CERT_AUTHORITY_INVALID", "SEC_ERROR_EXPIRED_CERTIFICATE");
  private static final List<String> PROXY = List.of("net::ERR_TUNNEL_CONNECTION_FAILED");
  private static final List<String> BLOCKED = List.of("net::ERR_BLOCKED_BY_CLIENT");

  /** Fits nothing that stands below: the browser was answered, or says nothing that is known. */
  private static final List<String> OTHERS =
      List.of("net::ERR_TOO_MANY_REDIRECTS", "NS_ERROR_CORRUPTED_CONTENT", "net::ERR_FAILED");

  private static final Map<String, List<List<String>>> FITS =
      Map.ofEntries(
          Map.entry("names-failing", List.of(NAME)),
          Map.entry("names-wrong", List.of(CONNECTION, CERTIFICATE)),
          Map.entry("hosts-file", List.of(CONNECTION, CERTIFICATE)),
          Map.entry("blocked-here", List.of(NAME, CONNECTION, CERTIFICATE)),
          Map.entry("captive-portal", List.of(NAME, NETWORK, CONNECTION, CERTIFICATE)),
          Map.entry("offline", List.of(NAME, NETWORK, CONNECTION)),
          Map.entry("one-family-broken", List.of(CONNECTION)),
          Map.entry("this-connection-only", List.of(NAME, NETWORK, CONNECTION, CERTIFICATE)),
          Map.entry("intercepted", List.of(CERTIFICATE)),
          Map.entry("clock-wrong", List.of(CERTIFICATE)),
          Map.entry("local-proxy", List.of(PROXY)),
          Map.entry("browser-names", List.of(NAME, CONNECTION, CERTIFICATE)),
          Map.entry("browser-interference", List.of(BLOCKED)));

  @Test
  void a_cause_is_certain_only_where_the_browser_stopped_at_a_step_that_fits_it()
      throws IOException {
    Set<String> wrong = new ConcurrentSkipListSet<>();
    Set<String> certain = new ConcurrentSkipListSet<>();
    SideBySide.each(SituationFolders.all(), situation -> tryAll(situation, certain, wrong));
    assertEquals(Set.of(), wrong);
    // the law would be empty words where none of them is ever certain
    assertTrue(certain.size() >= FITS.size() - 1, () -> "certain of " + certain);
  }

  private static void tryAll(SituationFolders situation, Set<String> certain, Set<String> wrong) {
    for (List<String> errors :
        List.of(NAME, NETWORK, CONNECTION, CERTIFICATE, PROXY, BLOCKED, OTHERS)) {
      for (String error : errors) {
        Diagnosis made = Diagnose.diagnose(stoppedBy(situation.evidence(), error));
        String code = made.verdict().code();
        if (made.certainty() == Certainty.CERTAIN && FITS.containsKey(code)) {
          certain.add(code);
          if (!FITS.get(code).contains(errors)) {
            wrong.add("%s is certain in %s after %s".formatted(code, situation, error));
          }
        }
      }
    }
  }

  /** An old copy of a page, and a page of whom nobody knows, show nothing of a step that failed. */
  @Test
  void nothing_of_the_way_is_certain_where_the_browser_shows_an_old_copy() throws IOException {
    for (SituationFolders situation : SituationFolders.all()) {
      Evidence old = seen(situation.evidence(), Optional.of(200), Optional.empty(), true);
      Diagnosis made = Diagnose.diagnose(old);
      assertFalse(
          made.certainty() == Certainty.CERTAIN && FITS.containsKey(made.verdict().code()),
          () -> made + " in " + situation);
    }
  }

  private static Evidence stoppedBy(Evidence whole, String error) {
    return seen(whole, Optional.empty(), Optional.of(error), false);
  }

  private static Evidence seen(
      Evidence whole, Optional<Integer> status, Optional<String> error, boolean copy) {
    Sighting sighting =
        new Sighting(
            "archiveofourown.org",
            PageKind.WORK,
            Optional.of("GET"),
            Optional.empty(),
            status,
            error,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            copy,
            Optional.of(false),
            Optional.of(true),
            1,
            whole.takenAt(),
            Optional.empty(),
            Headers.none(),
            Optional.empty());
    return new Evidence(
        whole.version(), whole.takenAt(), Optional.of(sighting), false, whole.observations());
  }
}
