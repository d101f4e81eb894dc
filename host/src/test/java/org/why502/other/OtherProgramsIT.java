package org.why502.other;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.why502.lab.standing.StandingLabs;
import org.why502.message.Json;
import org.why502.proof.Judged;
import org.why502.proof.Tally;

/**
 * The packaged companion where other people's servers stand in for the tiny internet's. {@code
 * -Dwhy502.only=REGEX} runs the cases of these names alone. What each program wrote stays in {@code
 * target/other-programs}.
 */
@Execution(ExecutionMode.CONCURRENT)
class OtherProgramsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path KEPT = Path.of("target/other-programs").toAbsolutePath();
  private static final String WORK = "https://archiveofourown.org/works/1001";
  private static final String ONLY = System.getProperty("why502.only", ".*");
  private static final Tally TALLY = new Tally(Tally.Kind.OTHER_PROGRAMS);

  /**
   * Runs inside a namespace of processes, which takes all that was started here with it when it
   * ends. What it did to the packet filter is undone before it begins and after it.
   */
  private static final String SCRIPT =
      """
      set -e
      cd "$(dirname "$0")"
      PATH=$PATH:/usr/sbin:/sbin
      trap 'nft delete table inet hotel 2>/dev/null || true' EXIT
      for key in "$WHY502_LAB_KEYS"/*.pem; do [ ! -e "$key" ] || cp "$key" .; done
      serve() {
      %s
      :
      }
      serve
      while read -r address port; do
        [ -n "$address" ] || continue
        for try in $(seq 200); do
          (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null && continue 2
          sleep 0.05
        done
        echo "nothing serves $address port $port; is the program installed? (install/test.sh does it)" >&2
        exit 9
      done <<'READY'
      %s
      READY
      signed=()
      [ ! -e cookies.txt ] || signed=(--cookies cookies.txt)
      %s "%s" diagnose --json --save saved.json "${signed[@]}" %s
      """;

  @AfterAll
  static void none_is_certain_and_wrong() throws IOException {
    TALLY.close(ONLY.equals(".*") ? 12 : 0);
  }

  @TestFactory
  Stream<DynamicTest> every_program() {
    Pattern only = Pattern.compile(ONLY);
    return Stream.of(WebPrograms.all(), NamePrograms.all(), PathPrograms.all(), MixedPrograms.all())
        .flatMap(List::stream)
        .filter(p -> only.matcher(p.name()).matches())
        .map(p -> DynamicTest.dynamicTest(p.toString(), () -> judge(p)));
  }

  private static void judge(OtherProgram program) throws IOException, InterruptedException {
    Judged judged = Judged.silent(program.name(), program.wanted().getFirst());
    try {
      JsonNode printed = Json.MAPPER.readTree(run(program));
      String got = printed.at("/verdict/code").textValue();
      judged =
          new Judged(
              program.name(),
              program.wanted().contains(got) ? got : program.wanted().getFirst(),
              got,
              printed.get("certainty").textValue());
      assertTrue(program.wanted().contains(got), printed::toPrettyString);
      boolean certain = judged.certainty().equals("certain");
      assertTrue(!certain || !program.never().contains(got), printed::toPrettyString);
      int budget = program.files().containsKey("cookies.txt") ? 6 : 4;
      assertTrue(printed.get("archiveRequests").intValue() <= budget, "AO3 is spared");
    } finally {
      TALLY.add(judged);
    }
  }

  private static String run(OtherProgram program) throws IOException, InterruptedException {
    Path folder = KEPT.resolve(program.name());
    clear(folder);
    for (var file : program.files().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
    StringBuilder variables = new StringBuilder();
    program.environment().forEach((k, v) -> variables.append(k).append("=").append(v).append(" "));
    Files.writeString(
        folder.resolve("run.sh"),
        SCRIPT.formatted(
            program.start(),
            String.join("\n", program.ready()),
            variables,
            ROOT.resolve("host/target/image/bin/why502"),
            WORK));
    Path out = folder.resolve("out");
    List<String> command =
        List.of(
            "unshare",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "bash",
            folder.resolve("run.sh").toString());
    StandingLabs.in(
        program.without(), lab -> lab.run("healthy", command, out, folder.resolve("err")));
    return Files.readString(out);
  }

  /** An empty folder: what an earlier run left there would be no proof of this one. */
  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> old = Files.walk(folder)) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(folder);
  }
}
