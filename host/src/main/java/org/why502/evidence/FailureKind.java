package org.why502.evidence;

/** How a {@link Step} failed. */
public enum FailureKind {
  /** Nothing came within the limit: lost or dropped packets, or a server that stays silent. */
  TIMED_OUT,
  /** The other side said no at once (TCP RST to a SYN, ICMP port unreachable). */
  REFUSED,
  /** An open connection was torn down (TCP RST). */
  RESET,
  /** An open connection was closed in the middle of an answer. */
  CLOSED,
  /** No route there. */
  UNREACHABLE,
  /** The machine itself is not connected. */
  NO_NETWORK,
  /** The name has no address, or the resolver would not say. */
  NAME_NOT_FOUND,
  /** A certificate that does not prove who answered. */
  BAD_CERTIFICATE,
  /** TLS could not be agreed on for another reason. */
  TLS_REFUSED,
  /** An answer that breaks its protocol. */
  MALFORMED,
  /** An answer larger than we read. */
  TOO_LARGE,
  /** Redirects without an end. */
  TOO_MANY_REDIRECTS,
  /** An answer without a single byte where a page was due. */
  EMPTY,
  /** Another program on this machine, such as an extension, stopped the request. */
  BLOCKED_LOCALLY,
  /** A proxy between here and there could not be used. */
  PROXY,
  /** We ended it ourselves. */
  CANCELLED,
  /** None of the above; the detail names it. */
  OTHER
}
