package org.why502.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would name a person, a work or a page does not enter evidence, whoever sends it. */
class PrivacyTest {
  private static final String WORK = "The Lamp at Number Five | Archive of Our Own";

  // ---- markers

  @Test
  void the_words_of_an_ordinary_page_are_dropped() {
    Markers kept =
        markers(WORK, List.of("works-show"), List.of("logged-out"), List.of("main"), "Chapter 1");
    assertEquals(Optional.empty(), kept.title());
    assertEquals("", kept.text());
  }

  @Test
  void the_words_of_any_page_for_somebody_signed_in_are_dropped() {
    Markers error =
        markers("Error 404", List.of("error-404"), List.of("logged-in"), List.of(), "Hi, tester!");
    assertEquals(Optional.empty(), error.title());
    assertEquals("", error.text());
    Markers greeted =
        markers("Error 404", List.of("error-404"), List.of(), List.of("greeting"), "Hi, tester!");
    assertEquals("", greeted.text());
  }

  @Test
  void an_ordinary_page_is_known_by_any_of_its_marks() {
    for (List<String> ids : List.of(List.of("main"), List.of("greeting"))) {
      assertEquals("", markers(WORK, List.of(), List.of(), ids, "Chapter 1").text());
    }
    assertEquals(
        "", markers(WORK, List.of("works-index"), List.of(), List.of(), "Chapter 1").text());
  }

  @Test
  void the_words_of_an_error_page_are_kept_because_they_tell_its_author() {
    Markers kept =
        markers("AO3 Down", List.of("error-502"), List.of(), List.of("main"), "Too slowly.");
    assertEquals(Optional.of("AO3 Down"), kept.title());
    assertEquals("Too slowly.", kept.text());
    assertEquals("Sign in", markers("Hotel", List.of(), List.of(), List.of(), "Sign in").text());
  }

  @Test
  void only_ids_that_tell_authors_apart_are_kept() {
    Markers kept =
        markers("x", List.of(), List.of(), List.of("work_1001", "cf-wrapper", "user_7"), "");
    assertEquals(List.of("cf-wrapper"), kept.ids());
  }

  @Test
  void nothing_is_kept_at_length() {
    Markers kept =
        markers(
            "t".repeat(5000),
            Collections.nCopies(100, "error-502"),
            Collections.nCopies(100, "c"),
            List.of(),
            "w".repeat(5000));
    assertEquals(120, kept.title().orElseThrow().length());
    assertEquals(200, kept.text().length());
    assertEquals(12, kept.mainClasses().size());
    assertEquals(12, kept.bodyClasses().size());
  }

  // ---- headers

  @Test
  void a_ray_id_that_could_be_traced_is_only_present() {
    Optional<String> no = Optional.empty();
    Headers kept = new Headers(no, Optional.of("8e0123456789abcd-LHR"), no, no, no, no, no, no, no);
    assertEquals(Optional.of("present"), kept.cfRay());
    assertFalse(kept.toString().contains("8e0123456789abcd"));
  }

  @Test
  void headers_are_cut_and_a_media_type_loses_its_parameters() {
    Optional<String> longOne = Optional.of("x".repeat(500));
    Headers kept =
        new Headers(
            longOne,
            longOne,
            longOne,
            longOne,
            longOne,
            longOne,
            longOne,
            longOne,
            Optional.of("text/html; charset=utf-8; name=secret"));
    for (Optional<String> header :
        List.of(
            kept.server(),
            kept.cfMitigated(),
            kept.retryAfter(),
            kept.age(),
            kept.via(),
            kept.date(),
            kept.cfCacheStatus())) {
      assertEquals(80, header.orElseThrow().length());
    }
    assertEquals(Optional.of("text/html"), kept.contentType());
  }

  // ---- failures

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://archiveofourown.org/works/1001?view_full_work=true",
        "/works/1001/chapters/2",
        "/home/tester/.config/why502",
        "192.168.1.17",
        "192.168.1.17:443",
        "10.0.0.1",
        "fe80::1",
        "2606:4700:10::6814:1c18",
        "[2606:4700:10::1]:443",
        "tester@example.org",
        "ftp://box/secret",
      })
  void a_detail_loses_addresses_paths_and_names(String secret) {
    for (String words : List.of("%s", "connect to %s failed", "(%s)", "from %s: refused")) {
      String detail =
          new Failure(Step.CONNECT, FailureKind.REFUSED, words.formatted(secret)).detail();
      assertFalse(detail.contains(secret), detail);
      for (String part : List.of("1001", "tester", "192.168", "10.0.0", "fe80", "2606", "secret")) {
        assertTrue(!secret.contains(part) || !detail.contains(part), detail);
      }
      assertTrue(detail.contains("…"), "something was taken out of " + detail);
    }
  }

  @Test
  void a_detail_keeps_what_tells_the_fault() {
    assertEquals(
        "SSLHandshakeException: unable to find valid certification path",
        new Failure(
                Step.TLS,
                FailureKind.BAD_CERTIFICATE,
                "SSLHandshakeException: unable to find valid certification path")
            .detail());
    assertEquals(
        120, new Failure(Step.TLS, FailureKind.OTHER, "word ".repeat(100)).detail().length());
  }

  // ---- sightings

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archiveofourown.info",
        "archiveofourown.org.evil.example",
        "evil-archiveofourown.org",
        "ao3.com",
        "localhost",
        "127.0.0.1",
        "archiveofourown.org/works/1001",
        "archiveofourown.org:8443",
        "user@archiveofourown.org",
        "",
      })
  void no_other_host_is_ever_seen(String host) {
    assertThrows(IllegalArgumentException.class, () -> sighting(host, "GET", Optional.of(502)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "archiveofourown.org",
        "www.archiveofourown.org",
        "download.archiveofourown.org",
        "ArchiveOfOurOwn.ORG",
        "ao3.org",
        "archiveofourown.gay",
        "archive.transformativeworks.org",
      })
  void the_archives_own_hosts_are(String host) {
    assertEquals(host, sighting(host, "GET", Optional.of(502)).host());
  }

  @Test
  void an_error_that_is_no_code_is_not_kept() {
    for (String told :
        List.of("the page /works/1001 failed", "x".repeat(81), "net::ERR_FAILED tester@ao3", "")) {
      assertEquals(Optional.of("unknown"), failed(told).error());
    }
    assertEquals(
        Optional.of("net::ERR_CONNECTION_RESET"), failed("net::ERR_CONNECTION_RESET").error());
    assertEquals(Optional.of("why502:tls/reset"), failed("why502:tls/reset").error());
  }

  @Test
  void a_sighting_has_a_status_or_an_error_and_sense() {
    assertThrows(
        IllegalArgumentException.class,
        () -> sighting("archiveofourown.org", "GET", Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> sighting("archiveofourown.org", "get /works/1", Optional.of(502)));
    assertThrows(
        IllegalArgumentException.class,
        () -> sighting("archiveofourown.org", "", Optional.of(502)));
  }

  @Test
  void long_lists_and_names_are_cut() {
    NameAnswer liar =
        new NameAnswer("NOERROR", IntStream.range(0, 200).mapToObj(i -> "10.0.0." + i).toList());
    assertEquals(8, liar.addresses().size());
    Certificate certificate =
        new Certificate(
            Certificate.Trust.UNTRUSTED,
            "i".repeat(500),
            IntStream.range(0, 50).mapToObj(i -> i + "i".repeat(500)).toList(),
            Collections.nCopies(500, "name"),
            Instant.EPOCH,
            Instant.EPOCH);
    assertEquals(80, certificate.issuer().length());
    assertEquals(10, certificate.names().size());
    assertEquals(6, certificate.issuers().size());
    certificate.issuers().forEach(i -> assertEquals(80, i.length()));
  }

  private static Markers markers(
      String title, List<String> main, List<String> body, List<String> ids, String text) {
    return new Markers(Optional.of(title), main, body, ids, text);
  }

  private static Sighting failed(String error) {
    return sighting("archiveofourown.org", "GET", Optional.empty(), Optional.of(error));
  }

  private static Sighting sighting(String host, String method, Optional<Integer> status) {
    return sighting(host, method, status, Optional.empty());
  }

  private static Sighting sighting(
      String host, String method, Optional<Integer> status, Optional<String> error) {
    return new Sighting(
        host,
        PageKind.WORK,
        Optional.of(method),
        Optional.empty(),
        status,
        error,
        Optional.empty(),
        Optional.empty(),
        Duration.ofMillis(80),
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        Headers.none(),
        Optional.empty());
  }
}
