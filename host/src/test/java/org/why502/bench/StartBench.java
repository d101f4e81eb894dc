package org.why502.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How soon a companion answers, beside the smallest host that one can write in Python: {@code
 * StartBench SITUATION TURNS PYTHON PYTHON-HOST NAME=IMAGE…}, run inside the situation. In each
 * turn every one of them is started once, in an order that moves on by one; a turn before them
 * warms the page cache and is not counted. Prints one table in Markdown; a ratio is the median of
 * the turns' own.
 */
final class StartBench {
  private static final double KIB_IN_MIB = 1024;
  private static final double BYTES_IN_MB = 1e6;

  private StartBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Scene scene = Scene.of(args[0]);
    int turns = Integer.parseInt(args[1]);
    Map<String, Path> images = new LinkedHashMap<>();
    for (String named : List.of(args).subList(4, args.length)) {
      images.put(named.split("=", 2)[0], Path.of(named.split("=", 2)[1]));
    }
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("`python3`", List.of(args[2], args[3]));
    commands.put("`python3 -I -S`", List.of(args[2], "-I", "-S", args[3]));
    images.forEach((name, image) -> commands.put(name, companion(image)));
    Map<String, List<StartRun>> runs = greeted(commands, turns);
    Map<String, List<HostRun>> diagnoses = diagnosed(images, scene, turns);
    print(commands, images, runs, diagnoses);
  }

  static List<String> companion(Path image) {
    return List.of(
        image.resolve("bin/why502").toString(),
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop/");
  }

  private static Map<String, List<StartRun>> greeted(Map<String, List<String>> commands, int turns)
      throws IOException, InterruptedException {
    List<String> names = new ArrayList<>(commands.keySet());
    Map<String, List<StartRun>> runs = new LinkedHashMap<>();
    for (int turn = -1; turn < turns; turn++) {
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(Math.floorMod(turn + i, names.size()));
        StartRun run = StartRun.of(commands.get(name));
        if (turn >= 0) {
          runs.computeIfAbsent(name, _ -> new ArrayList<>()).add(run);
        }
      }
    }
    return runs;
  }

  private static Map<String, List<HostRun>> diagnosed(
      Map<String, Path> images, Scene scene, int turns) throws IOException, InterruptedException {
    Map<String, List<HostRun>> runs = new LinkedHashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      for (Map.Entry<String, Path> image : images.entrySet()) {
        runs.computeIfAbsent(image.getKey(), _ -> new ArrayList<>())
            .add(HostRun.of(image.getValue().resolve("bin/why502"), scene));
      }
    }
    return runs;
  }

  private static void print(
      Map<String, List<String>> commands,
      Map<String, Path> images,
      Map<String, List<StartRun>> runs,
      Map<String, List<HostRun>> diagnoses)
      throws IOException, InterruptedException {
    System.out.println("| | " + String.join(" | ", commands.keySet()) + " |");
    System.out.println("|---|" + "---:|".repeat(commands.size()));
    List<StartRun> python = runs.values().iterator().next();
    row("`welcome`, median", runs, r -> figure(r, StartRun::welcome, 0, " ms"));
    row("`welcome`, least", runs, r -> least(r, StartRun::welcome));
    row("`welcome` / `python3`'s", runs, r -> ratio(r, python));
    row("peak memory, greeted", runs, r -> figure(r, s -> s.peakKiB() / KIB_IN_MIB, 1, " MiB"));
    row("ended after the port closed", runs, r -> figure(r, StartRun::end, 0, " ms"));
    Map<String, List<HostRun>> all = new LinkedHashMap<>();
    commands.keySet().forEach(name -> all.put(name, diagnoses.getOrDefault(name, List.of())));
    row("first observation, from the start", all, r -> figure(r, HostRun::first, 0, " ms"));
    row("settled verdict, from the start", all, r -> figure(r, HostRun::settled, 0, " ms"));
    row(
        "peak memory, a whole diagnosis",
        all,
        r -> figure(r, h -> h.peakKiB() / KIB_IN_MIB, 1, " MiB"));
    row("processor time of it", all, r -> figure(r, HostRun::processor, 0, " ms"));
    Map<String, StartRun.Loaded> loaded = new LinkedHashMap<>();
    for (Map.Entry<String, Path> image : images.entrySet()) {
      Path log = Files.createTempFile("why502-classes", ".log");
      loaded.put(image.getKey(), StartRun.loaded(image.getValue(), log));
      Files.delete(log);
    }
    cells("classes loaded before `welcome`", commands, n -> text(loaded.get(n), false));
    cells("of these, Jackson's", commands, n -> text(loaded.get(n), true));
    cells("image, unpacked", commands, n -> images.containsKey(n) ? size(images.get(n)) : "");
    cells(
        "of it, the cache of classes",
        commands,
        n -> images.containsKey(n) ? size(images.get(n).resolve("lib/why502/why502.aot")) : "");
  }

  private interface Cell<T> {
    String of(T of);
  }

  private static <T> void row(String title, Map<String, List<T>> runs, Cell<List<T>> cell) {
    cells(title, runs, name -> runs.get(name).isEmpty() ? "" : cell.of(runs.get(name)));
  }

  private static void cells(String title, Map<String, ?> columns, Cell<String> cell) {
    StringBuilder line = new StringBuilder("| ").append(title);
    columns.keySet().forEach(name -> line.append(" | ").append(cell.of(name)));
    System.out.println(line.append(" |"));
  }

  private static <T> String figure(
      List<T> runs, ToDoubleFunction<T> figure, int decimals, String unit) {
    double median = Spread.of(runs, figure).median();
    return String.format(Locale.ROOT, "%." + decimals + "f", median) + unit;
  }

  private static <T> String least(List<T> runs, ToDoubleFunction<T> figure) {
    return String.format(Locale.ROOT, "%.0f ms", Spread.of(runs, figure).least());
  }

  private static String ratio(List<StartRun> runs, List<StartRun> python) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      ratios.add(runs.get(i).welcome() / python.get(i).welcome());
    }
    return figure(ratios, r -> r, 2, "");
  }

  private static String text(StartRun.Loaded loaded, boolean mapper) {
    if (loaded == null) {
      return ""; // Python has no classes of ours
    }
    return Long.toString(mapper ? loaded.mapper() : loaded.all());
  }

  private static String size(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      long bytes = all.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
      return String.format(Locale.ROOT, "%.1f MB", bytes / BYTES_IN_MB);
    } catch (IOException e) {
      return "not there (" + e.getClass().getSimpleName() + ")";
    }
  }
}
