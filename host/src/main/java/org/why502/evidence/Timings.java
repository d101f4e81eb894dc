package org.why502.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the steps of a request took; what did not happen (a reused connection) is empty.
 *
 * @param connect the TCP handshake
 * @param tls the TLS handshake
 * @param firstByte from the request sent to the first byte of the answer: the server's own time
 */
public record Timings(
    Optional<Duration> connect, Optional<Duration> tls, Optional<Duration> firstByte) {

  /** Nothing was measured. */
  public static Timings none() {
    return new Timings(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
