package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.evidence.Evidence;
import org.why502.evidence.Headers;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;

/** Codes to which AO3 gives a meaning of its own, and others on the way another. */
class OwnCodesTest {
  @ParameterizedTest
  @CsvSource({"507, posting-limit", "445, search-down", "418, address-refused"})
  void a_code_that_nobody_signed_is_not_certainly_the_archives(int status, String verdict) {
    Sighting sighting =
        new Sighting(
            "archiveofourown.org",
            PageKind.WORK,
            Optional.of("POST"),
            Optional.empty(),
            Optional.of(status),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(1),
            false,
            Optional.of(true),
            Optional.of(true),
            1,
            Instant.EPOCH,
            Optional.empty(),
            Headers.none(),
            Optional.empty());
    Diagnosis made =
        Diagnose.diagnose(
            new Evidence("0.1.0", Instant.EPOCH, Optional.of(sighting), false, List.of()));
    assertEquals(verdict, made.verdict().code());
    assertEquals(Certainty.LIKELY, made.certainty());
  }
}
