package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.why502.evidence.Recurrence;
import org.why502.message.Json;

/**
 * What a browser saw, and what its looks bring: it answers by heart, and asks nobody.
 *
 * @param answer what came of the person's own request, as a look says it
 * @param host the name in the address bar
 * @param method how it was asked for
 * @param page the kind of page
 * @param tookMs how long it took
 * @param recurrence how often this was met lately, where somebody counted
 * @param trials what each look brings, by its code
 */
record BrowserSaw(
    String answer,
    String host,
    String method,
    String page,
    int tookMs,
    Optional<Recurrence> recurrence,
    Map<String, String> trials) {

  static final String MAIN_NAME = "archiveofourown.org";

  /** Where AO3 is, by the first of its addresses. */
  static final String ARCHIVE = "104.20.28.24";

  private static final Path MESSAGE = Path.of("src/test/resources/messages/to-host/diagnose.json");

  /** A chapter that was asked for; each look brings what the person's own request brought. */
  static BrowserSaw always(String answer) {
    return saw(answer, answer, answer);
  }

  /** The same, of which looks with cookies bring the one and looks without them the other. */
  static BrowserSaw saw(String answer, String withCookies, String withoutCookies) {
    return new BrowserSaw(
        answer,
        MAIN_NAME,
        "GET",
        "chapter",
        180,
        Optional.empty(),
        Map.of(
            "same-page-with-cookies", withCookies,
            "same-page-without-cookies", withoutCookies,
            "light-page-with-cookies", withCookies,
            "light-page-without-cookies", withoutCookies));
  }

  /** A form was sent, which nobody sends again. */
  BrowserSaw posted() {
    return new BrowserSaw(answer, host, "POST", page, tookMs, recurrence, trials)
        .with("same-page-with-cookies", ScriptedBrowser.notAsked("unsafe"))
        .with("same-page-without-cookies", ScriptedBrowser.notAsked("unsafe"));
  }

  /** Another of AO3's names was asked for. */
  BrowserSaw at(String name) {
    return new BrowserSaw(answer, name, method, page, tookMs, recurrence, trials);
  }

  BrowserSaw page(String kind) {
    return new BrowserSaw(answer, host, method, kind, tookMs, recurrence, trials);
  }

  BrowserSaw after(int ms) {
    return new BrowserSaw(answer, host, method, page, ms, recurrence, trials);
  }

  /** Which time within the hour it is. */
  BrowserSaw time(int which) {
    return met(new Recurrence(which, false));
  }

  /** The day's first page of AO3's. */
  BrowserSaw first() {
    return met(new Recurrence(1, true));
  }

  private BrowserSaw met(Recurrence how) {
    return new BrowserSaw(answer, host, method, page, tookMs, Optional.of(how), trials);
  }

  /** What one look brings; {@code same-page-with-cookies/2} is the second of its kind. */
  BrowserSaw with(String trial, String brings) {
    Map<String, String> changed = new TreeMap<>(trials);
    changed.put(trial, brings);
    return new BrowserSaw(answer, host, method, page, tookMs, recurrence, Map.copyOf(changed));
  }

  /** As the extension tells the companion of it. */
  String message(String id) throws IOException {
    ObjectNode message = (ObjectNode) Json.MAPPER.readTree(Files.readString(MESSAGE));
    message.put("id", id);
    ObjectNode sighting = (ObjectNode) message.get("sighting");
    JsonNode came = Json.MAPPER.readTree(answer);
    for (String field : List.of("status", "error", "serverIp", "markers")) {
      sighting.set(field, came.get(field));
    }
    if (came.get("headers").isObject()) {
      ((ObjectNode) sighting.get("headers")).removeAll().setAll((ObjectNode) came.get("headers"));
    } else {
      sighting.putNull("headers");
    }
    sighting.put("host", host).put("page", page).put("method", method).put("tookMs", tookMs);
    recurrence.ifPresent(
        r ->
            sighting
                .put("repeats", r.time())
                .putObject("recurrence")
                .put("time", r.time())
                .put("first", r.first()));
    return message.toString();
  }

  // ---- answers that looks bring

  /** A page of AO3's own, fresh where it is one that it made now. */
  static String archive(int status) {
    return ScriptedBrowser.answer(status, false);
  }

  /** AO3's limit: it asks for a pause of two minutes. */
  static String limit() {
    return page(
        429,
        Map.of("server", "cloudflare", "cf-ray", "8e00000000000000-LHR", "retry-after", "120"),
        "Retry later",
        List.of());
  }

  /** Cloudflare's check of the browser. */
  static String check() {
    return page(
        403,
        Map.of(
            "server", "cloudflare", "cf-ray", "8e00000000000000-LHR", "cf-mitigated", "challenge"),
        "Shields are up!",
        List.of("challenge-error-text"));
  }

  /** The edge's answer to more cookies than it takes. */
  static String tooManyCookies() {
    return page(
        400,
        Map.of("server", "cloudflare", "cf-ray", "8e00000000000000-LHR"),
        "400 Request Header Or Cookie Too Large",
        List.of());
  }

  /** Cloudflare's own page of this status, for a server of AO3's or for whoever asked. */
  static String edge(int status) {
    return page(
        status,
        Map.of("server", "cloudflare", "cf-ray", "8e00000000000000-LHR"),
        "archiveofourown.org | %d: Error".formatted(status),
        List.of("cf-wrapper", "cf-error-details"));
  }

  /** Somebody else's page, who did not sign as AO3's edge does. */
  static String elsewhere(int status, String server, String title) {
    return page(status, Map.of("server", server), title, List.of());
  }

  /** No answer, and the browser's own words for it. */
  static String failed(String error) {
    return ScriptedBrowser.failure(error, null);
  }

  /** The same, at this address. */
  static String failedAt(String address, String error) {
    return ScriptedBrowser.failure(error, address);
  }

  /** What came, from another address than AO3's. */
  static String from(String address, String answer) {
    try {
      return ((ObjectNode) Json.MAPPER.readTree(answer)).put("serverIp", address).toString();
    } catch (IOException e) {
      throw new AssertionError(answer, e);
    }
  }

  private static String page(
      int status, Map<String, String> headers, String title, List<String> ids) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.put("status", status).putNull("error").put("tookMs", 90).put("redirects", 0);
    answer.put("serverIp", ARCHIVE).putNull("landing");
    ObjectNode signed = answer.putObject("headers");
    new TreeMap<>(headers).forEach(signed::put);
    ObjectNode markers = answer.putObject("markers");
    markers.put("title", title).put("text", title);
    markers.putArray("mainClasses");
    markers.putArray("bodyClasses");
    ids.forEach(markers.putArray("ids")::add);
    return answer.toString();
  }
}
