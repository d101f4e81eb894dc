package org.why502.lab.site;

import java.util.Locale;

/** Whose server a request reached; what tests assert on in the request log. */
public enum Role {
  /** AO3's own servers, or a failed attempt of the edge to use them. */
  ARCHIVE,
  /**
   * Cloudflare answering for AO3 by itself: trace, cached files, challenges, redirects to https.
   */
  EDGE,
  /** The OTW's status page. */
  STATUS,
  /** A captive-portal check, or a portal standing in the way. */
  PORTAL,
  /** The unrelated site that is the control. */
  CONTROL,
  /** A name server. */
  RESOLVER,
  /** Everything else: other sites, block pages, names that why502 has no business to ask. */
  OTHER;

  /** As it is written in the log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
