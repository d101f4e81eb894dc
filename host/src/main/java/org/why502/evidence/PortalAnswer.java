package org.why502.evidence;

/**
 * What answered a captive-portal check.
 *
 * @param status the HTTP status; 511 says it outright (RFC 6585, 6)
 * @param expected whether it was exactly what the vendor's server says on an open network
 * @param redirected whether it sent us elsewhere
 */
public record PortalAnswer(int status, boolean expected, boolean redirected) {}
