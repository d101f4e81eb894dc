package org.why502.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.why502.harness.Slowest;
import org.why502.proof.Judged.Grade;
import org.why502.verdict.EveryVerdict;
import org.why502.verdict.Side;

/** The confusion table of every tally, for a terminal of 100 columns. */
public final class Report {
  /** Where it is kept, too. */
  private static final Path FILE = Path.of("target/proof/confusion.txt");

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Side> sides = new LinkedHashMap<>();

  private Report() {
    EveryVerdict.all().forEach(v -> sides.put(v.code(), v.side()));
  }

  /**
   * Prints the report and writes it to {@code target/proof/confusion.txt}; and prints the slowest
   * ten tests. Ends with 1 where a verdict is certain and wrong.
   *
   * @param args ignored
   */
  public static void main(String[] args) throws IOException {
    Report report = new Report();
    boolean terrible = false;
    for (Tally.Kind kind : Tally.Kind.values()) {
      List<Judged> tally = Tally.read(kind);
      report.add(kind, tally);
      terrible |= tally.stream().anyMatch(j -> j.grade() == Grade.CERTAIN_AND_WRONG);
    }
    String text = String.join("\n", report.lines) + "\n";
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, text);
    System.out.write(text.getBytes(StandardCharsets.UTF_8));
    System.out.flush();
    System.out.println();
    Slowest.lines(10).forEach(System.out::println);
    if (terrible) {
      System.exit(1);
    }
  }

  /** The table of one tally, as the report shows it. */
  static List<String> table(Tally.Kind kind, List<Judged> tally) {
    Report report = new Report();
    report.add(kind, tally);
    return List.copyOf(report.lines);
  }

  private void add(Tally.Kind kind, List<Judged> tally) {
    lines.add("");
    if (tally.isEmpty()) {
      lines.add("== " + kind.words() + ": not proven in this run");
      return;
    }
    lines.add("== %s: %d situations".formatted(kind.words(), tally.size()));
    bySide(tally);
    byCode(tally);
    notRight(tally);
  }

  private void bySide(List<Judged> tally) {
    StringBuilder head = new StringBuilder("%-18s".formatted("wanted \\ got"));
    List<Side> all = Arrays.asList(Side.values());
    all.forEach(s -> head.append("%8s".formatted(label(s))));
    lines.add(head.toString());
    for (Side wanted : all) {
      List<Judged> row = tally.stream().filter(j -> side(j.wanted()) == wanted).toList();
      if (!row.isEmpty()) {
        StringBuilder line = new StringBuilder("  %-16s".formatted(label(wanted)));
        all.forEach(got -> line.append(cell(8, row, j -> side(j.got()) == got)));
        lines.add(line.toString());
      }
    }
  }

  private void byCode(List<Judged> tally) {
    lines.add(
        "%-30s%8s%8s%8s%8s%20s"
            .formatted("", "wanted", "right", "unsure", "wrong", "certain and wrong"));
    sides.keySet().forEach(code -> row("  " + code, of(tally, j -> j.wanted().equals(code))));
    row("all", tally);
  }

  private void row(String label, List<Judged> row) {
    if (row.isEmpty()) {
      return;
    }
    Map<Grade, Integer> widths = new EnumMap<>(Grade.class);
    for (Grade grade : Grade.values()) {
      widths.put(grade, grade == Grade.CERTAIN_AND_WRONG ? 20 : 8);
    }
    StringBuilder line = new StringBuilder("%-30s%8d".formatted(label, row.size()));
    widths.forEach((grade, width) -> line.append(cell(width, row, j -> j.grade() == grade)));
    lines.add(line.toString());
  }

  private void notRight(List<Judged> tally) {
    for (Judged j : of(tally, j -> j.grade() != Grade.RIGHT)) {
      lines.add(
          "  %s: %s wants %s, got %s (%s)"
              .formatted(
                  j.grade().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                  j.name(),
                  j.wanted(),
                  j.got(),
                  j.certainty()));
    }
  }

  /** Zero is a dot: what is there catches the eye. */
  private static String cell(int width, List<Judged> row, Predicate<Judged> which) {
    int count = of(row, which).size();
    return ("%" + width + "s").formatted(count == 0 ? "·" : Integer.toString(count));
  }

  private static List<Judged> of(List<Judged> tally, Predicate<Judged> which) {
    return tally.stream().filter(which).toList();
  }

  /** No diagnosis at all leaves a person where "we don't know" does. */
  private Side side(String code) {
    return sides.getOrDefault(code, Side.UNKNOWN);
  }

  private static String label(Side side) {
    return side.name().toLowerCase(Locale.ROOT);
  }
}
