package org.why502.lab.situation;

/** How the proxy that this machine is set up to use does its work. */
public enum Courier {
  /** None is set; who finds it all the same is let through. */
  NOT_SET,
  /** It connects its clients to whomever they ask for. */
  HONEST,
  /** It answers every request for a connection with a 502 of its own. */
  REFUSING,
  /**
   * It answers AO3's pages itself, with a 502 and a certificate that this machine was told to
   * trust, and lets all else through.
   */
  FORGING
}
