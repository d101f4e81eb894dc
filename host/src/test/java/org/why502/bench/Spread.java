package org.why502.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a figure was over all runs. */
record Spread(double median, double least, double most) {
  static <T> Spread of(List<T> runs, ToDoubleFunction<T> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int half = sorted.length / 2;
    double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /** A line of the table. */
  String line(String name, String unit, int decimals, String note) {
    String number = "%10." + decimals + "f";
    return "  %-42s".formatted(name)
        + String.format(Locale.ROOT, number + number + number, median, least, most)
        + " %-4s %s".formatted(unit, note).stripTrailing();
  }
}
