package org.why502.evidence;

/** Where a redirect led. The address itself is never kept. */
public enum RedirectTarget {
  /** {@code /timeout_error}: AO3's application gave up on a slow page. */
  TIMEOUT_ERROR,
  /** {@code /auth_error}: "Session Expired". */
  AUTH_ERROR,
  /** {@code /lost_cookie}: "Forced Logout". */
  LOST_COOKIE,
  /** The page's own address again: a redirect without an end. */
  SAME_PAGE,
  /** Another place on an official AO3 host. */
  OFFICIAL,
  /** Another site. */
  ELSEWHERE
}
