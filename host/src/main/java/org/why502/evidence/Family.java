package org.why502.evidence;

/** The two families of internet addresses. */
public enum Family {
  /** IPv4. */
  IPV4,
  /** IPv6. */
  IPV6;

  /** The family of an address in text form; only IPv6 addresses hold a colon (RFC 4291). */
  public static Family of(String address) {
    return address.indexOf(':') >= 0 ? IPV6 : IPV4;
  }
}
