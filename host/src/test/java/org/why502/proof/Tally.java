package org.why502.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.why502.message.Json;

/** What one kind of proof found, situation by situation. Several tests may add at once. */
public final class Tally {
  private static final Path FOLDER = Path.of("target/proof");

  private final Kind kind;
  private final Queue<Judged> all = new ConcurrentLinkedQueue<>();

  /** The kinds of proof, in the order of the report. */
  public enum Kind {
    /** The packaged host inside the tiny internet. */
    TINY_INTERNET("the packaged companion in the tiny internet"),
    /** Evidence that was saved, judged again. */
    SAVED_EVIDENCE("saved evidence, judged again"),
    /** The packaged host among servers that this project did not write. */
    OTHER_PROGRAMS("the packaged companion among other people's servers");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    /** Where its tally is kept, one JSON object a line. */
    Path file() {
      return FOLDER.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".jsonl");
    }
  }

  /** An empty one. */
  public Tally(Kind kind) {
    this.kind = kind;
  }

  /** One more situation. */
  public void add(Judged judged) {
    all.add(judged);
  }

  /**
   * Writes the tally for the report.
   *
   * @param atLeast how many situations there must be
   * @throws AssertionError where a verdict is certain and wrong, or there are too few situations
   */
  public void close(int atLeast) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Judged judged : all.stream().sorted(Comparator.comparing(Judged::name)).toList()) {
      lines.add(Json.MAPPER.writeValueAsString(judged));
    }
    Files.createDirectories(FOLDER);
    Files.write(kind.file(), lines);
    List<Judged> terrible =
        all.stream().filter(j -> j.grade() == Judged.Grade.CERTAIN_AND_WRONG).toList();
    if (!terrible.isEmpty()) {
      throw new AssertionError("certain and wrong, in " + kind.words() + ": " + terrible);
    }
    if (all.size() < atLeast) {
      throw new AssertionError(
          "%s: %d situations, and there must be %d".formatted(kind.words(), all.size(), atLeast));
    }
  }

  /** What was written last; nothing where that proof has not been made. */
  static List<Judged> read(Kind kind) throws IOException {
    List<Judged> read = new ArrayList<>();
    if (Files.exists(kind.file())) {
      for (String line : Files.readAllLines(kind.file())) {
        read.add(Json.MAPPER.readValue(line, Judged.class));
      }
    }
    return read;
  }
}
