package org.why502.verdict;

/** Whose side the trouble is on: what a person wants to know first. */
public enum Side {
  /** Nothing is wrong any more. */
  NONE,
  /** AO3's own servers. */
  ARCHIVE,
  /** Cloudflare, which stands in front of AO3. */
  EDGE,
  /** A limit that AO3 sets. */
  LIMIT,
  /** This browser's session with AO3. */
  SESSION,
  /** This browser. */
  BROWSER,
  /** The look-up of names. */
  NAMES,
  /** This network. */
  NETWORK,
  /** This machine. */
  DEVICE,
  /** We do not know. */
  UNKNOWN
}
