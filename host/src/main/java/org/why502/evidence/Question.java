package org.why502.evidence;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The questions that evidence can answer. A rule names those it waits for, an investigation those
 * that are still out, a diagnosis those that were missing.
 */
public enum Question {
  /** What the browser saw. */
  SIGHTING,
  /** What is this machine itself set up to do: hosts file, proxy, VPN? */
  LOCAL_SETUP,
  /** AO3's addresses, as every program on this machine gets them (hosts file, VPN and all). */
  NAMES_MACHINE,
  /** AO3's addresses, from the resolver that this machine is set up to use. */
  NAMES_CONFIGURED,
  /** AO3's addresses, from public resolvers. */
  NAMES_PUBLIC,
  /** AO3's addresses, from public resolvers over https, which nothing on the way can rewrite. */
  NAMES_HTTPS,
  /** Does somebody answer for a resolver that does not exist? */
  NAMES_NOBODY,
  /**
   * Addresses of the name that the browser used and did not find, where it is another official one
   * of AO3's.
   */
  NAMES_SISTER,
  /** Do AO3's addresses accept a TCP connection? */
  CONNECTIONS,
  /** Do they show AO3's certificate? */
  HANDSHAKES,
  /** Does one of AO3's addresses, where a handshake for AO3's name broke, make one for another? */
  OTHER_NAME,
  /** Does the edge answer for AO3? Never reaches AO3's own servers. */
  EDGE,
  /** Does AO3's front server answer a static file? */
  STATIC,
  /** Does AO3's application answer? */
  APPLICATION,
  /** The failing page again, in the browser, with its cookies. */
  SAME_PAGE_WITH_COOKIES,
  /** The failing page again, as a guest. */
  SAME_PAGE_WITHOUT_COOKIES,
  /** The second time, which the session may only be blamed after. */
  SAME_PAGE_WITH_COOKIES_AGAIN,
  /** The second time as a guest. */
  SAME_PAGE_WITHOUT_COOKIES_AGAIN,
  /** A page that costs AO3 little, with cookies. */
  LIGHT_PAGE_WITH_COOKIES,
  /** A page that costs AO3 little, as a guest. */
  LIGHT_PAGE_WITHOUT_COOKIES,
  /** What the OTW's status page says. */
  STATUS_PAGE,
  /** Does a sign-in page stand in front of everything? */
  PORTALS,
  /** Does an unrelated site answer over https? */
  CONTROL,
  /** Where this machine has another way out: does AO3 show its certificate through it? */
  UPLINKS;

  /** Those that AO3's addresses come from. */
  public static final Set<Question> NAMES =
      Collections.unmodifiableSet(
          EnumSet.of(NAMES_MACHINE, NAMES_CONFIGURED, NAMES_PUBLIC, NAMES_HTTPS));
}
