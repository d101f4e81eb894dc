package org.why502.probe.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.why502.evidence.FailureKind;
import org.why502.evidence.StatusReport;
import org.why502.evidence.StatusReport.Notice;
import org.why502.evidence.Step;
import org.why502.probe.work.ProbeException;

/**
 * Reads Statuspage's {@code /api/v2/summary.json} (its shape: metastatuspage.com/api). The only
 * place in this package that reads JSON.
 */
public final class StatusPageReader {
  private static final String ARCHIVE = "Archive of Our Own";
  private static final Set<String> OVER = Set.of("resolved", "postmortem", "completed");
  private static final Set<String> UNDER_WAY = Set.of("in_progress", "verifying");
  private static final int MOST_NOTICES = 10;
  private static final int LONGEST_CODE = 40;

  private static final ObjectMapper JSON = new ObjectMapper();

  private StatusPageReader() {}

  /**
   * What it says.
   *
   * @throws ProbeException where it is not a status summary
   */
  public static StatusReport read(WebReply reply) throws IOException {
    if (reply.status() != 200) {
      throw malformed("status " + reply.status());
    }
    if (reply.cut()) {
      throw new ProbeException(Step.BODY, FailureKind.TOO_LARGE, "");
    }
    if (reply.body().length == 0) {
      throw new ProbeException(Step.BODY, FailureKind.EMPTY, "");
    }
    return read(reply.body());
  }

  private static StatusReport read(byte[] body) throws IOException {
    JsonNode summary;
    try {
      summary = JSON.readTree(body);
    } catch (JsonProcessingException _) {
      throw malformed("not JSON");
    }
    JsonNode indicator = summary.path("status").path("indicator");
    JsonNode components = summary.path("components");
    JsonNode incidents = summary.path("incidents");
    // Maintenance may be missing; without the other three it is something else.
    if (!indicator.isTextual() || !components.isArray() || !incidents.isArray()) {
      throw malformed("not a status summary");
    }
    return new StatusReport(
        code(indicator),
        archive(components),
        each(incidents)
            .filter(one -> !OVER.contains(code(one.path("status"))))
            .map(one -> notice(one, "started_at"))
            .limit(MOST_NOTICES)
            .toList(),
        each(summary.path("scheduled_maintenances"))
            .filter(one -> UNDER_WAY.contains(code(one.path("status"))))
            .map(one -> notice(one, "scheduled_for"))
            .limit(MOST_NOTICES)
            .toList());
  }

  private static Optional<String> archive(JsonNode components) {
    return each(components)
        .filter(StatusPageReader::isArchive)
        .map(one -> code(one.path("status")))
        .findFirst();
  }

  private static Notice notice(JsonNode one, String start) {
    JsonNode components = one.path("components");
    return new Notice(
        one.path("name").asText(""),
        code(one.path("impact")),
        code(one.path("status")),
        time(one.path(start)).or(() -> time(one.path("created_at"))),
        time(one.path("scheduled_until")),
        components.isEmpty() || each(components).anyMatch(StatusPageReader::isArchive));
  }

  private static boolean isArchive(JsonNode component) {
    return component.path("name").asText("").strip().equalsIgnoreCase(ARCHIVE);
  }

  private static Optional<Instant> time(JsonNode node) {
    try {
      return Optional.of(node)
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .map(Instant::parse);
    } catch (DateTimeException _) {
      // People type these times: one that cannot be read leaves the rest of the incident usable.
      return Optional.empty();
    }
  }

  private static String code(JsonNode node) {
    String code = node.asText("");
    return code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return array.isArray() ? StreamSupport.stream(array.spliterator(), false) : Stream.empty();
  }

  private static ProbeException malformed(String detail) {
    return new ProbeException(Step.MEANING, FailureKind.MALFORMED, detail);
  }
}
