package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.message.Json;
import org.why502.message.Refusal;
import org.why502.message.Wire;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;

/** The saved situations: one folder each, with the evidence and the diagnosis that it must get. */
public record SituationFolders(String name, Evidence evidence, JsonNode diagnosis) {
  public static final Path ROOT = Path.of("src/test/resources/situations");

  private static final AtomicReference<List<SituationFolders>> READ =
      new AtomicReference<>(List.of());

  /** What of a diagnosis is saved: all that does not differ from run to run. */
  static final List<String> SAVED =
      List.of("verdict", "certainty", "reasons", "missing", "remedies", "archiveRequests");

  @Override
  public String toString() {
    return name;
  }

  public String verdict() {
    return diagnosis.at("/verdict/code").textValue();
  }

  /** All of them, by name, as they were when somebody first asked. */
  public static List<SituationFolders> all() throws IOException {
    List<SituationFolders> known = READ.get();
    if (known.isEmpty()) {
      known = readAll();
      READ.set(known);
    }
    return known;
  }

  /**
   * The evidence of one, by its name.
   *
   * @throws AssertionError where it was not saved
   */
  public static Evidence evidenceOf(String name) throws IOException {
    return all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " was not saved"))
        .evidence();
  }

  /** The same evidence, with each of its observations as this makes it. */
  public static Evidence changed(Evidence evidence, UnaryOperator<Observation> by) {
    return new Evidence(
        evidence.version(),
        evidence.takenAt(),
        evidence.sighting(),
        evidence.sightedByHost(),
        evidence.observations().stream().map(by).toList());
  }

  private static List<SituationFolders> readAll() throws IOException {
    try (var folders = Files.list(ROOT)) {
      List<SituationFolders> all =
          folders.filter(Files::isDirectory).sorted().map(SituationFolders::read).toList();
      if (all.isEmpty()) {
        throw new AssertionError("There is no situation under " + ROOT);
      }
      return all;
    }
  }

  /** What is said of its evidence now, as far as it is saved. */
  JsonNode judgedNow() throws IOException {
    Diagnosis made = Diagnose.diagnose(evidence);
    // written and read again, as the other was: a number in memory may be long where it is int
    return saved(Json.MAPPER.readTree(Wire.diagnosis(made, Duration.ZERO).toString()));
  }

  /** What is saved of a diagnosis. */
  static ObjectNode saved(JsonNode diagnosis) {
    ObjectNode saved = Json.MAPPER.createObjectNode();
    SAVED.forEach(field -> saved.set(field, diagnosis.get(field)));
    return saved;
  }

  /**
   * Writes a file of a situation's folder.
   *
   * @param what {@code evidence} or {@code diagnosis}
   */
  static void write(String situation, String what, JsonNode text) throws IOException {
    Path folder = Files.createDirectories(ROOT.resolve(situation));
    Files.writeString(folder.resolve(what + ".json"), text.toPrettyString() + "\n");
  }

  private static SituationFolders read(Path folder) {
    try {
      return new SituationFolders(
          folder.getFileName().toString(),
          Wire.evidence(Files.readAllBytes(folder.resolve("evidence.json"))),
          Json.MAPPER.readTree(folder.resolve("diagnosis.json").toFile()));
    } catch (IOException | Refusal e) {
      throw new AssertionError(folder + " cannot be read", e);
    }
  }
}
