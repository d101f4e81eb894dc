package org.why502;

import static java.util.Map.entry;
import static org.why502.BrowserSaw.ARCHIVE;
import static org.why502.BrowserSaw.MAIN_NAME;
import static org.why502.BrowserSaw.always;
import static org.why502.BrowserSaw.archive;
import static org.why502.BrowserSaw.check;
import static org.why502.BrowserSaw.edge;
import static org.why502.BrowserSaw.elsewhere;
import static org.why502.BrowserSaw.failed;
import static org.why502.BrowserSaw.failedAt;
import static org.why502.BrowserSaw.from;
import static org.why502.BrowserSaw.limit;
import static org.why502.BrowserSaw.saw;
import static org.why502.BrowserSaw.tooManyCookies;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The situations that only a browser shows, and what it sees there: one that answers by heart, over
 * the pipe. In the others the companion looks for itself, from the terminal.
 */
final class BrowserSightings {
  private static final String OTHER_ADDRESS = "172.66.150.200";
  private static final String ARCHIVE_6 = "2606:4700:10::6814:1c18";
  private static final String SISTER_NAME = "ao3.org";
  private static final String OFFLINE = "net::ERR_INTERNET_DISCONNECTED";
  private static final String NO_NAME = "net::ERR_NAME_NOT_RESOLVED";
  private static final String RESET = "net::ERR_CONNECTION_RESET";
  private static final String BLOCKED = "net::ERR_BLOCKED_BY_CLIENT";
  private static final String NO_TUNNEL = "net::ERR_TUNNEL_CONNECTION_FAILED";

  /** How long AO3 lets a whole work take. */
  private static final int A_MINUTE = 60_000;

  /** Another extension keeps the page away, and no look of ours. */
  private static final BrowserSaw PAGE_BLOCKED = saw(failed(BLOCKED), archive(200), archive(200));

  private static final Map<String, BrowserSaw> ALL =
      Map.ofEntries(
          entry("one-address-reset", always(failedAt(OTHER_ADDRESS, RESET))),
          entry("one-of-two-addresses-reset", always(failed(RESET))),
          entry(
              "vpn-is-the-only-way",
              new BrowserSaw(
                  archive(403), MAIN_NAME, "GET", "chapter", 180, Optional.empty(), Map.of())),
          entry(
              "posting-too-fast",
              new BrowserSaw(
                  archive(507), MAIN_NAME, "POST", "chapter", 180, Optional.empty(), Map.of())),
          // a whole work is never asked for again: only a browser can have seen it fail
          entry(
              "entire-work-times-out",
              saw(archive(504), archive(200), archive(200))
                  .page("entire-work")
                  .after(A_MINUTE)
                  .with("same-page-with-cookies", ScriptedBrowser.notAsked("costly"))
                  .with("same-page-without-cookies", ScriptedBrowser.notAsked("costly"))),
          // nor is a file of a work
          entry(
              "download-fails",
              saw(archive(502), archive(200), archive(200))
                  .page("download")
                  .with("same-page-with-cookies", ScriptedBrowser.notAsked("costly"))
                  .with("same-page-without-cookies", ScriptedBrowser.notAsked("costly"))),
          entry(
              "guests-cached-members-502",
              always(archive(502))
                  .with("light-page-without-cookies", ScriptedBrowser.answer(200, true))),
          entry("companion-is-challenged", always(archive(502))),
          entry("companion-refused-502", always(archive(502))),
          entry("companion-refused-no-name", always(failed(NO_NAME))),
          entry("companion-challenged-reset", always(failedAt(ARCHIVE, RESET))),
          entry("companion-shut-in-502", always(archive(502))),
          entry("companion-shut-in-520", always(edge(520))),
          entry("companion-shut-in-page-blocked", PAGE_BLOCKED),
          entry("antivirus-page-blocked", PAGE_BLOCKED),
          entry("antivirus-no-name", always(failed(NO_NAME))),
          entry("antivirus-502", always(archive(502))),
          entry("ipv6-dead-no-name", always(failed(NO_NAME))),
          entry("ipv6-dead-proxy", always(failed("net::ERR_PROXY_CONNECTION_FAILED"))),
          entry("ipv6-dead-reset", always(failedAt(ARCHIVE, RESET))),
          entry("ipv6-dead-502", always(archive(502))),
          entry("ipv4-dead-reset", always(failedAt(ARCHIVE_6, RESET))),
          entry("ipv6-dead-behind-a-proxy-reset", always(failed(RESET))),
          entry("hosts-entry-right-reset", always(failedAt(ARCHIVE, RESET))),
          entry("sister-name-no-name", always(failed(NO_NAME)).at(SISTER_NAME)),
          entry("sister-name-gone-https-closed", always(failed(NO_NAME)).at(SISTER_NAME)),
          entry("sister-name-denied-here-https-closed", always(failed(NO_NAME)).at(SISTER_NAME)),
          entry("sister-name-remembered-here", always(failed(NO_NAME)).at(SISTER_NAME)),
          entry(
              "sister-name-remembered-here-https-closed", always(failed(NO_NAME)).at(SISTER_NAME)),
          entry(
              "filter-of-nobody-known-whose-page-came",
              always(elsewhere(403, "filter", "This site is blocked here"))),
          entry("sister-name-offline", always(failed(OFFLINE)).at(SISTER_NAME)),
          entry("sister-name-reset", always(failedAt(ARCHIVE, RESET)).at(SISTER_NAME)),
          entry("resolver-fails-and-packets-vanish", always(failed(NO_NAME))),
          entry("cloudflare-turns-the-browser-away", always(edge(403))),
          entry("502-then-cookies-too-big", saw(archive(502), tooManyCookies(), archive(200))),
          entry(
              "502-for-a-guest-the-second-time",
              saw(archive(502), archive(502), archive(200))
                  .with("same-page-without-cookies/2", archive(502))),
          entry("control-gone-502", always(archive(502))),
          entry(
              "proxy-is-the-only-way-filtered",
              always(elsewhere(403, "filter", "Access to this page is not allowed"))),
          entry("proxy-is-the-only-way-no-tunnel", always(failed(NO_TUNNEL))),
          entry(
              "proxy-of-this-machine-answers",
              always(from("127.0.0.1", elsewhere(502, "proxy", "502 Bad Gateway")))),
          entry(
              "ipv6-name-leads-to-a-stranger",
              always(failedAt("2607:f8b0:4004:c09::5e", "net::ERR_CERT_COMMON_NAME_INVALID"))),
          entry("only-the-browsers-hello", always(failedAt(ARCHIVE, RESET))),
          entry(
              "only-the-browsers-quic", always(failedAt(ARCHIVE, "net::ERR_QUIC_PROTOCOL_ERROR"))),
          entry(
              "only-the-browsers-certificate",
              always(failedAt(ARCHIVE, "net::ERR_CERT_AUTHORITY_INVALID"))),
          entry("limit-for-the-third-time", always(limit()).time(3)),
          entry("limit-on-the-days-first-page", always(limit()).first()),
          entry("check-for-the-second-time", always(check()).time(2)),
          entry("vpn-check-for-the-second-time", always(check()).time(2)),
          entry("slow-names-502", always(archive(502)).after(11_000)),
          entry("slow-link-502", always(archive(502)).after(6_200)),
          entry("slow-names-no-name", always(failed(NO_NAME)).after(20_000)),
          entry("post-refused", saw(edge(403), archive(200), archive(200)).posted()),
          entry(
              "post-too-large",
              saw(
                      elsewhere(413, "nginx", "413 Request Entity Too Large"),
                      archive(200),
                      archive(200))
                  .posted()));

  private BrowserSightings() {}

  /** What a browser saw in this situation; empty where the companion looks for itself. */
  static Optional<BrowserSaw> of(String situation) {
    return Optional.ofNullable(ALL.get(situation));
  }

  /** The situations that are told of here. */
  static Set<String> situations() {
    return ALL.keySet();
  }
}
