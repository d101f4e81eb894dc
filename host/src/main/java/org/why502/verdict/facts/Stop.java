package org.why502.verdict.facts;

import java.util.Optional;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;

/**
 * Where the browser's own load of the page stopped. Whatever is wrong elsewhere is not what this
 * person met if it would have stopped the browser at another place.
 */
public enum Stop {
  /** It found no address. */
  NAME,
  /** It believed that there is no network, or that another one had come. */
  NETWORK,
  /**
   * It came to no connection, or lost it before an answer: one code stands for a connection that is
   * lost in the handshake and for one that is lost after it.
   */
  CONNECTION,
  /** It was shown a certificate that it does not trust. */
  CERTIFICATE,
  /** A page came, and it is somebody else's. */
  PAGE,
  /** What was on its way was held up by something else: the browser itself, a proxy, the server. */
  ELSEWHERE;

  /** Where this failure stopped it; empty where its code does not tell. */
  static Optional<Stop> of(Failure failure) {
    return switch (failure.kind()) {
      case NO_NETWORK -> Optional.of(NETWORK);
      case BAD_CERTIFICATE -> Optional.of(CERTIFICATE);
      case PROXY, BLOCKED_LOCALLY, TOO_MANY_REDIRECTS, TOO_LARGE -> Optional.of(ELSEWHERE);
      case CANCELLED -> Optional.empty();
      case OTHER, TIMED_OUT, REFUSED, RESET, CLOSED, UNREACHABLE -> at(failure);
      case NAME_NOT_FOUND, TLS_REFUSED, MALFORMED, EMPTY -> at(failure);
    };
  }

  private static Optional<Stop> at(Failure failure) {
    return switch (failure.step()) {
      case NAME -> Optional.of(NAME).filter(_ -> failure.kind() != FailureKind.OTHER);
      case CONNECT, TLS, FIRST_BYTE -> Optional.of(CONNECTION);
      case BODY, MEANING -> Optional.of(ELSEWHERE);
      case REQUEST -> Optional.<Stop>empty();
    };
  }

  /** Where a page by this author is where it stopped; empty where it may be AO3's. */
  static Optional<Stop> of(Reading author) {
    return switch (author) {
      case STRANGER, GATEWAY_ELSEWHERE -> Optional.of(PAGE);
      case UNTOLD -> Optional.empty();
      case CHALLENGE,
          RATE_LIMITER,
          MAINTENANCE,
          ARCHIVE_FRONT,
          ARCHIVE_APPLICATION,
          CLOUDFLARE,
          EDGE_REFUSAL,
          GATEWAY_BEHIND_EDGE ->
          Optional.of(ELSEWHERE);
    };
  }
}
