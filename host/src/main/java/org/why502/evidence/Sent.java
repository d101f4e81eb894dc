package org.why502.evidence;

/** What became of a form whose answer led the browser to another page. */
public enum Sent {
  /** AO3 took it and named a page to go on to; that page was only asked for. */
  ACCEPTED
}
