package org.why502.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.why502.message.Json;

/**
 * Measures one situation from inside it: {@code Bench SITUATION PAIRS HOST SCRIPT…}. Each pair is
 * the packaged host and the plain script, right after each other, in turns which goes first; a pair
 * before them warms the page cache and is not counted.
 */
final class Bench {
  /** Issue 3's aims, printed beside the figures. */
  private static final String AIM_MARGIN = "aim: at most 250";

  private static final String AIM_RATIO = "aim: at most 0.5";
  private static final String AIM_MEMORY = "aim: at most 80";
  private static final double KIB_IN_MIB = 1024;

  /**
   * The host and the script in the same minute.
   *
   * @param warm the host once more, asked a second time in one process
   * @param logged what the tiny internet saw reach AO3's own servers while the host ran
   * @param scriptMs how long the script took
   */
  private record Pair(HostRun host, HostRun warm, int logged, double scriptMs) {}

  private final Scene scene;
  private final Path program;
  private final List<String> script;
  private final Path log;

  private Bench(Scene scene, Path program, List<String> script, Path log) {
    this.scene = scene;
    this.program = program;
    this.script = script;
    this.log = log;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    String situation = args[0];
    int pairs = Integer.parseInt(args[1]);
    Bench bench =
        new Bench(
            Scene.of(situation),
            Path.of(args[2]),
            List.of(args).subList(3, args.length),
            Path.of(System.getenv("WHY502_LAB_LOG")));
    bench.pair(true);
    List<Pair> counted = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      counted.add(bench.pair(i % 2 == 0));
    }
    print(situation, counted);
  }

  private Pair pair(boolean hostFirst) throws IOException, InterruptedException {
    double before = hostFirst ? 0 : script();
    int already = archiveRequests();
    HostRun host = HostRun.of(program, scene);
    int logged = archiveRequests() - already;
    HostRun warm = HostRun.warm(program, scene);
    return new Pair(host, warm, logged, hostFirst ? script() : before);
  }

  /** A question that fails is an answer too, so its exit code says nothing. */
  private double script() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(script)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return (System.nanoTime() - start) / 1e6;
  }

  private int archiveRequests() throws IOException {
    int found = 0;
    for (String line : Files.readAllLines(log)) {
      JsonNode entry = Json.MAPPER.readTree(line);
      boolean reached = "archive".equals(entry.path("role").asText());
      found += reached && "http".equals(entry.path("kind").asText()) ? 1 : 0;
    }
    return found;
  }

  private static void print(String situation, List<Pair> pairs) {
    List<HostRun> hosts = pairs.stream().map(Pair::host).toList();
    List<HostRun> warm = pairs.stream().map(Pair::warm).toList();
    System.out.printf("%n%-42s  %10s%10s%10s%n", situation, "median", "least", "most");
    say(Spread.of(hosts, HostRun::welcome).line("start to welcome", "ms", 0, ""));
    say(Spread.of(hosts, HostRun::first).line("start to first observation", "ms", 0, ""));
    say(
        Spread.of(hosts, HostRun::settled)
            .line(
                "start to settled verdict",
                "ms",
                0,
                counted(hosts.stream().map(HostRun::verdict).toList())));
    say(Spread.of(hosts, HostRun::last).line("start to final verdict", "ms", 0, ""));
    say(
        Spread.of(hosts, HostRun::slowest)
            .line(
                "slowest needed probe",
                "ms",
                0,
                counted(hosts.stream().map(HostRun::slowestId).toList())));
    say(
        Spread.of(hosts, h -> h.settled() - h.slowest())
            .line("settled after slowest needed, from start", "ms", 0, ""));
    say(
        Spread.of(hosts, h -> h.settled() - h.asked() - h.slowest())
            .line("settled after slowest needed, from diagnose", "ms", 0, ""));
    say(
        Spread.of(warm, h -> h.settled() - h.slowest())
            .line("the same, a second diagnosis (warm)", "ms", 0, AIM_MARGIN));
    say(Spread.of(warm, HostRun::settled).line("diagnose to settled verdict (warm)", "ms", 0, ""));
    say(Spread.of(hosts, h -> h.peakKiB() / KIB_IN_MIB).line("peak memory", "MiB", 1, AIM_MEMORY));
    say(Spread.of(hosts, HostRun::processor).line("processor time", "ms", 0, ""));
    say(
        Spread.of(pairs, p -> p.logged() + p.host().trials())
            .line("requests to AO3's own servers", "", 0, parts(pairs)));
    say(Spread.of(pairs, Pair::scriptMs).line("the plain script, whole", "ms", 0, ""));
    say(
        Spread.of(pairs, p -> p.host().settled() / p.scriptMs())
            .line("settled verdict / script", "", 2, AIM_RATIO));
    say(
        Spread.of(pairs, p -> p.host().last() / p.scriptMs())
            .line("final verdict / script", "", 2, ""));
  }

  private static String parts(List<Pair> pairs) {
    return counted(
        pairs.stream()
            .map(p -> p.logged() + " by the host, " + p.host().trials() + " by the browser")
            .toList());
  }

  /** Each answer once, with how often it came where they differ. */
  private static String counted(List<String> answers) {
    return answers.stream()
        .collect(Collectors.groupingBy(a -> a, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .map(e -> e.getKey() + (e.getValue() == answers.size() ? "" : " (" + e.getValue() + "x)"))
        .collect(Collectors.joining("; "));
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
