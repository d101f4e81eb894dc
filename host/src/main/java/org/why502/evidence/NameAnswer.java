package org.why502.evidence;

import java.util.List;

/**
 * What a resolver said about a name. A resolver that says no has answered: that is not a failure.
 *
 * @param rcode the response code by its mnemonic (RFC 1035 and RFC 6895): {@code NOERROR}, {@code
 *     NXDOMAIN}, {@code SERVFAIL}, {@code REFUSED}, …; the worse of the two when A and AAAA differ
 * @param addresses the A and AAAA records, sorted; empty when there are none
 */
public record NameAnswer(String rcode, List<String> addresses) {
  public NameAnswer {
    addresses = addresses.stream().sorted().distinct().toList();
  }
}
