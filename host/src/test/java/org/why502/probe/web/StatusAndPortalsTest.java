package org.why502.probe.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.LONG;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.evidence.FailureKind;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;
import org.why502.probe.Ends;
import org.why502.probe.Neighbourhood;

/** The status page, and the sign-in pages of networks. */
class StatusAndPortalsTest {
  private final MockWebServer server = new MockWebServer();
  private final Neighbourhood here = new Neighbourhood();

  @AfterEach
  void stop() {
    here.close();
    server.close();
  }

  @Test
  void an_open_incident_is_told_and_a_resolved_one_is_not() throws Exception {
    StatusReport report =
        status(
            """
            {"page":{"name":"OTW"},
             "status":{"indicator":"major","description":"Partial System Outage"},
             "components":[{"name":"Fanlore","status":"operational"},
                           {"name":"Archive of Our Own","status":"major_outage"}],
             "incidents":[
               {"name":"Down","status":"investigating","impact":"major",
                "started_at":"2026-11-22T11:50:00.000Z",
                "components":[{"name":"Archive of Our Own"}]},
               {"name":"Everything","status":"identified","impact":"minor",
                "created_at":"2026-11-22T06:50:00.000-05:00","components":[]},
               {"name":"Wiki","status":"monitoring","impact":"minor",
                "started_at":"yesterday","components":[{"name":"Fanlore"}]},
               {"name":"Old","status":"resolved","impact":"critical","components":[]}],
             "scheduled_maintenances":[
               {"name":"Now","status":"in_progress","impact":"maintenance",
                "scheduled_for":"2026-11-22T11:00:00Z","scheduled_until":"2026-11-22T13:00:00Z",
                "components":[]},
               {"name":"Checking","status":"verifying","impact":"maintenance","components":[]},
               {"name":"Next week","status":"scheduled","impact":"maintenance"},
               {"name":"Done","status":"completed","impact":"maintenance"}]}
            """);
    Instant eleven50 = Instant.parse("2026-11-22T11:50:00Z");
    assertEquals("major", report.indicator());
    assertEquals(Optional.of("major_outage"), report.archive());
    assertEquals(
        List.of(
            notice("Down", "major", "investigating", Optional.of(eleven50), true),
            notice("Everything", "minor", "identified", Optional.of(eleven50), true),
            notice("Wiki", "minor", "monitoring", Optional.empty(), false)),
        report.incidents());
    assertEquals(
        List.of("Now", "Checking"),
        report.maintenances().stream().map(StatusReport.Notice::name).toList());
    assertEquals(
        Optional.of(Instant.parse("2026-11-22T13:00:00Z")),
        report.maintenances().getFirst().until());
    assertEquals("/api/v2/summary.json", server.takeRequest().getTarget());
  }

  @Test
  void a_quiet_day_is_told() throws Exception {
    StatusReport report =
        status("{\"status\":{\"indicator\":\"none\"},\"components\":[],\"incidents\":[]}");
    assertEquals(new StatusReport("none", Optional.empty(), List.of(), List.of()), report);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html><title>Sign in</title>",
        "null",
        "[]",
        "42",
        "{}",
        "{\"status\":\"none\",\"components\":[],\"incidents\":[]}",
        "{\"status\":{\"indicator\":3},\"components\":[],\"incidents\":[]}",
        "{\"status\":{\"indicator\":\"none\"},\"components\":{},\"incidents\":[]}",
        "{\"status\":{\"indicator\":\"none\"},\"components\":[],\"incidents\":\"none\"}",
        "{\"status\":{\"indicator\":\"none\"},",
        "\0\0\0"
      })
  void what_is_no_summary_is_malformed(String body) throws Exception {
    serveStatus(new MockResponse.Builder().body(body));
    Ends.failed(here.world().statusPage().ask(LONG), Step.MEANING, FailureKind.MALFORMED);
  }

  @Test
  void nesting_without_an_end_is_malformed() throws Exception {
    serveStatus(new MockResponse.Builder().body("[".repeat(60_000)));
    Ends.failed(here.world().statusPage().ask(LONG), Step.MEANING, FailureKind.MALFORMED);
  }

  @Test
  void strange_entries_do_not_hide_the_rest() throws Exception {
    StatusReport report =
        status(
            "{\"status\":{\"indicator\":\"minor\"},\"components\":[null,7,{}],"
                + "\"incidents\":[null,\"x\",{\"name\":\"Real\",\"components\":3}]}");
    assertEquals("Real", report.incidents().getLast().name());
  }

  @Test
  void a_summary_that_is_too_long_is_too_large() throws Exception {
    serveStatus(new MockResponse.Builder().body("{\"x\":\"" + "y".repeat(70_000) + "\"}"));
    Ends.failed(here.world().statusPage().ask(LONG), Step.BODY, FailureKind.TOO_LARGE);
  }

  @Test
  void an_empty_summary_is_empty() throws Exception {
    serveStatus(new MockResponse.Builder());
    Ends.failed(here.world().statusPage().ask(LONG), Step.BODY, FailureKind.EMPTY);
  }

  @Test
  void a_status_page_that_is_down_itself_says_nothing() throws Exception {
    serveStatus(new MockResponse.Builder().code(503).body("{}"));
    Ends.failed(here.world().statusPage().ask(LONG), Step.MEANING, FailureKind.MALFORMED);
  }

  @ParameterizedTest
  @CsvSource({
    "MOZILLA, 200, success, true",
    "MOZILLA, 200, '<html>Sign in', false",
    "MOZILLA, 200, '', false",
    "MOZILLA, 511, success, false",
    "GOOGLE, 204, '', true",
    "GOOGLE, 200, '', false",
    "GOOGLE, 200, '<html>Sign in', false",
    "GOOGLE, 511, '', false"
  })
  void a_portal_answers_in_the_vendors_place(
      PortalVendor vendor, int status, String body, boolean expected) throws Exception {
    MockResponse.Builder answer = new MockResponse.Builder().code(status);
    servePortal(body.isEmpty() ? answer : answer.body(body + "\n"));
    assertEquals(
        new PortalAnswer(status, expected, false, Optional.empty()),
        Ends.saw(here.world().portal(vendor).ask(LONG), PortalAnswer.class));
  }

  @ParameterizedTest
  @CsvSource({"MOZILLA", "GOOGLE"})
  void a_portal_redirects(PortalVendor vendor) throws Exception {
    servePortal(
        new MockResponse.Builder().code(302).addHeader("Location", "http://10.0.0.1/login"));
    PortalAnswer seen = Ends.saw(here.world().portal(vendor).ask(LONG), PortalAnswer.class);
    assertEquals(new PortalAnswer(302, false, true, Optional.empty()), seen);
    assertEquals(1, server.getRequestCount());
    assertTrue(server.takeRequest().getTarget().matches("/success.txt|/generate_204"));
  }

  @Test
  void a_portal_check_tells_how_far_this_machines_clock_is_off() throws Exception {
    // a cache filled it a day ago, when the server's clock said two days from now
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC));
    servePortal(
        new MockResponse.Builder().code(204).addHeader("Date", date).addHeader("Age", "86400"));
    PortalAnswer seen =
        Ends.saw(here.world().portal(PortalVendor.GOOGLE).ask(LONG), PortalAnswer.class);
    Duration behind = seen.clockAhead().orElseThrow().negated();
    Duration late = Duration.ofDays(3).minus(behind).abs();
    assertTrue(late.compareTo(Duration.ofMinutes(1)) < 0, () -> "behind by " + behind);
  }

  private StatusReport status(String body) throws IOException {
    serveStatus(new MockResponse.Builder().body(body));
    return Ends.saw(here.world().statusPage().ask(LONG), StatusReport.class);
  }

  private void serveStatus(MockResponse.Builder answer) throws IOException {
    server.useHttps(Neighbourhood.SERVER.sslSocketFactory());
    server.start();
    server.enqueue(answer.build());
    here.at(Neighbourhood.STATUS, 443, server.getPort());
  }

  private void servePortal(MockResponse.Builder answer) throws IOException {
    server.start();
    server.enqueue(answer.build());
    here.at(Neighbourhood.MOZILLA, 80, server.getPort())
        .at(Neighbourhood.GOOGLE, 80, server.getPort());
  }

  private static StatusReport.Notice notice(
      String name, String impact, String state, Optional<Instant> since, boolean archive) {
    return new StatusReport.Notice(name, impact, state, since, Optional.empty(), archive);
  }
}
