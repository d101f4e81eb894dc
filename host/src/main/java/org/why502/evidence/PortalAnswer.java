package org.why502.evidence;

import java.time.Duration;
import java.util.Optional;

/**
 * What answered a captive-portal check.
 *
 * @param status the HTTP status; 511 says it outright (RFC 6585, 6)
 * @param expected whether it was exactly what the vendor's server says on an open network
 * @param redirected whether it sent us elsewhere
 * @param clockAhead how far this machine's clock is ahead of the clock of what answered, in whole
 *     seconds, negative where it is behind; empty where the answer told no time. The check goes
 *     over plain http, so it works where a wrong clock makes every certificate fail
 */
public record PortalAnswer(
    int status, boolean expected, boolean redirected, Optional<Duration> clockAhead) {}
