package org.why502.evidence;

import java.util.List;

/**
 * What a resolver said about a name. A resolver that says no has answered: that is not a failure.
 *
 * @param rcode the response code by its mnemonic (RFC 1035 and RFC 6895): {@code NOERROR}, {@code
 *     NXDOMAIN}, {@code SERVFAIL}, {@code REFUSED}, …; the worse of the two when A and AAAA differ
 * @param addresses the A and AAAA records, sorted, at most 8 (AO3 has fewer; a liar may send
 *     hundreds); empty when there are none
 */
public record NameAnswer(String rcode, List<String> addresses) {
  private static final int MOST_ADDRESSES = 8;

  public NameAnswer {
    addresses = addresses.stream().sorted().distinct().limit(MOST_ADDRESSES).toList();
  }
}
