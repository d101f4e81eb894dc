package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.why502.evidence.Evidence;
import org.why502.message.Json;
import org.why502.message.Refusal;
import org.why502.message.Wire;

/** The saved situations: one folder each, with the evidence and the diagnosis that it must get. */
public record SituationFolders(String name, Evidence evidence, JsonNode diagnosis) {
  public static final Path ROOT = Path.of("src/test/resources/situations");

  @Override
  public String toString() {
    return name;
  }

  public String verdict() {
    return diagnosis.at("/verdict/code").textValue();
  }

  public static List<SituationFolders> all() throws IOException {
    try (var folders = Files.list(ROOT)) {
      List<SituationFolders> all =
          folders.filter(Files::isDirectory).sorted().map(SituationFolders::read).toList();
      if (all.isEmpty()) {
        throw new AssertionError("There is no situation under " + ROOT);
      }
      return all;
    }
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
