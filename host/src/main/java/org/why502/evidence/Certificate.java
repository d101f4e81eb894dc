package org.why502.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The certificate that a server showed.
 *
 * @param trust what it proves
 * @param issuer the issuer's common name or organisation, at most 80 characters
 * @param issuers what those who signed it call themselves, common names and organisations, from its
 *     own issuer upward, at most 6 of at most 80 characters: products are told by either
 * @param names the DNS names it is for, at most 10
 * @param notBefore the start of its validity
 * @param notAfter the end of its validity
 * @param trustedHere of one that no public root vouches for: whether this machine's own store does,
 *     so that it was put there by somebody with rights on this machine; empty where nobody knows,
 *     and for every other
 */
public record Certificate(
    Trust trust,
    String issuer,
    List<String> issuers,
    List<String> names,
    Instant notBefore,
    Instant notAfter,
    Optional<Boolean> trustedHere) {

  /** What a certificate proves about who answered. */
  public enum Trust {
    /** Signed by a public root, in date, for this name. */
    PROVEN,
    /** Signed by nobody that public roots vouch for; this machine's own store may. */
    UNTRUSTED,
    /** Trusted, but for other names. */
    WRONG_NAME,
    /** Past its end by this machine's clock. */
    EXPIRED,
    /** Before its start by this machine's clock. */
    NOT_YET_VALID
  }

  private static final int MOST_NAMES = 10;
  private static final int MOST_ISSUERS = 6;
  private static final int LONGEST_ISSUER = 80;

  /** One of which nobody knows whether this machine's own store vouches for it. */
  public Certificate(
      Trust trust,
      String issuer,
      List<String> issuers,
      List<String> names,
      Instant notBefore,
      Instant notAfter) {
    this(trust, issuer, issuers, names, notBefore, notAfter, Optional.empty());
  }

  public Certificate {
    names = names.stream().limit(MOST_NAMES).toList();
    issuer = shortened(issuer);
    issuers = issuers.stream().map(Certificate::shortened).distinct().limit(MOST_ISSUERS).toList();
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_ISSUER ? name.substring(0, LONGEST_ISSUER) : name;
  }
}
