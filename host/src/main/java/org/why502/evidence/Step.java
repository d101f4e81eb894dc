package org.why502.evidence;

/** The steps of a request, in the order in which they happen; a failure names the one it broke. */
public enum Step {
  /** Turning a name into addresses. */
  NAME,
  /** Opening the TCP connection. */
  CONNECT,
  /** The TLS handshake. */
  TLS,
  /** Sending the question. */
  REQUEST,
  /** Waiting for the first byte of the answer. */
  FIRST_BYTE,
  /** Reading the answer. */
  BODY,
  /** Understanding the answer. */
  MEANING
}
