package org.why502;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.why502.evidence.Evidence;
import org.why502.message.Refusal;
import org.why502.message.Wire;
import org.why502.verdict.Diagnose;
import org.why502.verdict.Diagnosis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why502 explain}: judges saved evidence again, without a network. */
@Command(
    name = "explain",
    description = "Judges saved evidence again, without a network.",
    mixinStandardHelpOptions = true,
    versionProvider = Cli.Versions.class,
    footer = {
      "",
      "Examples:",
      "  why502 explain incident.json          what --save wrote",
      "  why502 diagnose --json | why502 explain",
      "  why502 explain --json incident.json   the judgement as JSON"
    })
final class ExplainCommand implements Callable<Integer> {
  /** Far above any document of ours; a larger file is something else. */
  private static final int LONGEST = 4 * 1024 * 1024;

  private final InputStream in;
  private final PrintStream out;
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "What `diagnose --json` or `--save` wrote; standard input if none is given.")
  private Optional<Path> file;

  @Option(names = "--json", description = "Print the diagnosis and its evidence as JSON.")
  private boolean json;

  ExplainCommand(InputStream in, PrintStream out, Terminal terminal) {
    this.in = in;
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, Refusal {
    Evidence evidence = Wire.evidence(document());
    Diagnosis diagnosis = Diagnose.diagnose(evidence);
    Report report = new Report(out, terminal, new Words());
    if (json) {
      report.json(diagnosis, evidence, Duration.ZERO);
    } else {
      report.text(diagnosis, evidence, Optional.empty());
    }
    return 0;
  }

  private byte[] document() throws IOException {
    try (InputStream source = file.isPresent() ? Files.newInputStream(file.get()) : in) {
      byte[] document = source.readNBytes(LONGEST + 1);
      if (document.length > LONGEST) {
        throw new IOException("The document is longer than 4 MiB; it is not one of ours.");
      }
      return document;
    }
  }
}
