package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.why502.message.Json;

/**
 * A browser that answers every {@code try} from a table until its request is closed: by the trial
 * and its number, else by the trial.
 *
 * @param tried the trials that it was asked for, such as {@code same-page-with-cookies/1}
 * @param observed every observation that was streamed meanwhile
 * @param sighted what the companion said that it saw itself
 * @param last the closing reply
 */
record ScriptedBrowser(
    List<String> tried, List<JsonNode> observed, List<JsonNode> sighted, JsonNode last) {
  /** Where a trial breaks off before AO3 is asked for anything. */
  private static final Set<String> BEFORE_A_REQUEST = Set.of("name", "connect", "tls");

  static ScriptedBrowser until(PackagedHost host, String id, Map<String, String> table)
      throws Exception {
    List<String> tried = new ArrayList<>();
    List<JsonNode> observed = new ArrayList<>();
    List<JsonNode> sighted = new ArrayList<>();
    while (true) {
      JsonNode reply = host.receive();
      assertEquals(id, reply.path("id").textValue(), reply::toString);
      if ("try".equals(reply.get("type").textValue())) {
        String trial = reply.get("trial").textValue();
        int attempt = reply.get("attempt").intValue();
        tried.add(trial + "/" + attempt);
        String look = table.getOrDefault(trial + "/" + attempt, table.get(trial));
        ObjectNode answer = (ObjectNode) Json.MAPPER.readTree(look);
        answer.put("type", "tried").put("id", id).put("trial", trial).put("attempt", attempt);
        host.send(answer.toString());
      } else if (closing(reply)) {
        return new ScriptedBrowser(tried, observed, sighted, reply);
      } else if ("observed".equals(reply.get("type").textValue())) {
        observed.add(reply.get("observation"));
      } else if ("sighted".equals(reply.get("type").textValue())) {
        sighted.add(reply);
      }
    }
  }

  String verdict() {
    return last.at("/diagnosis/verdict/code").textValue();
  }

  List<String> remedies() {
    List<String> codes = new ArrayList<>();
    last.at("/diagnosis/remedies").forEach(r -> codes.add(r.get("code").textValue()));
    return codes;
  }

  /** The closing replies of the contract. */
  static boolean closing(JsonNode reply) {
    return switch (reply.path("type").textValue()) {
      case "diagnosed" -> reply.path("final").booleanValue();
      case "done" -> true;
      case "refused" -> !reply.path("id").isNull();
      default -> false;
    };
  }

  static String sighting(String id, Optional<Integer> status, String error, String method)
      throws IOException {
    ObjectNode message =
        (ObjectNode)
            Json.MAPPER.readTree(
                Files.readString(Path.of("src/test/resources/messages/to-host/diagnose.json")));
    message.put("id", id);
    ObjectNode sighting = (ObjectNode) message.get("sighting");
    sighting.put("method", method);
    if (status.isPresent()) {
      int code = status.get();
      sighting.put("status", code);
      ((ObjectNode) sighting.get("markers"))
          .putArray("mainClasses")
          .add("system")
          .add("errors")
          .add("error-" + code);
    } else {
      sighting.putNull("status").put("error", error).putNull("markers");
    }
    return message.toString();
  }

  /** Trials that were answered as if AO3 had been asked. */
  int asked() {
    return (int)
        observed.stream()
            .filter(o -> "browser-fetch".equals(o.path("kind").textValue()))
            .map(o -> o.get("outcome"))
            .filter(o -> !"not-asked".equals(o.get("outcome").textValue()))
            .filter(o -> !BEFORE_A_REQUEST.contains(o.at("/failure/step").asText()))
            .filter(o -> !"blocked-locally".equals(o.at("/failure/kind").asText()))
            .count();
  }

  /** A trial that the browser did not make. */
  static String notAsked(String why) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.putNull("status").putNull("error").put("notAsked", why);
    return answer.toString();
  }

  /** A trial that got no answer. */
  static String failure(String error, String address) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.putNull("status").put("error", error).put("tookMs", 90).put("redirects", 0);
    answer.put("serverIp", address).putNull("landing").putNull("headers").putNull("markers");
    return answer.toString();
  }

  static String answer(int status, boolean cached) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.put("status", status).putNull("error").put("tookMs", 90).put("redirects", 0);
    answer.put("serverIp", "104.20.28.24").putNull("landing");
    ObjectNode headers = answer.putObject("headers");
    headers.put("server", "cloudflare").put("cf-ray", "8e00000000000000-LHR");
    if (cached) {
      headers.put("age", "3131").put("cf-cache-status", "HIT");
    }
    ObjectNode markers = answer.putObject("markers");
    markers.putNull("title").put("text", "");
    if (status == 200) {
      markers.putArray("mainClasses").add("works-show").add("region");
      markers.putArray("bodyClasses").add("logged-out");
      markers.putArray("ids").add("main").add("csrf-token");
    } else {
      markers.putArray("mainClasses").add("system").add("errors").add("error-" + status);
      markers.putArray("bodyClasses");
      markers.putArray("ids").add("main");
    }
    return answer.toString();
  }
}
