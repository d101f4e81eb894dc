package org.why502.evidence;

import java.util.Objects;

/**
 * An answer that began and did not come to its end: whoever wrote it was reached, and had begun to
 * send it. How it stopped (silence, a reset, a close) is told by the {@link Failure} that holds it.
 *
 * @param status its HTTP status
 * @param headers the headers we keep
 * @param bytes how many bytes of its body had come, after decompression
 */
public record PartialAnswer(int status, Headers headers, long bytes) {
  public PartialAnswer {
    Objects.requireNonNull(headers);
    if (bytes < 0) {
      throw new IllegalArgumentException("Less than nothing cannot have come.");
    }
  }
}
