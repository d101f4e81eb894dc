package org.why502.evidence;

/** Whose captive-portal check; two, so that one vendor's trouble is not taken for a portal. */
public enum PortalVendor {
  /** {@code detectportal.firefox.com/success.txt}. */
  MOZILLA,
  /** {@code connectivitycheck.gstatic.com/generate_204}. */
  GOOGLE
}
