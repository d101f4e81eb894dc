package org.why502.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Answer;
import org.why502.evidence.BrowserError;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.Markers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.PartialAnswer;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Sighting;
import org.why502.evidence.Timings;
import org.why502.evidence.Trial;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;

/** Messages and documents to and from JSON. */
public final class Wire {
  private static final int LONGEST_ID = 64;
  private static final int MOST_REDIRECTS = 50;

  /** No work has so many; a number beyond is none. */
  private static final int MOST_CHAPTERS = 9999;

  /** Trials may be repeated once. */
  private static final Set<Integer> ATTEMPTS = Set.of(1, 2);

  private Wire() {}

  /**
   * Makes ready what the messages of a diagnosis need: the mapper, and what reads a sighting and
   * writes what was found. Whoever needs it sooner makes it, or waits for it.
   */
  public static void prepare() {
    Json.MAPPER.readerFor(Sighting.class);
    Json.MAPPER.writerFor(Observation.class);
    Json.MAPPER.writerFor(Diagnosis.class);
  }

  /**
   * Reads a request.
   *
   * @throws Refusal where it is not one, with the id where that could be read
   */
  static Request request(byte[] body) throws Refusal {
    ObjectNode message = object(body);
    Optional<String> id = text(message, "id").filter(s -> s.length() <= LONGEST_ID && !s.isBlank());
    String type =
        text(message, "type").orElseThrow(() -> new Refusal(Refusal.Code.UNKNOWN_TYPE, id));
    try {
      return switch (type) {
        case "hello" ->
            new Request.Hello(number(message, "protocol"), text(message, "version").orElse(""));
        case "diagnose" -> new Request.Diagnose(needed(id), sighting(message.get("sighting")));
        case "tried" -> tried(needed(id), message);
        case "remedy" ->
            remedy(needed(id), constant(message.path("remedy"), RemedyCode.class), message);
        case "cancel" -> new Request.Cancel(needed(id));
        default -> throw new Refusal(Refusal.Code.UNKNOWN_TYPE, id);
      };
    } catch (JsonProcessingException | IllegalArgumentException _) {
      // the records refuse what they may not hold; which field it was stays out of the answer,
      // because Jackson's own words quote the input
      throw new Refusal(Refusal.Code.BAD_FIELD, id);
    }
  }

  /** A reply as JSON. */
  static byte[] reply(Reply reply) {
    ObjectNode out = Json.MAPPER.createObjectNode();
    switch (reply) {
      case Reply.Welcome(int protocol, String version, String os, var can, var browsers) -> {
        out.put("type", "welcome").put("protocol", protocol).put("version", version).put("os", os);
        out.set("can", Json.MAPPER.valueToTree(can));
        out.set("browsers", Json.MAPPER.valueToTree(browsers));
      }
      case Reply.Sighted(String id, Sighting sighting, boolean spent) -> {
        out.put("type", "sighted").put("id", id).put("spent", spent);
        out.set("sighting", Json.MAPPER.valueToTree(sighting));
      }
      case Reply.Observed(String id, var observation) -> {
        out.put("type", "observed").put("id", id);
        out.set("observation", Json.MAPPER.valueToTree(observation));
      }
      case Reply.Try(String id, Trial trial, int attempt) ->
          out.put("type", "try")
              .put("id", id)
              .put("trial", Json.kebab(trial))
              .put("attempt", attempt);
      case Reply.Diagnosed(String id, boolean last, Diagnosis diagnosis, Duration took) -> {
        out.put("type", "diagnosed").put("id", id).put("final", last);
        out.set("diagnosis", diagnosis(diagnosis, took));
      }
      case Reply.Done(String id, boolean cancelled, boolean ok, var repair) -> {
        out.put("type", "done").put("id", id).put("cancelled", cancelled).put("ok", ok);
        repair.ifPresent(r -> put(out, r));
      }
      case Reply.Refused(Optional<String> id, Refusal.Code code) ->
          out.put("type", "refused")
              .put("id", id.orElse(null))
              .put("code", Json.kebab(code))
              .put("message", code.sentence());
    }
    try {
      return Json.MAPPER.writeValueAsBytes(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Our own records are always JSON.", e);
    }
  }

  private static void put(ObjectNode out, Repair repair) {
    out.put("verified", repair.verified())
        .put("said", Json.kebab(repair.said()))
        .put("words", repair.words().orElse(null))
        .put("command", repair.command().orElse(null));
    repair.browser().ifPresent(name -> out.put("browser", name));
    repair.place().ifPresent(place -> out.put("place", place));
    repair.why().ifPresent(why -> out.put("why", why));
  }

  /** A diagnosis as the design shows it. */
  public static ObjectNode diagnosis(Diagnosis diagnosis, Duration took) {
    ObjectNode out = Json.MAPPER.valueToTree(diagnosis);
    out.remove("manners");
    ArrayNode remedies = out.putArray("remedies");
    for (RemedyCode code : diagnosis.remedies()) {
      ObjectNode remedy = remedies.addObject().put("code", Json.kebab(code));
      Optional.ofNullable(diagnosis.manners().get(code))
          .ifPresent(how -> remedy.put("how", Json.kebab(how)));
    }
    out.put("tookMs", took.toMillis());
    return out;
  }

  /** A diagnosis with the evidence that it rests on: what a terminal prints and saves. */
  public static ObjectNode document(Diagnosis diagnosis, Evidence evidence, Duration took) {
    ObjectNode out = diagnosis(diagnosis, took);
    out.set("evidence", Json.MAPPER.valueToTree(evidence));
    return out;
  }

  /**
   * Reads a saved document: the evidence itself, or the output of {@code diagnose --json} that
   * holds it.
   *
   * @throws Refusal where it is neither
   */
  public static Evidence evidence(byte[] document) throws Refusal {
    ObjectNode node = object(document);
    JsonNode inner = node.path("evidence").isObject() ? node.get("evidence") : node;
    try {
      fillSighting(inner.path("sighting"));
      return Json.MAPPER.treeToValue(inner, Evidence.class);
    } catch (JsonProcessingException | IllegalArgumentException _) {
      // as above: Jackson's own words quote the input
      throw new Refusal(Refusal.Code.BAD_FIELD);
    }
  }

  /** Which version of why502 gathered a saved document; empty where it does not say. */
  public static Optional<String> version(byte[] document) {
    try {
      ObjectNode node = object(document);
      return node.path("evidence") instanceof ObjectNode inner
          ? text(inner, "version")
          : text(node, "version");
    } catch (Refusal _) {
      // whoever reads the document itself is told why it cannot be read
      return Optional.empty();
    }
  }

  private static Optional<Sighting> sighting(JsonNode node) throws JsonProcessingException {
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    fillSighting(node);
    return Optional.of(Json.MAPPER.treeToValue(node, Sighting.class));
  }

  /** What was not looked at may be null on the wire; our records know "none" instead. */
  private static void fillSighting(JsonNode node) {
    if (node instanceof ObjectNode sighting) {
      fillPage(sighting);
    }
  }

  private static void fillPage(ObjectNode page) {
    if (!page.path("headers").isObject()) {
      page.putObject("headers");
    }
    if (page.get("markers") instanceof ObjectNode markers) {
      for (String list : new String[] {"mainClasses", "bodyClasses", "ids"}) {
        if (!markers.path(list).isArray()) {
          markers.putArray(list);
        }
      }
      if (!markers.path("text").isTextual()) {
        markers.put("text", "");
      }
    }
  }

  /** A text where one is to be kept, and nowhere else. */
  private static Request.Remedy remedy(String id, RemedyCode remedy, ObjectNode message) {
    Optional<Request.GivenText> text =
        remedy == RemedyCode.SAVE_TEXT
            ? Optional.of(givenText(message.path("params").path("text")))
            : Optional.empty();
    return new Request.Remedy(id, remedy, browser(message), text);
  }

  private static Request.GivenText givenText(JsonNode text) {
    return new Request.GivenText(
        kind(text.path("kind").asText("")),
        needed(text, "title"),
        Math.clamp(text.path("chapter").asLong(), 0, MOST_CHAPTERS),
        needed(text, "html"),
        needed(text, "text"));
  }

  private static Request.GivenText.Kind kind(String said) {
    return Arrays.stream(Request.GivenText.Kind.values())
        .filter(kind -> Json.kebab(kind).equals(said))
        .findFirst()
        .orElse(Request.GivenText.Kind.OTHER);
  }

  private static String needed(JsonNode of, String field) {
    JsonNode value = of.path(field);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(field + " is no text");
    }
    return value.textValue();
  }

  /** Which browser a person chose; one that was left out, or is null, was not chosen. */
  private static Optional<String> browser(ObjectNode message) {
    JsonNode params = message.path("params");
    JsonNode browser = params.path("browser");
    boolean wrong = !params.isMissingNode() && !params.isNull() && !params.isObject();
    if (wrong || !(browser.isMissingNode() || browser.isNull() || browser.isTextual())) {
      throw new IllegalArgumentException("params name one browser");
    }
    return Optional.ofNullable(browser.textValue());
  }

  private static Request.Tried tried(String id, ObjectNode message)
      throws JsonProcessingException, Refusal {
    Trial trial = constant(message.path("trial"), Trial.class);
    int attempt = message.has("attempt") ? number(message, "attempt") : 1;
    if (!ATTEMPTS.contains(attempt)) {
      throw new Refusal(Refusal.Code.BAD_FIELD, Optional.of(id));
    }
    return new Request.Tried(id, trial, attempt, outcome(message));
  }

  private static Outcome<Answer> outcome(ObjectNode message) throws JsonProcessingException {
    Optional<String> notAsked = text(message, "notAsked");
    if (notAsked.isPresent()) {
      return new Outcome.NotAsked<>(code(notAsked.get()));
    }
    Duration took = Duration.ofMillis(Math.max(0, message.path("tookMs").asLong()));
    if (!message.path("status").canConvertToInt() || message.path("status").isNull()) {
      Failure failure = BrowserError.failure(text(message, "error").orElse("unknown"));
      return new Outcome.Failed<>(begun(message).map(failure::after).orElse(failure), took);
    }
    fillPage(message);
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.set("status", message.get("status"));
    text(message, "serverIp").ifPresent(ip -> answer.put("serverIp", ip));
    answer.put("redirects", Math.clamp(message.path("redirects").asLong(), 0, MOST_REDIRECTS));
    answer.set("headers", message.get("headers"));
    answer.set(
        "markers", message.path("markers").isObject() ? message.get("markers") : noMarkers());
    answer.set("timings", Json.MAPPER.valueToTree(Timings.none()));
    JsonNode landing = message.path("landing");
    if (landing.isTextual()) {
      answer.put("landing", Json.kebab(constant(landing, RedirectTarget.class)));
    }
    return new Outcome.Saw<>(Json.MAPPER.treeToValue(answer, Answer.class), took);
  }

  /** What came of an answer that broke off, where the browser tells. */
  private static Optional<PartialAnswer> begun(ObjectNode message) throws JsonProcessingException {
    if (!(message.get("begun") instanceof ObjectNode begun)) {
      return Optional.empty();
    }
    if (!begun.path("headers").isObject()) {
      begun.putObject("headers");
    }
    return Optional.of(Json.MAPPER.treeToValue(begun, PartialAnswer.class));
  }

  private static ObjectNode noMarkers() {
    return Json.MAPPER.valueToTree(Markers.none());
  }

  /** A short code in kebab case, whatever was sent. */
  private static String code(String text) {
    String kept = text.replaceAll("[^a-z0-9-]", "");
    return kept.length() > LONGEST_ID ? kept.substring(0, LONGEST_ID) : kept;
  }

  private static ObjectNode object(byte[] body) throws Refusal {
    if (body.length == 0) {
      throw new Refusal(Refusal.Code.EMPTY);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw new Refusal(Refusal.Code.BAD_UTF8);
    }
    try {
      JsonNode node = Json.MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new Refusal(Refusal.Code.NOT_AN_OBJECT);
    } catch (StreamConstraintsException _) {
      throw new Refusal(Refusal.Code.TOO_DEEP);
    } catch (JsonProcessingException _) {
      throw new Refusal(Refusal.Code.BAD_JSON);
    }
  }

  private static Optional<String> text(ObjectNode node, String name) {
    JsonNode value = node.path(name);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  private static <E extends Enum<E>> E constant(JsonNode node, Class<E> type)
      throws JsonProcessingException {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("a " + type.getSimpleName() + " is a text");
    }
    return Json.MAPPER.treeToValue(node, type);
  }

  private static int number(ObjectNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isInt()) {
      throw new IllegalArgumentException(name + " is not a number");
    }
    return value.intValue();
  }

  private static String needed(Optional<String> id) throws Refusal {
    return id.orElseThrow(() -> new Refusal(Refusal.Code.MISSING_ID));
  }
}
