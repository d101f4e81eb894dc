package org.why502.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.why502.message.Json;

/** What a browser sees in a situation of the tiny internet: the incident, and then every trial. */
enum Scene {
  /** A 502 a moment ago; all is well when somebody looks again. */
  HEALTHY,
  /** AO3's own 502, whichever page is asked for. */
  EVERY_PAGE_502_AT_ONCE,
  /** No address for AO3's name. */
  NAMES_FAILING,
  /** No answer from AO3's addresses. */
  DROPPED_PACKETS;

  private static final int OK = 200;
  private static final int BAD_GATEWAY = 502;

  /** The scene of a situation by its name in the tiny internet. */
  static Scene of(String situation) {
    return valueOf(situation.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The message that asks for a diagnosis of what was seen (design, section 4). */
  ObjectNode diagnose(String id) {
    ObjectNode message = Json.MAPPER.createObjectNode().put("type", "diagnose").put("id", id);
    ObjectNode sighting = message.putObject("sighting");
    sighting.put("host", "archiveofourown.org").put("page", "chapter").put("method", "GET");
    sighting.put("fromCache", false).put("signedIn", true).put("cookiesAllowed", true);
    sighting.put("repeats", 1).put("seenAt", "2026-11-22T12:00:00Z");
    switch (this) {
      case HEALTHY, EVERY_PAGE_502_AT_ONCE -> page(sighting, BAD_GATEWAY);
      case NAMES_FAILING -> noPage(sighting, "net::ERR_NAME_NOT_RESOLVED");
      case DROPPED_PACKETS -> noPage(sighting, "net::ERR_CONNECTION_TIMED_OUT");
    }
    return message;
  }

  /** Answers a {@code try} with what the page was this time. */
  ObjectNode tried(String id, String trial, int attempt, long tookMs) {
    ObjectNode message = Json.MAPPER.createObjectNode().put("type", "tried").put("id", id);
    message.put("trial", trial).put("attempt", attempt).put("redirects", 0);
    switch (this) {
      case HEALTHY -> page(message, OK);
      case EVERY_PAGE_502_AT_ONCE -> page(message, BAD_GATEWAY);
      case NAMES_FAILING -> noPage(message, "net::ERR_NAME_NOT_RESOLVED");
      case DROPPED_PACKETS -> noPage(message, "net::ERR_CONNECTION_TIMED_OUT");
    }
    return message.put("tookMs", tookMs);
  }

  private static void page(ObjectNode message, int status) {
    message.put("status", status).putNull("error").put("serverIp", "104.20.28.24");
    message.put("tookMs", 180).putNull("landing");
    message.putObject("headers").put("server", "cloudflare").put("cf-ray", "8e00000000000000-LHR");
    ObjectNode markers = message.putObject("markers");
    markers.put("text", "");
    if (status == OK) {
      markers.putNull("title").putArray("mainClasses").add("works-show").add("region");
      markers.putArray("bodyClasses").add("logged-in");
      markers.putArray("ids").add("main").add("csrf-token");
    } else {
      markers.put("title", "AO3 Down | Archive of Our Own");
      markers.putArray("mainClasses").add("system").add("errors").add("error-" + status);
      markers.putArray("bodyClasses");
      markers.putArray("ids").add("main");
    }
  }

  private static void noPage(ObjectNode message, String error) {
    message.putNull("status").put("error", error).putNull("serverIp").putNull("landing");
    message.put("tookMs", 180).putNull("headers").putNull("markers");
  }
}
