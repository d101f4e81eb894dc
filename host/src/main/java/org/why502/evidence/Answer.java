package org.why502.evidence;

import java.util.Objects;
import java.util.Optional;

/**
 * An HTTP answer, from the host's own question or from a trial in the browser.
 *
 * @param status the HTTP status
 * @param serverIp the address that answered; a loopback or private one means a proxy
 * @param redirects how many redirects were followed before this answer
 * @param landing where a redirect led, or would lead where it was not followed
 * @param headers the headers we keep
 * @param markers what the body tells of its author
 * @param timings how long each step took
 */
public record Answer(
    int status,
    Optional<String> serverIp,
    int redirects,
    Optional<RedirectTarget> landing,
    Headers headers,
    Markers markers,
    Timings timings) {
  public Answer {
    Objects.requireNonNull(headers);
    Objects.requireNonNull(markers);
    Objects.requireNonNull(timings);
  }
}
