package org.why502.verdict.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;
import org.why502.evidence.StatusReport;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.ElsewhereFacts;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;

/** The parameters of verdicts, read from the evidence. */
final class Params {
  private static final int SECOND = 2;
  private static final int THIRD = 3;

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

  /**
   * Whether this limit is not spent by this person's own pages alone. Its window is five minutes
   * (field guide, section 1): who waits and meets it for the third time within the hour, or meets
   * it with the first request of a day, is not the only one who asks.
   */
  static Optional<Verdict.TooManyRequests.Often> often(Facts facts) {
    return facts
        .saw()
        .sighting()
        .flatMap(Sighting::recurrence)
        .flatMap(
            r ->
                r.time() >= THIRD
                    ? Optional.of(Verdict.TooManyRequests.Often.AGAIN)
                    : r.first()
                        ? Optional.of(Verdict.TooManyRequests.Often.UNEXPECTED)
                        : Optional.empty());
  }

  /** Whether the check was met within the hour before. */
  static boolean checkedBefore(Facts facts) {
    return facts
        .saw()
        .sighting()
        .flatMap(Sighting::recurrence)
        .filter(r -> r.time() >= SECOND)
        .isPresent();
  }

  /** Whether an entry of the hosts file leads the machine; empty where that is not known. */
  static Optional<Boolean> hostsEntry(Facts facts) {
    Fact entry = facts.setup().hostsEntryInForce();
    return entry.isOpen() ? Optional.empty() : Optional.of(entry.yes());
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
