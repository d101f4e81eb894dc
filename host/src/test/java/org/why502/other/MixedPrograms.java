package org.why502.other;

import static org.why502.other.OtherProgram.ARCHIVE_443;
import static org.why502.other.OtherProgram.NGINX;
import static org.why502.other.WebPrograms.CLOUDFLARE;
import static org.why502.other.WebPrograms.FRONT;
import static org.why502.other.WebPrograms.LIVE_PAGE;
import static org.why502.other.WebPrograms.TOKEN;
import static org.why502.other.WebPrograms.archive;
import static org.why502.other.WebPrograms.behindEdge;
import static org.why502.other.WebPrograms.haproxy;
import static org.why502.other.WebPrograms.listen;
import static org.why502.other.WebPrograms.listenTls;
import static org.why502.other.WebPrograms.nginx;

import java.util.List;

/** Half a cause, or two at once, as other people's servers make them (see {@code MixedCause}). */
final class MixedPrograms {
  private static final String NOBODY = "127.0.0.1:9";

  /** A person who is signed in, as the terminal takes them from a file. */
  private static final String COOKIES =
      ".archiveofourown.org\tTRUE\t/\tTRUE\t0\t_otwarchive_session\tfrom-before\n"
          + ".archiveofourown.org\tTRUE\t/\tTRUE\t0\tuser_credentials\t1\n";

  /** Everything but what is asked of the proxy on this machine vanishes. */
  private static final String ONLY_THE_PROXY =
      """
      nft add table inet hotel
      nft 'add chain inet hotel in { type filter hook input priority -10; }'
      nft 'add rule inet hotel in ip daddr != 127.0.0.0/8 meta l4proto { tcp, udp } th dport { 53, 80, 443 } drop'
      nft 'add rule inet hotel in meta nfproto ipv6 meta l4proto { tcp, udp } th dport { 53, 80, 443 } drop'
      """;

  private MixedPrograms() {}

  static List<OtherProgram> all() {
    return List.of(
        members(
            "haproxy-members-502",
            "stale-session or signed-in-pages-down",
            "members alone get 502: servers of theirs, or their cookies; never for certain",
            502),
        members(
            "haproxy-members-520",
            "signed-in-pages-down",
            "the edge fails members alone, of which cookies know nothing",
            520),
        behindEdge(
                "varnish-guests-from-its-store",
                "signed-in-pages-down",
                "guests get an old copy, whoever is signed in gets what is behind it")
            .neverCertainOf("stale-session")
            .file("cookies.txt", COOKIES)
            .file("default.vcl", VARNISH)
            .start(
                "varnishd -F -j none -n $PWD/varnish -a "
                    + FRONT
                    + " -f $PWD/default.vcl -s malloc,16m &",
                "127.0.0.1 8080"),
        archive(
                "nginx-limit-on-the-way",
                "local-proxy",
                "a limit that AO3's edge did not sign is a gateway's own")
            .file("nginx.conf", nginx(listenTls(), "location / { return 429; }"))
            .start(NGINX, ARCHIVE_443),
        behindEdge("nginx-legal-reasons", "address-refused", "the law of this place, as AO3 says")
            .file("nginx.conf", nginx(listen(FRONT), "location / { return 451; }"))
            .start(NGINX, "127.0.0.1 8080"),
        archive(
                "nginx-legal-reasons-on-the-way",
                "blocked-here",
                "the law of this place, as somebody on the way says")
            .neverCertainOf("blocked-here")
            .file("nginx.conf", nginx(listenTls(), "location / { return 451; }"))
            .start(NGINX, ARCHIVE_443),
        behindEdge(
                "nginx-one-request-refused",
                "request-refused",
                "a rule refuses requests for works, and no light ones")
            .file(
                "nginx.conf",
                nginx(
                    listen(FRONT),
                    TOKEN
                        + "location /works/ { return 403; }\n"
                        + "location / { default_type text/html; return 200 '"
                        + LIVE_PAGE
                        + "'; }"))
            .start(NGINX, "127.0.0.1 8080"),
        behindEdge(
                "haproxy-tarpit",
                "page-too-slow or archive-slow",
                "this page is held for longer than anybody waits, light ones come at once")
            .file(
                "front.cfg",
                haproxy(
                    "  bind " + FRONT + "\n",
                    """
                      timeout tarpit 40s
                      http-request return status 200 content-type application/json string '{"token":"t"}' if { path /token_dispenser.json }
                      http-request tarpit deny_status 504 if { path /works/1001 }
                      http-request return status 200 content-type text/html string '%s'
                    """
                        .formatted(LIVE_PAGE),
                    "  server app " + NOBODY + "\n"))
            .start("haproxy -f front.cfg &", "127.0.0.1 8080"),
        OtherProgram.insteadOf(
                "",
                "squid-is-the-only-way",
                "local-proxy",
                "what goes around the proxy vanishes, and the proxy refuses: never offline")
            .set("https_proxy", PathPrograms.PROXY)
            .file("squid.conf", PathPrograms.squid("http_access deny all"))
            .start(PathPrograms.SQUID, "127.0.0.1 3129")
            .start(ONLY_THE_PROXY),
        NamePrograms.dnsmasq(
            "dnsmasq-ipv6-to-a-stranger",
            "recovered or names-wrong or one-family-broken",
            "IPv4 leads to AO3, IPv6 to another: the page comes all the same",
            "--server=8.8.8.8 --address=/archiveofourown.org/2607:f8b0:4004:c09::5e"),
        OtherProgram.insteadOf(
                "",
                "nftables-resets-one-address",
                "recovered or blocked-here",
                "one of AO3's addresses is reset; another one serves the page")
            .start(
                """
                nft add table inet hotel
                nft 'add chain inet hotel in { type filter hook input priority -10; }'
                nft 'add rule inet hotel in ip daddr 172.66.150.200 tcp dport 443 reject with tcp reset'
                """),
        OtherProgram.insteadOf(
                "",
                "stunnel-signs-everything-anew",
                "intercepted",
                "every site is signed by one unknown signer, and a gateway behind it says 502")
            .file(
                "stunnel.conf",
                "foreground = yes\npid =\n"
                    + "[four]\naccept = 127.0.0.1:8443\nconnect = 8080\ncert = own.pem\n"
                    + "[six]\naccept = ::1:8443\nconnect = 8080\ncert = own.pem\n")
            .file("nginx.conf", nginx(listen(FRONT), "location / { return 502; }"))
            .start(WebPrograms.SELF_SIGNED)
            .start(NGINX, "127.0.0.1 8080")
            .start("stunnel4 stunnel.conf 2>stunnel.log &", "127.0.0.1 8443")
            .start(PathPrograms.redirect(443, 8443)));
  }

  private static final String VARNISH =
      """
      vcl 4.1;
      backend default { .host = "127.0.0.1"; .port = "9"; }
      sub vcl_recv {
        if (req.http.Cookie ~ "user_credentials" || req.url ~ "token_dispenser|[?]") { return (pass); }
        return (synth(200));
      }
      sub vcl_synth {
        set resp.http.Content-Type = "text/html";
        set resp.http.Age = "3131";
        set resp.http.cf-cache-status = "HIT";
        synthetic({"%s"});
        return (deliver);
      }
      """
          .formatted(LIVE_PAGE);

  private static OtherProgram members(String name, String wanted, String why, int status) {
    return archive(name, wanted, why)
        .neverCertainOf("stale-session")
        .file("cookies.txt", COOKIES)
        .file(
            "haproxy.cfg",
            haproxy(
                CLOUDFLARE
                    + """
                      http-request return status %d content-type text/html string '<html><head><title>%d</title></head></html>' if { req.cook(user_credentials) -m found }
                      http-request return status 200 content-type application/json string '{"token":"t"}' if { path /token_dispenser.json }
                      http-request return status 200 content-type text/html string '%s'
                    """
                        .formatted(status, status, LIVE_PAGE),
                "server app " + NOBODY))
        .start("haproxy -f haproxy.cfg &", ARCHIVE_443);
  }
}
