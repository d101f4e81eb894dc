package org.why502.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.why502.message.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line: the same core from a terminal. */
@Command(
    name = "why502",
    description = {
      "Tells whose fault it is that Archive of Our Own does not answer, how we know, and the one"
          + " thing to do next.",
      "",
      "With a browser's arguments, or without a terminal, it speaks native messages."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  why502 diagnose                                   is AO3 well, from here?",
      "  why502 diagnose archiveofourown.org/works/1       why does this page fail?",
      "  why502 diagnose --json --save incident.json       for a report",
      "  why502 explain incident.json                      judge it again, offline",
      "  why502 explain thread.txt                         judge a report in a text",
      "",
      "Exit codes: 0 done, 2 wrong use, 1 anything else."
    })
public final class Cli implements Callable<Integer> {
  private final PrintStream out;

  @Spec private CommandSpec spec;

  private Cli(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs one command to its end.
   *
   * @param args as a shell gave them
   * @param in a document to explain
   * @param out where results go
   * @param err where progress and complaints go
   * @param terminals what the two streams can show
   * @param version of this program
   * @return the exit code: 0 done, 2 wrong use, 1 anything else
   */
  public static int run(
      String[] args,
      InputStream in,
      PrintStream out,
      PrintStream err,
      Terminal.Both terminals,
      String version) {
    CommandLine line = new CommandLine(new Cli(out));
    line.addSubcommand(new DiagnoseCommand(out, err, terminals, version));
    line.addSubcommand(new ExplainCommand(in, out, terminals.out(), version));
    line.addSubcommand(new RegisterCommands.Install(out));
    line.addSubcommand(new RegisterCommands.Uninstall(out));
    line.addSubcommand(new RegisterCommands.LookOver(out, version));
    line.addSubcommand(new RegisterCommands.PrintManifest(out));
    line.getCommandSpec().version("why502 " + version);
    line.getSubcommands().values().forEach(c -> c.getCommandSpec().version("why502 " + version));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    line.setExecutionExceptionHandler(
        (e, _, _) -> {
          err.println("why502: " + sentence(e));
          return 1;
        });
    return line.execute(args);
  }

  private static String sentence(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no file " + missing.getMessage();
      case Refusal refusal -> "that is not a document of ours. " + refusal.getMessage();
      case IOException io -> io.getMessage();
      case Exception other -> "an unforeseen fault: " + other;
    };
  }

  @Override
  public Integer call() {
    // the command line that knows the subcommands: a new one would not
    spec.commandLine().usage(out);
    return 0;
  }
}
