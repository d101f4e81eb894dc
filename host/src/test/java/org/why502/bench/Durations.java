package org.why502.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.message.Json;

/**
 * How long the diagnosis of each situation took in the last run through the tiny internet, the
 * longest first; beside another run's, and with what differs in the verdict, where one is named.
 */
public final class Durations {
  private static final Path LAST = Path.of("target/tiny-internet");

  private Durations() {}

  /** One situation's diagnosis. */
  private record Took(String name, long millis, String verdict, String certainty) {
    static Took of(Path file) {
      try {
        JsonNode document = Json.MAPPER.readTree(file.toFile());
        return new Took(
            file.getFileName().toString().replace(".json", ""),
            document.path("tookMs").asLong(),
            document.at("/verdict/code").asText(),
            document.path("certainty").asText());
      } catch (IOException e) {
        throw new IllegalStateException(file + " cannot be read", e);
      }
    }

    boolean judgedAs(Took other) {
      return verdict.equals(other.verdict) && certainty.equals(other.certainty);
    }
  }

  /**
   * Prints them. Ends with 1 where a verdict or a certainty differs.
   *
   * @param args a folder with the documents of an earlier run, or nothing
   */
  public static void main(String[] args) throws IOException {
    Optional<Path> earlier = Stream.of(args).findFirst().map(Path::of);
    boolean differs = false;
    for (Took now : run(LAST)) {
      Optional<Took> before =
          earlier
              .map(folder -> folder.resolve(now.name() + ".json"))
              .filter(Files::exists)
              .map(Took::of);
      boolean same = before.map(now::judgedAs).orElse(true);
      differs |= !same;
      System.out.printf(
          "%8s %6d ms  %-52s %s, %s%s%n",
          before.map(b -> b.millis() + " →").orElse(""),
          now.millis(),
          now.name(),
          now.verdict(),
          now.certainty(),
          same ? "" : "  BEFORE: " + before.get().verdict() + ", " + before.get().certainty());
    }
    System.exit(differs ? 1 : 0);
  }

  private static List<Took> run(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .map(Took::of)
          .filter(took -> took.millis() > 0)
          .sorted(Comparator.comparing(Took::millis).reversed())
          .toList();
    }
  }
}
