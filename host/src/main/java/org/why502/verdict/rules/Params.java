package org.why502.verdict.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;
import org.why502.evidence.StatusReport;
import org.why502.verdict.facts.ElsewhereFacts;
import org.why502.verdict.facts.Facts;

/** The parameters of verdicts, read from the evidence. */
final class Params {
  private Params() {}

  static int status(Facts facts) {
    return facts.saw().sighting().flatMap(Sighting::status).orElse(0);
  }

  static Optional<Duration> retryAfter(Facts facts) {
    return facts
        .saw()
        .sighting()
        .flatMap(s -> s.headers().retryAfter().flatMap(h -> RetryAfter.read(h, s.seenAt())));
  }

  static Duration waited(Facts facts) {
    return facts.saw().sighting().map(Sighting::took).orElse(Duration.ZERO);
  }

  /** What to offer instead of a page that is too heavy (field guide, section 4). */
  static Optional<String> lighter(Facts facts) {
    return facts.saw().kind().flatMap(Params::lighterThan);
  }

  private static Optional<String> lighterThan(PageKind kind) {
    return switch (kind) {
      case ENTIRE_WORK -> Optional.of("chapter");
      case WORK, CHAPTER, COMMENT, BOOKMARK -> Optional.of("navigate");
      case FRONT, NAVIGATE, LISTING, SEARCH, SIGN_IN, FORM_WORK, FORM_CHAPTER, DOWNLOAD, OTHER ->
          Optional.empty();
    };
  }

  static Optional<String> incident(Facts facts) {
    return facts
        .elsewhere()
        .statusReport()
        .flatMap(r -> r.incidents().stream().filter(ElsewhereFacts::grave).findFirst())
        .map(StatusReport.Notice::name);
  }

  static Optional<Instant> maintenanceEnd(Facts facts) {
    return facts
        .elsewhere()
        .statusReport()
        .flatMap(
            r -> r.maintenances().stream().filter(StatusReport.Notice::namesArchive).findFirst())
        .flatMap(StatusReport.Notice::until);
  }
}
