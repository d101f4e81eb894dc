package org.why502.other;

import static org.why502.other.OtherProgram.NGINX;

import java.util.List;

/** What stands between this machine and AO3: proxies that are set, a hotel, a filter of all TLS. */
final class PathPrograms {
  /** The tiny internet has a proxy of its own at 3128, whether a situation sets it or not. */
  static final String PROXY = "http://127.0.0.1:3129";

  private static final String PROXY_READY = "127.0.0.1 3129";

  private PathPrograms() {}

  static List<OtherProgram> all() {
    return List.of(
        proxy("tinyproxy-parent-dead", "the proxy answers for AO3, and cannot reach anything")
            .file(
                "tinyproxy.conf",
                "Port 3129\n"
                    + "Listen 127.0.0.1\n"
                    + "Timeout 20\n"
                    + "LogFile \"tinyproxy.log\"\n"
                    + "Upstream http 127.0.0.1:9\n")
            .start("tinyproxy -d -c tinyproxy.conf >tinyproxy.out &", PROXY_READY),
        proxy("tinyproxy-filter", "the proxy refuses AO3 alone")
            .file(
                "tinyproxy.conf",
                "Port 3129\n"
                    + "Listen 127.0.0.1\n"
                    + "Timeout 20\n"
                    + "LogFile \"tinyproxy.log\"\n"
                    + "Filter \"names\"\n")
            .file("names", "archiveofourown\n")
            .start("tinyproxy -d -c tinyproxy.conf >tinyproxy.out &", PROXY_READY),
        proxy("squid-denies", "the proxy refuses everything")
            .file("squid.conf", squid("http_access deny all"))
            .start(SQUID, PROXY_READY),
        proxy("squid-parent-dead", "the proxy has a parent that is gone, and says 503")
            .file(
                "squid.conf",
                squid(
                    "http_access allow all\nnever_direct allow all\n"
                        + "cache_peer 127.0.0.1 parent 9 0 no-query default"))
            .start(SQUID, PROXY_READY),
        OtherProgram.insteadOf(
                "",
                "nginx-captive-portal",
                "captive-portal",
                "http is sent to a sign-in page, https shows the portal's own certificate")
            .file(
                "nginx.conf",
                WebPrograms.nginx(
                    "listen 127.0.0.1:8080; listen [::1]:8080;"
                        + " listen 127.0.0.1:8443 ssl; listen [::1]:8443 ssl;"
                        + " ssl_certificate own.pem; ssl_certificate_key own.pem;",
                    "location / { return 302 http://login.hotel.example/sign-in; }"))
            .start(HOTEL_CERTIFICATE)
            .start(NGINX, "127.0.0.1 8080")
            .start(redirect(80, 8080) + redirect(443, 8443)),
        OtherProgram.insteadOf(
                "",
                "nginx-signs-everything",
                "intercepted",
                "every site shows a certificate of one unknown signer")
            .file(
                "nginx.conf",
                WebPrograms.nginx(
                    "listen 127.0.0.1:8443 ssl; listen [::1]:8443 ssl;"
                        + " ssl_certificate own.pem; ssl_certificate_key own.pem;",
                    "location / { return 502; }"))
            .start(WebPrograms.SELF_SIGNED)
            .start(NGINX, "127.0.0.1 8443")
            .start(redirect(443, 8443)));
  }

  /** Squid will not be root, not even in a namespace of its own. */
  static final String SQUID =
      "unshare -U --map-user=1000 --map-group=1000 squid -N -f $PWD/squid.conf 2>squid.err &";

  private static final String HOTEL_CERTIFICATE =
      WebPrograms.SELF_SIGNED
          .replace("archiveofourown.org/O=Example School", "login.hotel.example")
          .replaceFirst("-addext \\S+", "-addext subjectAltName=DNS:login.hotel.example");

  private static OtherProgram proxy(String name, String why) {
    return OtherProgram.insteadOf("", name, "local-proxy", why).set("https_proxy", PROXY);
  }

  static String squid(String rules) {
    return "http_port 127.0.0.1:3129\ncache deny all\npid_filename none\naccess_log none\n"
        + "cache_log squid.log\ncoredump_dir .\nconnect_retries 0\nforward_max_tries 1\n"
        + "connect_timeout 2 seconds\nnetdb_filename none\npinger_enable off\n"
        + rules
        + "\n";
  }

  /**
   * As a gateway does it: whatever goes to this port comes here. The lab's own control is spared.
   */
  static String redirect(int port, int here) {
    return ("nft add table inet hotel\n"
            + "nft 'add chain inet hotel out { type nat hook output priority -100; }'\n"
            + "nft add rule inet hotel out tcp dport %d redirect to :%d\n")
        .formatted(port, here);
  }
}
