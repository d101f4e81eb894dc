package org.why502.terminal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.why502.diagnosis.FirstLook;
import org.why502.diagnosis.HostTrials;
import org.why502.diagnosis.Investigate;
import org.why502.diagnosis.Page;
import org.why502.evidence.Evidence;
import org.why502.message.Wire;
import org.why502.probe.Addresses;
import org.why502.probe.World;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why502 diagnose}: gathers evidence from here and judges it. */
@Command(
    name = "diagnose",
    description = "Looks at AO3 from this machine and says whose fault it is.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  why502 diagnose",
      "  why502 diagnose archiveofourown.org/works/1/chapters/2",
      "  why502 diagnose --json --save incident.json    for a report",
      "  why502 diagnose --cookies cookies.txt https://archiveofourown.org/works/1",
      "",
      "Progress goes to stderr, the diagnosis to stdout. NO_COLOR and TERM=dumb are respected."
    })
final class DiagnoseCommand implements Callable<Integer> {
  private final PrintStream out;
  private final PrintStream err;
  private final Terminal.Both terminals;
  private final String version;
  private final Words words = new Words();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "https://archiveofourown.org/",
      description = {
        "The page that fails; the front page if none is given. It enters no document.",
        "In place of a search, a filtered list, a whole work, its comments or a download, which"
            + " cost AO3 much, a lighter page near it is asked."
      })
  private String url;

  @Option(names = "--json", description = "Print the diagnosis and its evidence as JSON.")
  private boolean json;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = {
        "Also write that JSON to a file. A file that is there is replaced once the new one is"
            + " whole; a link is not written through."
      })
  private Optional<Path> saveFile;

  @Option(
      names = "--cookies",
      paramLabel = "FILE",
      description = {
        "AO3's cookies as your browser exports them (cookies.txt), to try with and without them as"
            + " the extension does. They are sent to AO3 alone and kept nowhere."
      })
  private Optional<Path> cookieFile;

  DiagnoseCommand(PrintStream out, PrintStream err, Terminal.Both terminals, String version) {
    this.out = out;
    this.err = err;
    this.terminals = terminals;
    this.version = version;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Page named =
        Page.read(url)
            .orElseThrow(
                () ->
                    new CommandLine.ParameterException(
                        spec.commandLine(), "That is not a page of AO3's: " + url));
    Page page = named.gentle();
    if (!page.equals(named)) {
      err.println(words.heading("costly"));
    }
    Optional<String> cookies = cookies();
    Optional<DocumentFile> save = file();
    long start = System.nanoTime();
    Evidence evidence;
    try (World world = new World(Addresses.real(), version);
        Screen screen = Screen.on(err, terminals.err(), words)) {
      evidence =
          Investigate.investigate(
              world,
              version,
              Optional.empty(),
              new HostTrials(world, page, cookies),
              new TerminalListener(screen),
              Optional.of(new FirstLook(world, page, cookies)));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    Diagnosis diagnosis = Diagnose.diagnose(evidence);
    DiagnosisText report = new DiagnosisText(out, terminals.out(), words);
    if (json) {
      report.json(diagnosis, evidence, took);
    } else {
      err.println();
      report.text(diagnosis, evidence, Optional.of(took));
    }
    if (save.isPresent()) {
      save.get().write(Wire.document(diagnosis, evidence, took).toPrettyString() + "\n");
      err.println("Saved to " + save.get().file());
    }
    return 0;
  }

  private Optional<DocumentFile> file() {
    Optional<DocumentFile> named = saveFile.map(DocumentFile::new);
    named
        .flatMap(DocumentFile::objection)
        .ifPresent(
            objection -> {
              throw new CommandLine.ParameterException(spec.commandLine(), objection);
            });
    return named;
  }

  private Optional<String> cookies() throws IOException {
    if (cookieFile.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> header = Cookies.header(cookieFile.get());
    if (header.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "There is no cookie of AO3's in " + cookieFile.get());
    }
    return header;
  }
}
