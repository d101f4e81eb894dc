package org.why502.probe.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.LONG;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;
import org.why502.probe.RudeServer;
import org.why502.probe.work.Probe;

/** What is asked of servers that behave, and what is kept of their answers. */
class PagesTest {
  private static final URI WORK =
      URI.create("https://archiveofourown.org/works/1/chapters/2?a=b#c");

  private final MockWebServer server = new MockWebServer();
  private final Neighbourhood here = new Neighbourhood();

  @BeforeEach
  void start() throws IOException {
    server.useHttps(Neighbourhood.SERVER.sslSocketFactory());
    server.start();
    here.archive(server.getPort()).at(Neighbourhood.CONTROL, 443, server.getPort());
  }

  @AfterEach
  void stop() {
    here.close();
    server.close();
  }

  @Test
  void the_archives_own_502_is_kept_with_what_tells_its_author() {
    answers(
        page(502)
            .addHeader("Server", "cloudflare")
            .addHeader("CF-RAY", "8e12345-AMS")
            .addHeader("Via", "1.1 varnish, 1.1 squid.school.example:3128 (squid/5.7)")
            .addHeader("Retry-After", "120")
            .addHeader("Age", "31")
            .addHeader("X-Private", "secret")
            .body(
                """
                <!DOCTYPE html><html><head><title>AO3 Down |
                  Archive of Our Own</title></head><body>
                <div id="header">Menu</div>
                <div id="main" class="system errors error-502 region"><h2>Error 502</h2>
                <h3>The page was responding   too slowly.</h3></div></body></html>
                """));
    Answer answer = Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    assertEquals(502, answer.status());
    assertEquals(Optional.of(Neighbourhood.ARCHIVE), answer.serverIp());
    assertEquals(Optional.of("AO3 Down | Archive of Our Own"), answer.markers().title());
    assertEquals(
        List.of("system", "errors", "error-502", "region"), answer.markers().mainClasses());
    assertEquals(List.of("main"), answer.markers().ids());
    assertEquals("Error 502 The page was responding too slowly.", answer.markers().text());
    assertEquals(Optional.of("present"), answer.headers().cfRay());
    assertEquals(Optional.of("120"), answer.headers().retryAfter());
    assertEquals(Optional.of("31"), answer.headers().age());
    assertEquals(Optional.of("1.1 varnish, 1.1 … (squid/5.7)"), answer.headers().via());
    assertEquals(Optional.of("text/html"), answer.headers().contentType());
    assertFalse(answer.toString().contains("secret"));
    assertTrue(answer.timings().connect().isPresent());
    assertTrue(answer.timings().tls().isPresent());
    assertTrue(answer.timings().firstByte().isPresent());
  }

  @Test
  void markers_of_the_application_and_of_cloudflare_are_found() {
    answers(
        page(403)
            .body(
                "<meta name=csrf-token content=secret><body class='logged-out x'>"
                    + "<p id=challenge-error-text>wait</p><div id=cf-wrapper></div>"));
    Answer answer = Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    assertEquals(List.of("logged-out", "x"), answer.markers().bodyClasses());
    assertEquals(
        List.of("cf-wrapper", "challenge-error-text", "csrf-token"), answer.markers().ids());
    assertEquals("wait", answer.markers().text());
    assertFalse(answer.toString().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"token\":\"s3cret\"}", " {\n \"token\" : \"s3cret\"}"})
  void of_the_token_only_that_there_is_one_is_kept(String body) {
    answers(new MockResponse.Builder().addHeader("Content-Type", "application/json").body(body));
    Observation seen = here.world().page(Target.APPLICATION).ask(LONG);
    assertEquals("token", Ends.answer(seen).markers().text());
    assertFalse(seen.toString().contains("s3cret"));
    assertEquals(1, seen.archiveRequests());
  }

  @Test
  void json_of_another_shape_keeps_its_secrets() {
    answers(new MockResponse.Builder().body("{\"data\":{\"token\":\"s3cret\"}}"));
    Observation seen = here.world().page(Target.APPLICATION).ask(LONG);
    assertEquals("json", Ends.answer(seen).markers().text());
  }

  @Test
  void of_the_edges_trace_the_persons_address_is_not_kept() {
    answers(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/plain")
            .body("fl=1f2\nh=archiveofourown.org\nip=198.51.100.7\ncolo=AMS\n"));
    Observation seen = here.world().page(Target.EDGE).ask(LONG);
    assertEquals("trace", Ends.answer(seen).markers().text());
    assertFalse(seen.toString().contains("198.51"));
    assertEquals(0, seen.archiveRequests());
  }

  @Test
  void html_in_place_of_json_is_an_answer_with_markers() {
    answers(page(200).body("<title>Sign in</title><body>Welcome to the hotel"));
    Answer answer = Ends.answer(here.world().page(Target.APPLICATION).ask(LONG));
    assertEquals(Optional.of("Sign in"), answer.markers().title());
    assertEquals("Welcome to the hotel", answer.markers().text());
  }

  @Test
  void plain_words_are_kept() {
    answers(
        new MockResponse.Builder()
            .code(429)
            .addHeader("Content-Type", "text/plain")
            .body("Retry later\n"));
    assertEquals(
        "Retry later", Ends.answer(here.world().page(Target.STATIC).ask(LONG)).markers().text());
  }

  @Test
  void an_empty_502_still_is_a_502() {
    answers(new MockResponse.Builder().code(502));
    Answer answer = Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    assertEquals(502, answer.status());
    assertEquals("", answer.markers().text());
  }

  @Test
  void the_control_needs_no_body() {
    answers(new MockResponse.Builder().code(204));
    assertEquals(204, Ends.answer(here.world().page(Target.CONTROL).ask(LONG)).status());
  }

  /** okhttp asks again on 503 with {@code Retry-After: 0}: an archive in trouble is asked once. */
  @ParameterizedTest
  @ValueSource(ints = {503, 408, 421, 401})
  void no_status_makes_us_ask_again(int status) {
    for (int i = 0; i < 3; i++) {
      answers(page(status).addHeader("Retry-After", "0").body("later"));
    }
    Answer answer = Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    assertEquals(status, answer.status());
    assertEquals(Optional.of("0"), answer.headers().retryAfter());
    assertEquals(1, server.getRequestCount());
  }

  @Test
  void we_say_what_we_are_and_keep_out_of_caches() throws Exception {
    answers(page(200).body("x"));
    Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    RecordedRequest request = server.takeRequest();
    assertEquals("GET", request.getMethod());
    assertEquals("/robots.txt", request.getTarget());
    String agent = request.getHeaders().get("User-Agent");
    assertTrue(agent.startsWith("why502-bot/0.0.0 (+https://github.com/why502/why502"), agent);
    for (String telling : List.of("os.name", "os.arch", "java.version", "user.name")) {
      assertFalse(agent.contains(System.getProperty(telling)), agent);
    }
    assertEquals("no-cache, no-store", request.getHeaders().get("Cache-Control"));
    assertEquals(null, request.getHeaders().get("Cookie"));
  }

  @Test
  void http2_is_spoken_where_it_is_offered() throws Exception {
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    answers(page(200).body("x"));
    Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    assertEquals("HTTP/2", server.takeRequest().getVersion());
  }

  /**
   * An answer that announces no body is whole with its headers. okhttp gives the connection up
   * then, and the stream's own end, which comes a moment later or never, was read as a failure.
   */
  @ParameterizedTest
  @CsvSource({"204,identity", "502,identity", "502,gzip"})
  void an_answer_without_a_body_is_an_answer_however_late_its_end_comes(int status, String coding) {
    server.setProtocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    answers(
        page(status)
            .body("")
            .addHeader("Content-Encoding", coding)
            .bodyDelay(LONG.toSeconds() * 2, TimeUnit.SECONDS));
    Answer answer = Ends.answer(here.world().page(Target.STATIC).ask(LONG));
    assertEquals(status, answer.status());
    assertEquals(Optional.of("text/html"), answer.headers().contentType());
  }

  @Test
  void a_guests_page_is_asked_for_past_every_cache_and_without_cookies() throws Exception {
    answers(page(200).addHeader("Set-Cookie", "a=b").body("x"));
    answers(page(200).body("x"));
    Probe probe = here.world().guestPage(WORK, Trial.SAME_PAGE_WITHOUT_COOKIES, 2);
    Observation seen = probe.ask(LONG);
    assertEquals("browser-fetch/same-page-without-cookies-again", seen.id());
    assertEquals(1, seen.archiveRequests());
    Ends.answer(here.world().guestPage(WORK, Trial.SAME_PAGE_WITHOUT_COOKIES, 1).ask(LONG));
    RecordedRequest first = server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertTrue(first.getTarget().matches("/works/1/chapters/2\\?a=b&why502=[0-9a-f]+"));
    assertNotEquals(first.getTarget(), second.getTarget());
    assertEquals(null, second.getHeaders().get("Cookie"), "a cookie was remembered");
  }

  @Test
  void a_page_as_guests_get_it_may_come_from_a_cache() throws Exception {
    answers(page(200).addHeader("age", "3131").body("x"));
    Observation seen =
        here.world().pageAsGuestsGetIt(WORK, Trial.LIGHT_PAGE_WITHOUT_COOKIES).ask(LONG);
    assertEquals("browser-fetch/light-page-without-cookies", seen.id());
    assertEquals(Optional.of("3131"), Ends.answer(seen).headers().age());
    RecordedRequest asked = server.takeRequest();
    assertEquals("/works/1/chapters/2?a=b", asked.getTarget());
    assertEquals(null, asked.getHeaders().get("Cache-Control"));
    assertEquals(null, asked.getHeaders().get("Cookie"));
  }

  @Test
  void a_signed_in_page_is_asked_for_with_the_given_cookies_which_are_not_kept() throws Exception {
    answers(page(200).body("<body class=logged-in><p id=greeting>Hi, somebody!"));
    Observation seen =
        here.world()
            .guestPage(WORK, Trial.SAME_PAGE_WITH_COOKIES, 1, Optional.of("session=s3cret"))
            .ask(LONG);
    assertEquals("session=s3cret", server.takeRequest().getHeaders().get("Cookie"));
    assertEquals(List.of("logged-in"), Ends.answer(seen).markers().bodyClasses());
    assertFalse(seen.toString().contains("s3cret"));
    assertFalse(seen.toString().contains("somebody"));
  }

  @Test
  void a_cookie_that_no_header_can_hold_is_a_failure_that_does_not_repeat_it() {
    Observation seen =
        here.world()
            .guestPage(WORK, Trial.SAME_PAGE_WITH_COOKIES, 1, Optional.of("s3cret\r\nHost: x"))
            .ask(LONG);
    assertEquals(FailureKind.OTHER, seen.outcome().failed().orElseThrow().kind());
    assertFalse(seen.toString().contains("s3cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://archiveofourown.org/works/1",
        "https://archiveofourown.org:8443/works/1",
        "https://user:word@archiveofourown.org/works/1",
        "https://archiveofourown.org.evil.example/works/1",
        "https://evil.example/?archiveofourown.org",
        "https://archiveofourown.info/works/1",
        "https://192.0.2.1/",
        "file:///etc/passwd",
        "works/1",
        "mailto:a@archiveofourown.org"
      })
  void nothing_but_an_official_page_over_https_is_asked_for(String address) {
    Observation seen =
        here.world().guestPage(URI.create(address), Trial.SAME_PAGE_WITHOUT_COOKIES, 1).ask(LONG);
    assertEquals(new Outcome.NotAsked<>("not-official"), seen.outcome());
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void a_proxy_is_used_and_its_refusal_is_the_proxys() throws Exception {
    String[] asked = new String[1];
    try (var proxy =
            RudeServer.plain(
                (s, in, out) -> {
                  asked[0] = RudeServer.request(in);
                  RudeServer.say(out, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
                  RudeServer.stall(s);
                });
        var office = new Neighbourhood().proxied("10.1.2.3", 3128)) {
      office.at("10.1.2.3", 3128, proxy.port());
      Ends.failed(office.world().page(Target.STATIC).ask(LONG), Step.CONNECT, FailureKind.PROXY);
      assertTrue(asked[0].startsWith("CONNECT archiveofourown.org:443"), asked[0]);
    }
  }

  @Test
  void a_proxy_that_is_not_there_is_the_proxys_failure() throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    try (var office = new Neighbourhood().proxied("10.1.2.3", 3128)) {
      office.at("10.1.2.3", 3128, closed);
      Ends.failed(office.world().page(Target.STATIC).ask(LONG), Step.CONNECT, FailureKind.PROXY);
    }
  }

  /** A family that is missing here must not speak for the one that is there. */
  @Test
  void of_two_addresses_the_one_that_works_is_used() {
    here.named("archiveofourown.org", "2001:db8::dead", Neighbourhood.ARCHIVE)
        .at("2001:db8::dead", 443, 1);
    answers(page(200).body("x"));
    assertEquals(
        Optional.of(Neighbourhood.ARCHIVE),
        Ends.answer(here.world().page(Target.STATIC).ask(LONG)).serverIp());
  }

  private void answers(MockResponse.Builder answer) {
    server.enqueue(answer.build());
  }

  private static MockResponse.Builder page(int status) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "text/html; charset=utf-8");
  }
}
