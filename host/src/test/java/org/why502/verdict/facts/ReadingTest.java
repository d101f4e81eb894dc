package org.why502.verdict.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;

/** Who wrote this page? Each row of the field guide's first table, and its traps. */
class ReadingTest {

  // ---- 1: the browser check

  @Test
  void a_challenge_by_its_header_its_title_or_its_element() {
    assertEquals(
        Reading.CHALLENGE,
        Reading.of(403, new Sent().mitigated("challenge").headers(), Optional.empty()));
    assertEquals(Reading.CHALLENGE, edge(403, page().title("Shields are up! | AO3")));
    assertEquals(Reading.CHALLENGE, edge(403, page().ids("challenge-error-text")));
  }

  @Test
  void an_ordinary_page_with_cloudflares_script_in_it_is_no_challenge() {
    Drawn ordinary =
        page()
            .main("works-show", "region")
            .body("logged-out")
            .ids("main", "greeting", "csrf-token")
            .text("__CF$cv$params /cdn-cgi/challenge-platform/ Shields are up!");
    assertEquals(Reading.ARCHIVE_APPLICATION, edge(200, ordinary));
    assertEquals(
        Reading.ARCHIVE_APPLICATION,
        edge(200, ordinary.title("How the Shields are up! changed me")),
        "a title that only speaks of it");
  }

  // ---- 2: the rate limiter

  @Test
  void too_many_requests_in_plain_text_and_on_the_archives_own_page() {
    assertEquals(Reading.RATE_LIMITER, edge(429, page().text("Retry later")));
    assertEquals(
        Reading.RATE_LIMITER,
        edge(429, page().main("system", "errors", "error-429").text("Too Many Requests")));
    assertEquals(
        Reading.UNTOLD,
        Reading.of(429, Headers.none(), Optional.empty()),
        "nobody saw who signed it");
    assertEquals(
        Reading.GATEWAY_ELSEWHERE,
        Reading.of(429, new Sent().server("nginx").headers(), Optional.empty()),
        "a gateway on the way counts its own");
    assertEquals(
        Reading.CHALLENGE,
        Reading.of(429, new Sent().mitigated("challenge").headers(), Optional.empty()),
        "a challenge comes first whatever its status");
  }

  @Test
  void words_of_a_rate_limiter_without_its_status_are_only_words() {
    assertEquals(Reading.UNTOLD, edge(200, page().text("Retry later")));
  }

  // ---- 3 and 4: the front server

  @ParameterizedTest
  @ValueSource(ints = {200, 500, 502, 503, 504})
  void maintenance_whatever_the_status(int status) {
    assertEquals(
        Reading.MAINTENANCE,
        edge(status, page().main("system", "errors", "error-503-maintenance", "region")));
  }

  @ParameterizedTest
  @CsvSource({"502, error-502", "503, error-503", "504, error-504", "403, error-403"})
  void the_front_servers_static_pages(int status, String token) {
    assertEquals(
        Reading.ARCHIVE_FRONT,
        edge(status, page().main("system", "errors", token, "region").ids("main")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error-5023",
        "error-50",
        "terror-502",
        "error-502-notes",
        "my-error-503-maintenance",
        "error-503-maintenance-over",
        "ERROR-502"
      })
  void tokens_are_compared_whole(String token) {
    assertEquals(Reading.GATEWAY_BEHIND_EDGE, edge(502, page().main("system", token).ids("main")));
  }

  @Test
  void an_error_503_is_not_its_maintenance() {
    assertEquals(Reading.ARCHIVE_FRONT, edge(503, page().main("errors", "error-503")));
  }

  // ---- 5: the application

  @ParameterizedTest
  @CsvSource({
    "404, error-404, logged-in",
    "403, error-403, logged-out",
    "422, error-422, logged-in",
    "500, error-500, logged-out",
    "504, error-504, logged-out"
  })
  void an_error_page_with_a_body_class_is_the_living_application(
      int status, String token, String body) {
    assertEquals(
        Reading.ARCHIVE_APPLICATION, edge(status, page().main("errors", token).body(body)));
  }

  @Test
  void a_greeting_or_a_form_token_shows_the_application_too() {
    assertEquals(Reading.ARCHIVE_APPLICATION, edge(500, page().main("error-500").ids("greeting")));
    assertEquals(
        Reading.ARCHIVE_APPLICATION, edge(500, page().main("error-500").ids("csrf-token")));
  }

  @Test
  void session_expired_and_forced_logout_are_ordinary_pages_of_the_application() {
    assertEquals(
        Reading.ARCHIVE_APPLICATION,
        edge(200, page().main("system", "errors", "region").body("logged-out")));
  }

  @Test
  void the_token_dispenser_is_the_application_only_as_json_with_a_token() {
    Headers json = new Sent().byEdge().type("application/json; charset=utf-8").headers();
    assertEquals(
        Reading.ARCHIVE_APPLICATION,
        Reading.of(200, json, Optional.of(page().text("token").markers())));
    assertEquals(Reading.UNTOLD, Reading.of(200, json, Optional.of(page().text("json").markers())));
    assertEquals(Reading.UNTOLD, edge(200, page().text("token")), "a page that says so is not it");
  }

  // ---- 6: Cloudflare for an origin that it could not use

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archiveofourown.org | 502: Bad gateway",
        "archiveofourown.org | 521: Web server is down",
        "www.archiveofourown.org | 525: SSL handshake failed"
      })
  void cloudflares_titles(String title) {
    assertEquals(Reading.CLOUDFLARE, edge(502, page().title(title)));
  }

  @Test
  void cloudflares_elements() {
    assertEquals(Reading.CLOUDFLARE, edge(502, page().ids("cf-wrapper")));
    assertEquals(Reading.CLOUDFLARE, edge(504, page().ids("cf-error-details")));
  }

  @ParameterizedTest
  @ValueSource(ints = {520, 521, 522, 523, 524, 525, 526, 530})
  void cloudflares_own_codes_with_no_body(int status) {
    Headers edge = new Sent().byEdge().headers();
    assertEquals(Reading.CLOUDFLARE, Reading.of(status, edge, Optional.empty()));
    assertEquals(
        Reading.GATEWAY_ELSEWHERE,
        Reading.of(status, Headers.none(), Optional.empty()),
        "the number alone can be anybody's");
  }

  @Test
  void a_title_with_another_number_is_not_cloudflares() {
    assertEquals(Reading.UNTOLD, edge(200, page().title("archiveofourown.org | 404: Gone")));
  }

  // ---- 6b: the edge refuses

  @Test
  void a_refusal_is_the_edges_where_it_signed_it_and_the_application_did_not_write_it() {
    for (int status : List.of(403, 408, 413, 421, 422, 425, 451)) {
      assertEquals(Reading.EDGE_REFUSAL, edge(status, page()), "status " + status);
      assertEquals(
          Reading.ARCHIVE_APPLICATION,
          edge(status, page().main("works-new").body("logged-in")),
          "the application's own " + status);
      assertEquals(
          Reading.STRANGER,
          Reading.of(status, new Sent().server("nginx").headers(), Optional.of(page().markers())),
          "a gateway's " + status);
    }
    assertEquals(Reading.EDGE_REFUSAL, edge(403, page().ids("cf-error-details")), "its page 1020");
    assertEquals(Reading.ARCHIVE_FRONT, edge(403, page().main("system", "errors", "error-403")));
    assertEquals(Reading.UNTOLD, edge(404, page()), "a page that is not there is no refusal");
    assertTrue(Reading.EDGE_REFUSAL.official());
  }

  // ---- 7: a gateway

  @Test
  void a_bare_502_is_the_archives_side_only_behind_the_edge() {
    Drawn bare = page().title("502 Bad Gateway").text("502 Bad Gateway nginx");
    assertEquals(Reading.GATEWAY_BEHIND_EDGE, edge(502, bare));
    assertEquals(
        Reading.GATEWAY_BEHIND_EDGE,
        Reading.of(502, new Sent().ray("8e0-LHR").headers(), Optional.of(bare.markers())));
    for (String server : List.of("nginx", "squid/5.7", "openresty")) {
      assertEquals(
          Reading.GATEWAY_ELSEWHERE,
          Reading.of(502, new Sent().server(server).headers(), Optional.of(bare.markers())));
    }
  }

  @Test
  void an_empty_body_is_told_by_its_headers() {
    Headers edge = new Sent().byEdge().headers();
    assertEquals(Reading.GATEWAY_BEHIND_EDGE, Reading.of(502, edge, Optional.empty()));
    assertEquals(Reading.GATEWAY_ELSEWHERE, Reading.of(502, Headers.none(), Optional.empty()));
    assertEquals(
        Reading.GATEWAY_ELSEWHERE,
        Reading.of(502, Headers.none(), Optional.of(Markers.none())),
        "a body that told nothing is like none");
  }

  // ---- 8: nobody we know

  @Test
  void a_whole_page_without_a_trace_of_the_archive_is_a_stranger() {
    Drawn portal = page().title("Welcome to the hotel").text("Room number");
    assertEquals(Reading.STRANGER, Reading.of(200, Headers.none(), Optional.of(portal.markers())));
    assertEquals(
        Reading.UNTOLD,
        Reading.of(200, Headers.none(), Optional.empty()),
        "where nobody looked, nobody is accused");
  }

  // ---- special codes

  @ParameterizedTest
  @ValueSource(ints = {445, 507, 418})
  void the_archives_own_codes(int status) {
    Headers edge = new Sent().byEdge().headers();
    assertEquals(Reading.ARCHIVE_FRONT, Reading.of(status, edge, Optional.empty()));
    assertEquals(Reading.UNTOLD, Reading.of(status, Headers.none(), Optional.empty()));
  }

  @Test
  void who_is_official() {
    for (Reading reading : Reading.values()) {
      boolean elsewhere =
          List.of(Reading.GATEWAY_ELSEWHERE, Reading.STRANGER, Reading.UNTOLD).contains(reading);
      assertEquals(!elsewhere, reading.official());
    }
    assertTrue(Reading.CLOUDFLARE.official());
    assertFalse(Reading.STRANGER.official());
  }

  // ---- drawing pages

  private static Reading edge(int status, Drawn page) {
    return Reading.of(status, new Sent().byEdge().headers(), Optional.of(page.markers()));
  }

  private static Drawn page() {
    return new Drawn(Optional.empty(), List.of(), List.of(), List.of(), "");
  }

  private record Drawn(
      Optional<String> title, List<String> main, List<String> body, List<String> ids, String text) {
    Drawn title(String words) {
      return new Drawn(Optional.of(words), main, body, ids, text);
    }

    Drawn main(String... classes) {
      return new Drawn(title, List.of(classes), body, ids, text);
    }

    Drawn body(String... classes) {
      return new Drawn(title, main, List.of(classes), ids, text);
    }

    Drawn ids(String... known) {
      return new Drawn(title, main, body, List.of(known), text);
    }

    Drawn text(String words) {
      return new Drawn(title, main, body, ids, words);
    }

    Markers markers() {
      return new Markers(title, main, body, ids, text);
    }
  }

  private record Sent(
      Optional<String> server,
      Optional<String> ray,
      Optional<String> mitigated,
      Optional<String> type) {
    Sent() {
      this(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Sent byEdge() {
      return server("cloudflare").ray("8e00000000000000-LHR");
    }

    Sent server(String name) {
      return new Sent(Optional.of(name), ray, mitigated, type);
    }

    Sent ray(String id) {
      return new Sent(server, Optional.of(id), mitigated, type);
    }

    Sent mitigated(String how) {
      return new Sent(Optional.of("cloudflare"), ray, Optional.of(how), type);
    }

    Sent type(String media) {
      return new Sent(server, ray, mitigated, Optional.of(media));
    }

    Headers headers() {
      Optional<String> no = Optional.empty();
      return new Headers(server, ray, mitigated, no, no, no, no, no, type);
    }
  }
}
