package org.why502.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One test of the last run.
 *
 * @param test its class and its name
 * @param millis how long it took, without what it waited until it could begin
 * @param cpuMillis for how long its own thread had a processor
 * @param waitedFor what it waited for, as far as samples or the test itself tell
 */
record Took(String test, long millis, long cpuMillis, String waitedFor) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("target/profile");

  /** Writes a run's tests, one JSON object a line. */
  static void write(String run, List<Took> all) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Took took : all) {
      lines.add(JSON.writeValueAsString(took));
    }
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(run + ".jsonl"), lines);
  }

  /** The tests of every kind of run that was made last, the slowest first. */
  static List<Took> slowestFirst() throws IOException {
    List<Took> all = new ArrayList<>();
    if (Files.isDirectory(FOLDER)) {
      try (Stream<Path> files = Files.list(FOLDER)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
          for (String line : Files.readAllLines(file)) {
            all.add(JSON.readValue(line, Took.class));
          }
        }
      }
    }
    all.sort(Comparator.comparing(Took::millis).reversed());
    return all;
  }
}
