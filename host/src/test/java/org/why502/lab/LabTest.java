package org.why502.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The tiny internet itself, driven as tests and people drive it: through {@code install/lab.sh}.
 */
@Execution(ExecutionMode.CONCURRENT)
class LabTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPT =
      Path.of("..", "install", "lab.sh").toAbsolutePath().normalize();
  private static final String ASK =
      """
      ask() { curl -s --max-time 20 --cacert "$WHY502_LAB_CA" -o /dev/null -w '%{http_code}\\n' "$@"; }
      now() { curl -sf --max-time 20 -X POST "$WHY502_LAB_CONTROL/situation/$1"; }
      names() { dig +short +time=1 +tries=1 "$@" | sort | head -1; }
      work=https://archiveofourown.org/works/502
      """;

  @TempDir Path folder;

  private record Run(int code, List<String> out, String err) {}

  @Test
  void theNameIsAnsweredByEveryResolverOverUdpAndTcp() throws Exception {
    Run run =
        inside(
            "healthy",
            "names archiveofourown.org; names @1.1.1.1 archiveofourown.org; names +tcp @8.8.8.8"
                + " ao3.org; names @8.8.4.4 www.otwstatus.org; dig nowhere.example | grep -o"
                + " NXDOMAIN; getent ahostsv4 archiveofourown.org | head -1 | cut -d' ' -f1");
    assertEquals(
        List.of(
            "104.20.28.24",
            "104.20.28.24",
            "104.20.28.24",
            "104.192.142.18",
            "NXDOMAIN",
            "104.20.28.24"),
        run.out());
    List<JsonNode> names = log("dns");
    assertTrue(names.stream().anyMatch(l -> l.path("transport").asText().equals("tcp")));
    assertEquals(
        List.of(false),
        names.stream()
            .filter(l -> l.path("host").asText().equals("nowhere.example"))
            .map(l -> l.path("listed").asBoolean())
            .distinct()
            .toList());
  }

  @Test
  void anArchiveThatIsDownAnswersDynamicPagesWith502AndTheEdgeStillSpeaks() throws Exception {
    Run run =
        inside(
            "archive-down",
            "ask $work; ask https://archiveofourown.org/token_dispenser.json; ask"
                + " https://archiveofourown.org/robots.txt; ask"
                + " https://archiveofourown.org/cdn-cgi/trace; ask"
                + " https://www.gstatic.com/generate_204; ask"
                + " http://detectportal.firefox.com/success.txt; curl -s --cacert"
                + " $WHY502_LAB_CA https://www.otwstatus.org/api/v2/summary.json | grep -o"
                + " '\"indicator\":\"[a-z]*\"'");
    assertEquals(
        List.of("502", "502", "200", "200", "204", "200", "\"indicator\":\"major\""), run.out());
    assertEquals(
        List.of("archive", "archive", "edge", "edge", "control", "portal", "status"),
        log("http").stream().map(l -> l.path("role").asText()).toList());
  }

  @Test
  void oldCookiesFailUntilTheyAreClearedAndNewOnesWork() throws Exception {
    Run run =
        inside(
            "stale-cookies",
            "jar=$(mktemp); ask -c $jar https://archiveofourown.org/lab/sign-in; ask -b $jar $work;"
                + " ask -b $jar $work; ask $work; : > $jar; ask -c $jar $work; ask -b $jar $work;"
                + " rm $jar");
    assertEquals(List.of("200", "502", "502", "200", "200", "200"), run.out());
    assertEquals(
        List.of("_otwarchive_session", "remember_user_token", "user_credentials", "view_adult"),
        cookies(log("http").get(1)));
  }

  @Test
  void theSituationChangesWhileProgramsRun() throws Exception {
    Run run =
        inside(
            "recovered",
            "ask $work; ask $work; now one-in-three-502; ask $work; ask $work; ask $work; ask"
                + " $work; now names-failing; ask $work; names @1.0.0.1 archiveofourown.org; now"
                + " nothing-answers; names @1.0.0.1 archiveofourown.org | grep -o 'timed out'; now"
                + " no-uplink; ask $work; now refused-port; ask $work; now portal-redirect; ask"
                + " http://detectportal.firefox.com/success.txt; now healthy; ask $work;"
                + " now no-such-situation || echo refused");
    assertEquals(
        List.of(
            "502",
            "200",
            "one-in-three-502",
            "502",
            "200",
            "200",
            "502",
            "names-failing",
            "000",
            "104.20.28.24",
            "nothing-answers",
            "timed out",
            "no-uplink",
            "000",
            "refused-port",
            "000",
            "portal-redirect",
            "302",
            "healthy",
            "200",
            "refused"),
        run.out());
    assertEquals(8, log("situation").size());
  }

  /**
   * Each way to be connected stands the same, whichever stood before it: addresses, routes and the
   * resolver. Whether a link has come up yet is its own business, which takes it a moment.
   */
  @Test
  void theNetworkIsTheSameWhateverWasBefore() throws Exception {
    Run run =
        inside(
            "healthy",
            "cd "
                + folder
                + "\n"
                + """
                ways="healthy no-uplink ipv6-only two-uplinks-archive-down vpn-exit-refused"
                net() {
                  ip -oneline address | awk '{ print $2, $3, $4 }' | sort
                  { ip route; ip -6 route; } | sed 's/ linkdown\\b//; s/ pref .*//' | sort
                  cat /etc/resolv.conf
                }
                for way in $ways; do
                  now healthy >/dev/null && now $way >/dev/null && net >$way.net
                done
                for before in $ways; do
                  for way in $ways; do
                    now $before >/dev/null && now $way >/dev/null || echo "$before, $way: refused"
                    net | diff -q $way.net - >/dev/null || echo "$before, $way: another network"
                  done
                done
                cat *.net | wc -l
                """);
    assertEquals(1, run.out().size(), () -> String.join("\n", run.out()));
  }

  @Test
  void whatLeavesForElsewhereIsNoticed() throws Exception {
    inside("healthy", "curl -s --max-time 1 http://192.0.2.7/; curl -s https://1.0.0.1/dns-query");
    assertEquals(
        List.of("1.0.0.1 443", "192.0.2.7 80"),
        log("stranger").stream()
            .map(l -> l.path("address").asText() + " " + l.path("port").asText())
            .sorted()
            .toList());
  }

  @Test
  void theCommandKeepsItsInputItsHomeAndItsExitCode() throws Exception {
    Run run =
        start(
            "typed\n",
            "healthy",
            "--home",
            folder.toString(),
            "--",
            "sh",
            "-c",
            "cat; echo $HOME; exit 7");
    assertEquals(7, run.code());
    assertEquals(List.of("typed", folder.toRealPath().toString()), run.out());
  }

  @Test
  void anUnknownSituationIsRefusedWithASentence() throws Exception {
    Run run = start("", "no-such-situation", "--", "true");
    assertEquals(1, run.code());
    assertTrue(run.err().contains("There is no situation \"no-such-situation\""), run.err());
  }

  private Run inside(String situation, String commands) throws Exception {
    Run run =
        start(
            "",
            situation,
            "--log",
            folder.resolve("log").toString(),
            "--",
            "bash",
            "-c",
            ASK + commands);
    assertTrue(Files.exists(folder.resolve("log")), () -> "the lab did not start: " + run.err());
    return run;
  }

  private Run start(String input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the lab did not end");
    return new Run(process.exitValue(), out.lines().toList(), Files.readString(err));
  }

  private List<JsonNode> log(String kind) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("log"))) {
      JsonNode node = JSON.readTree(line);
      if (node.path("kind").asText().equals(kind)) {
        lines.add(node);
      }
    }
    return lines;
  }

  private static List<String> cookies(JsonNode line) {
    List<String> names = new ArrayList<>();
    line.path("cookies").forEach(c -> names.add(c.asText()));
    return names.stream().sorted().toList();
  }
}
