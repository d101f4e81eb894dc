package org.why502.lab.situation;

import java.util.List;

/**
 * The classes of causes that come together, or that are partial (the second table of {@code
 * situations.md}), each with the situations that show it. A class without one is not told apart by
 * anything.
 *
 * <p>Those that only a real browser makes are not in the tiny internet's list: their evidence is
 * saved by the browser tests.
 */
public enum MixedCause {
  /** Signed-in requests fail, guests get fresh pages. */
  MEMBERS_ONLY(
      "members-520",
      "members-525-and-an-incident",
      "members-502-and-an-incident",
      "members-met-by-silence"),
  /** One of AO3's addresses is out of reach, the others are healthy. */
  SOME_ADDRESSES("one-address-reset", "one-of-two-addresses-reset"),
  /** The first kilobytes of each connection pass, then nothing. */
  LARGE_ANSWERS("large-answers-only"),
  /** A longer hello, QUIC or HTTP/2 is broken on the way; the companion's plain one passes. */
  THE_BROWSERS_PACKETS(
      "only-the-browsers-hello", "only-the-browsers-quic", "only-the-browsers-certificate"),
  /** AO3 is out of reach, and so is the control. */
  CONTROL_GONE(
      "control-gone-too", "control-dropped-too", "every-witness-gone-too", "control-gone-502"),
  /** Every certificate is re-signed, and the browser failed at something else. */
  ANTIVIRUS_AND("antivirus-page-blocked", "antivirus-no-name", "antivirus-502"),
  /** IPv6 is dead, and the browser failed at something else. */
  FAMILY_DEAD_AND(
      "ipv6-dead-no-name",
      "ipv6-dead-proxy",
      "ipv6-dead-reset",
      "ipv6-dead-502",
      "ipv4-dead-reset",
      "ipv6-dead-behind-a-proxy-reset"),
  /** The companion is refused or challenged, or no firewall lets it out. */
  COMPANION_TURNED_AWAY(
      "companion-is-challenged",
      "companion-refused-502",
      "companion-refused-no-name",
      "companion-challenged-reset",
      "companion-shut-in-502",
      "companion-shut-in-520",
      "companion-shut-in-page-blocked"),
  /** Whatever goes around the browser's proxy is silent. */
  PROXY_IS_THE_ONLY_WAY("proxy-is-the-only-way-filtered", "proxy-is-the-only-way-no-tunnel"),
  /** Cloudflare's own 500. */
  CLOUDFLARE_ITSELF("edge-down", "edge-half-down"),
  /** Out of reach from here, and an incident says that it is so for all. */
  EDGE_GONE_WITH_AN_INCIDENT("reset-here-and-an-incident", "refused-here-and-an-incident"),
  /** Something is announced, and the page works. */
  ANNOUNCED_BUT_NOT_NOW(
      "another-services-maintenance", "maintenance-of-nothing-named", "incident-open-and-fine"),
  /** A rule is about what was asked, or sent. */
  ONE_REQUEST_REFUSED("one-request-refused", "request-too-large", "post-refused", "post-too-large"),
  /** 451. */
  LEGAL_BLOCK("legal-reasons"),
  /** AO3's least answer fails for ever, its pages are fine. */
  TOKEN_ALONE("token-alone-fails", "token-alone-refused"),
  /** The system takes 5 s and more over a name, and finds it. */
  SLOW_NAMES("slow-names-502", "slow-names-no-name"),
  /** A gateway on the way answers for itself. */
  A_LIMIT_THAT_IS_NOT_THE_ARCHIVES("limit-of-a-gateway"),
  /** A handshake takes seconds, and AO3 answers at once after it. */
  SLOW_LINK("slow-link-502"),
  /** IPv6 alone is refused or reset, or its addresses alone lead to a stranger. */
  HALF_A_FAMILY("ipv6-reset", "ipv6-refused", "ipv6-name-leads-to-a-stranger"),
  /** What stands before the browser alone. */
  A_PROXY_OF_THE_BROWSERS(
      "proxy-of-this-machine-answers",
      "proxy-before-the-browser-only",
      "proxy-of-the-browser-fails"),
  /** The third limit within an hour, or one on the day's first request. */
  AGAIN_AFTER_EACH_WAIT("limit-for-the-third-time", "limit-on-the-days-first-page"),
  /** A challenge that comes again. */
  A_CHECK_THAT_NEVER_ENDS("check-for-the-second-time", "vpn-check-for-the-second-time"),
  /** Everything answers after 10 to 60 s. */
  SLOW_BUT_FINE("archive-slow", "slow-only-here"),
  /** Another of AO3's names does not resolve anywhere. */
  SISTER_NAME(
      "sister-name-gone",
      "sister-name-gone-https-closed",
      "sister-name-denied-here",
      "sister-name-denied-here-https-closed",
      "sister-name-remembered-here",
      "sister-name-remembered-here-https-closed"),
  /** Another of AO3's names resolves, and the browser failed at something else. */
  SISTER_NAME_AND("sister-name-no-name", "sister-name-offline", "sister-name-reset"),
  /** The hosts file has AO3's own address, and something else is wrong. */
  HOSTS_ENTRY_AND("hosts-entry-right-reset", "hosts-entry-right-dropped-packets"),
  /** The file's maker fails while the work opens. */
  DOWNLOADS("download-fails"),
  /** Settings that cannot be read in time. */
  BIG_AND_SLOW_SETTINGS(
      "big-and-slow-settings", "big-and-slow-settings-502", "slow-settings-and-a-reset");

  private final List<String> situations;

  MixedCause(String... situations) {
    this.situations = List.of(situations);
  }

  /** The names of the situations that show it. */
  public List<String> situations() {
    return situations;
  }
}
