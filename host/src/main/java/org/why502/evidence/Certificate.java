package org.why502.evidence;

import java.time.Instant;
import java.util.List;

/**
 * The certificate that a server showed.
 *
 * @param trust what it proves
 * @param issuer the issuer's common name or organisation, at most 80 characters
 * @param names the DNS names it is for, at most 10
 * @param notBefore the start of its validity
 * @param notAfter the end of its validity
 */
public record Certificate(
    Trust trust, String issuer, List<String> names, Instant notBefore, Instant notAfter) {

  /** What a certificate proves about who answered. */
  public enum Trust {
    /** Signed by a public root, in date, for this name. */
    PROVEN,
    /** Signed by nobody that public roots vouch for. */
    UNTRUSTED,
    /** Trusted, but for other names. */
    WRONG_NAME,
    /** Past its end by this machine's clock. */
    EXPIRED,
    /** Before its start by this machine's clock. */
    NOT_YET_VALID
  }

  private static final int MOST_NAMES = 10;
  private static final int LONGEST_ISSUER = 80;

  public Certificate {
    names = names.stream().limit(MOST_NAMES).toList();
    issuer = issuer.length() > LONGEST_ISSUER ? issuer.substring(0, LONGEST_ISSUER) : issuer;
  }
}
