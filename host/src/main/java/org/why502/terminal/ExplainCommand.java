package org.why502.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.why502.evidence.Evidence;
import org.why502.message.Refusal;
import org.why502.message.Wire;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why502 explain}: judges saved evidence again, without a network. */
@Command(
    name = "explain",
    description =
        "Judges saved evidence, or a report that somebody shared, again, without a network.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  why502 explain incident.json          what --save wrote",
      "  why502 diagnose --json | why502 explain",
      "  why502 explain --json incident.json   the judgement as JSON",
      "  why502 explain thread.txt             the report in a text, quoted or not"
    })
final class ExplainCommand implements Callable<Integer> {
  /** Far above any document of ours; a larger file is something else. */
  private static final int LONGEST = 4 * 1024 * 1024;

  private final InputStream in;
  private final PrintStream out;
  private final Terminal terminal;
  private final String version;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = {
        "What `diagnose --json` or `--save` wrote, or any text with one report of the extension's"
            + " in it; standard input if none is given."
      })
  private Optional<Path> file;

  @Option(names = "--json", description = "Print the diagnosis and its evidence as JSON.")
  private boolean json;

  ExplainCommand(InputStream in, PrintStream out, Terminal terminal, String version) {
    this.in = in;
    this.out = out;
    this.terminal = terminal;
    this.version = version;
  }

  @Override
  public Integer call() throws IOException, Refusal {
    byte[] document = document();
    Optional<byte[]> shared = SharedReport.evidence(document, version);
    Evidence evidence = shared.isPresent() ? shared(shared.get()) : saved(document);
    Diagnosis diagnosis = Diagnose.diagnose(evidence);
    DiagnosisText report = new DiagnosisText(out, terminal, new Words());
    if (json) {
      report.json(diagnosis, evidence, Duration.ZERO);
    } else {
      if (shared.isPresent()) {
        report.shared(evidence);
      }
      report.text(diagnosis, evidence, Optional.empty());
    }
    return 0;
  }

  private Evidence shared(byte[] json) throws IOException {
    try {
      return Wire.evidence(json);
    } catch (Refusal refusal) {
      throw newer(json)
          .orElseGet(
              () ->
                  new SharedReport.Unreadable(
                      "the report was changed on its way. " + refusal.getMessage()));
    }
  }

  private Evidence saved(byte[] document) throws IOException, Refusal {
    try {
      return Wire.evidence(document);
    } catch (Refusal refusal) {
      Optional<SharedReport.Unreadable> newer = newer(document);
      if (newer.isPresent()) {
        throw newer.get();
      }
      if (refusal.code() == Refusal.Code.BAD_JSON) {
        throw new SharedReport.Unreadable(
            "that is not a document of ours. It is not JSON, and there is no report in it: a report"
                + " has a line BEGIN WHY502 EVIDENCE.");
      }
      throw refusal;
    }
  }

  /** What a newer version wrote may well hold what this one does not know. */
  private Optional<SharedReport.Unreadable> newer(byte[] json) {
    return Wire.version(json)
        .filter(this::isNewer)
        .map(
            theirs ->
                new SharedReport.Unreadable(
                    "it is from why502 %s, and says what this one, %s, does not know yet."
                        .formatted(Words.printable(theirs), version)));
  }

  /** Whether a version is newer than this program's; what is no version is not newer. */
  private boolean isNewer(String theirs) {
    try {
      return ModuleDescriptor.Version.parse(theirs)
              .compareTo(ModuleDescriptor.Version.parse(version))
          > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
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
