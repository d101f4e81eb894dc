package org.why502.other;

import static org.why502.other.OtherProgram.ARCHIVE_443;
import static org.why502.other.OtherProgram.NGINX;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.why502.lab.site.FrontServer;
import org.why502.lab.site.Place;

/** Web servers where AO3 and its edge stand, with the lab's certificate for AO3. */
final class WebPrograms {
  /** The application that nginx, HAProxy and the others look for, and do not find. */
  private static final String NOBODY = "127.0.0.1:9";

  /** Where the front server listens when an edge stands before it. */
  static final String FRONT = "127.0.0.1:8080";

  static final String TOKEN =
      "location = /token_dispenser.json { default_type application/json;"
          + " return 200 '{\"token\":\"t\"}'; }\n";

  private static final List<String> ADDRESSES =
      Place.ARCHIVE.addresses().stream()
          .filter(a -> !a.contains(":") || Files.exists(Path.of("/proc/net/if_inet6")))
          .toList();

  private WebPrograms() {}

  static List<OtherProgram> all() {
    return List.of(
        archive(
                "nginx-upstream-dead",
                "archive-down",
                "AO3's certificate protects its gateway's 502")
            .file(
                "nginx.conf",
                nginx(listenTls(), "location / { proxy_pass http://" + NOBODY + "; }"))
            .start(NGINX, ARCHIVE_443),
        behindEdge(
                "nginx-upstream-dead-behind-an-edge",
                "archive-down",
                "a bare 502 that came through Cloudflare")
            .file(
                "nginx.conf",
                nginx(listen(FRONT), "location / { proxy_pass http://" + NOBODY + "; }"))
            .start(NGINX, "127.0.0.1 8080"),
        behindEdge("nginx-own-502-page", "archive-down", "AO3's front server shows its own page")
            .file("502.html", page(FrontServer.badGateway().body()))
            .file(
                "nginx.conf",
                nginx(
                    listen(FRONT),
                    "location / { proxy_pass http://"
                        + NOBODY
                        + "; error_page 502 /502.html; }\n"
                        + "location = /502.html { root .; internal; }"))
            .start(NGINX, "127.0.0.1 8080"),
        behindEdge(
                "nginx-maintenance", "archive-maintenance", "the page says so, whatever the status")
            .file("down.html", page(FrontServer.maintenance(503).body()))
            .file(
                "nginx.conf",
                nginx(
                    listen(FRONT),
                    "location / { return 503; error_page 503 /down.html; }\n"
                        + "location = /down.html { root .; internal; }"))
            .start(NGINX, "127.0.0.1 8080"),
        behindEdge(
                "nginx-upstream-silent",
                "page-too-slow",
                "this page comes to nothing late, the application answers at once")
            .file(
                "nginx.conf",
                nginx(
                    listen(FRONT),
                    TOKEN
                        + "location = /works/1001 { proxy_pass http://127.0.0.1:8081;"
                        + " proxy_read_timeout 6s; }\n"
                        + "location / { default_type text/html; return 200 '"
                        + LIVE_PAGE
                        + "'; }"))
            .start(SILENT_SERVER, "127.0.0.1 8081")
            .start(NGINX, "127.0.0.1 8080"),
        behindEdge("nginx-limit", "too-many-requests", "a limit speaks for itself")
            .file(
                "nginx.conf",
                nginx(
                    listen(FRONT),
                    "add_header Retry-After 120 always;\n"
                        + "location / { limit_req zone=all; limit_req_status 429; "
                        + "proxy_pass http://"
                        + NOBODY
                        + "; }"))
            .start(NGINX, "127.0.0.1 8080")
            .start(
                "for try in $(seq 100); do curl -s -o used-up http://"
                    + FRONT
                    + "/works/1 && break; sleep 0.1; done"),
        behindEdge(
                "varnish-backend-fetch-failed",
                "archive-down",
                "a cache of AO3's own has nobody behind it")
            .file(
                "default.vcl",
                """
                vcl 4.1;
                backend default { .host = "127.0.0.1"; .port = "9"; }
                """)
            .start(
                "varnishd -F -j none -n $PWD/varnish -a "
                    + FRONT
                    + " -f $PWD/default.vcl -s malloc,16m &",
                "127.0.0.1 8080"),
        behindEdge(
                "lighttpd-backend-dead",
                "archive-down",
                "another gateway, another page, the same trouble")
            .file(
                "lighttpd.conf",
                """
                server.document-root = "."
                server.bind = "127.0.0.1"
                server.port = 8080
                server.modules = ("mod_proxy")
                proxy.server = ("" => (("host" => "127.0.0.1", "port" => 9)))
                """)
            .start("lighttpd -D -f lighttpd.conf &", "127.0.0.1 8080"),
        archive("haproxy-no-server", "archive-down", "AO3's certificate protects its gateway's 503")
            .file("haproxy.cfg", haproxy("", "server app " + NOBODY + " disabled"))
            .start("haproxy -f haproxy.cfg &", ARCHIVE_443),
        archive(
                "haproxy-nonsense-from-server",
                "archive-down",
                "a 502 for an answer that is no HTTP")
            .file("haproxy.cfg", haproxy("", "server app 127.0.0.1:8081"))
            .start(NONSENSE_SERVER, "127.0.0.1 8081")
            .start("haproxy -f haproxy.cfg &", ARCHIVE_443),
        archive(
                "haproxy-server-silent",
                "page-too-slow",
                "a 504 after a wait, while light pages answer")
            .file(
                "haproxy.cfg",
                haproxy(
                    """
                      http-request return status 200 content-type application/json string '{"token":"t"}' if { path /token_dispenser.json }
                      http-request return status 200 content-type text/html string '%s' unless { path /works/1001 }
                    """
                        .formatted(LIVE_PAGE),
                    "server app 127.0.0.1:8081"))
            .start(SILENT_SERVER, "127.0.0.1 8081")
            .start("haproxy -f haproxy.cfg &", ARCHIVE_443),
        behindEdge(
                "haproxy-one-server-in-three-dead",
                "archive-overloaded",
                "some requests pass and some fail")
            .file(
                "front.cfg",
                plainHaproxy(
                    """
                      retries 0
                      balance roundrobin
                      server dead %s
                      server b 127.0.0.1:8082
                      server c 127.0.0.1:8082
                    """
                        .formatted(NOBODY)))
            .file(
                "nginx.conf",
                nginx(
                    listen("127.0.0.1:8082"),
                    TOKEN
                        + "location / { default_type text/html; return 200 '"
                        + LIVE_PAGE
                        + "'; }"))
            .start(NGINX, "127.0.0.1 8082")
            .start("haproxy -f front.cfg &", "127.0.0.1 8080"),
        archive("haproxy-rejects", "blocked-here", "connections to AO3 alone are cut off")
            .file(
                "haproxy.cfg", haproxy("  tcp-request connection reject\n", "server app " + NOBODY))
            .start("haproxy -f haproxy.cfg &", ARCHIVE_443),
        archive(
                "haproxy-drops",
                "blocked-here",
                "connections to AO3 alone are left without an answer")
            .file(
                "haproxy.cfg",
                haproxy("  tcp-request connection silent-drop\n", "server app " + NOBODY))
            .start("haproxy -f haproxy.cfg &", ARCHIVE_443),
        archive(
                "stunnel-self-signed",
                "blocked-here or intercepted",
                "what stands there cannot show AO3's certificate, and the rest of the world is"
                    + " fine")
            .file(
                "stunnel.conf",
                "foreground = yes\npid =\n"
                    + ADDRESSES.stream()
                        .map(
                            a ->
                                "["
                                    + a.replace(":", "-")
                                    + "]\naccept = "
                                    + a
                                    + ":443\nconnect = 8080\ncert = own.pem\n")
                        .collect(Collectors.joining()))
            .file(
                "nginx.conf",
                nginx(listen(FRONT), "location / { return 403 'Blocked by your school'; }"))
            .start(SELF_SIGNED)
            .start(NGINX, "127.0.0.1 8080")
            .start("stunnel4 stunnel.conf &", ARCHIVE_443),
        archive(
                "nginx-closes-without-a-word",
                "archive-down or inconclusive",
                "it proves to be AO3 and says nothing")
            .file("nginx.conf", nginx(listenTls(), "location / { return 444; }"))
            .start(NGINX, ARCHIVE_443));
  }

  // ---- pieces of configuration

  /** A certificate that nobody signed, for AO3's name. */
  static final String SELF_SIGNED =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/CN=archiveofourown.org/O=Example"
          + " School' -addext subjectAltName=DNS:archiveofourown.org,DNS:www.gstatic.com,"
          + "DNS:www.otwstatus.org -keyout key.pem -out certificate.pem 2>openssl.err"
          + " && cat certificate.pem key.pem > own.pem";

  /** Accepts connections and never says a word. */
  private static final String SILENT_SERVER = serve("time.sleep(60)");

  /** Answers whatever comes with something that is no HTTP. */
  private static final String NONSENSE_SERVER =
      serve("c.recv(999); c.sendall(b\"nonsense\\\\r\\\\n\"); c.close()");

  /**
   * What only a living application writes (field guide, section 1, row 5), without an apostrophe.
   */
  static final String LIVE_PAGE =
      "<!DOCTYPE html><html><head><title>A work</title><meta name=\"csrf-token\" content=\"x\">"
          + "</head><body class=\"logged-out\"><div id=\"main\" class=\"works-show region\">Words"
          + "</div></body></html>";

  static OtherProgram archive(String name, String wanted, String why) {
    return OtherProgram.insteadOf("archive", name, wanted, why);
  }

  /** HAProxy speaks for Cloudflare: it ends TLS and signs whatever comes from behind. */
  static OtherProgram behindEdge(String name, String wanted, String why) {
    return archive(name, wanted, why)
        .file("edge.cfg", haproxy(CLOUDFLARE, "server front " + FRONT))
        .start("haproxy -f edge.cfg &", ARCHIVE_443);
  }

  static final String CLOUDFLARE =
      """
        http-after-response set-header server cloudflare
        http-after-response set-header cf-ray 8e00000000000000-EWR
        http-request return status 200 content-type text/plain string "colo=EWR" if { path /cdn-cgi/trace }
      """;

  static String nginx(String listen, String locations) {
    return """
    user root; daemon off; master_process off; pid nginx.pid; error_log nginx.log;
    events {}
    http {
      access_log access.log; client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;
      uwsgi_temp_path t4; scgi_temp_path t5;
      limit_req_zone $server_port zone=all:1m rate=1r/m;
      server {
        %s
        %s
      }
    }
    """
        .formatted(listen, locations);
  }

  static String listen(String where) {
    return "listen " + where + ";";
  }

  static String listenTls() {
    return ADDRESSES.stream()
            .map(a -> "listen " + (a.contains(":") ? "[" + a + "]" : a) + ":443 ssl http2;")
            .collect(Collectors.joining("\n"))
        + "\nssl_certificate archive.pem; ssl_certificate_key archive.pem;";
  }

  static String haproxy(String frontend, String server) {
    String bind =
        ADDRESSES.stream()
            .map(a -> "  bind " + a + ":443 ssl crt archive.pem alpn h2,http/1.1\n")
            .collect(Collectors.joining());
    return haproxy(bind, frontend, "  " + server + "\n");
  }

  private static String plainHaproxy(String backend) {
    return haproxy("  bind " + FRONT + "\n", "", backend);
  }

  static String haproxy(String bind, String frontend, String backend) {
    return "defaults\n"
        + "  mode http\n"
        + "  timeout connect 3s\n"
        + "  timeout client 20s\n"
        + "  timeout server 6s\n"
        + "frontend in\n"
        + bind
        + frontend
        + "  default_backend behind\nbackend behind\n"
        + backend;
  }

  private static String serve(String conversation) {
    return """
    python3 -c '
    import socket, threading, time
    s = socket.create_server(("127.0.0.1", 8081))
    def serve(c):
        %s
    while True:
        threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
    ' &\
    """
        .formatted(conversation);
  }

  private static String page(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
