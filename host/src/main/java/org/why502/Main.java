package org.why502;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.why502.message.Conversation;
import org.why502.remedy.browser.Lineage;
import org.why502.system.StartMark;
import org.why502.terminal.Cli;
import org.why502.terminal.Terminal;

/**
 * Chooses the mode: messages where a browser started us (or nobody sits at a terminal), the command
 * line otherwise. Everything is put together here and in this package; no other package sees all.
 */
public final class Main {
  private Main() {}

  /** Entry point. The standard output is for frames and results alone: all else goes to stderr. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    System.setOut(System.err);
    int code = run(args, System.in, out);
    out.flush();
    // a diagnosis may be under way when the input ends; nothing of it may outlive this
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs to the end.
   *
   * @param args as a shell or a browser gave them
   * @param in frames, or a document to explain
   * @param out frames, or the result
   * @return the exit code: 0 done, 2 wrong use, 1 anything else
   */
  public static int run(String[] args, InputStream in, PrintStream out) {
    // An unknown level is no reason to fail: slf4j-simple takes it for info.
    Optional.ofNullable(System.getenv("WHY502_LOG"))
        .ifPresent(l -> System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", l));
    // The one that is there, by name: looking for others would open every jar before the first
    // word.
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
    if (startedByBrowser(args) || (args.length == 0 && !atTerminal())) {
      return converse(in, out, engineOf(args));
    }
    return Cli.run(
        args, in, out, System.err, Terminal.Both.ofThisProcess(out, System.err), Version.get());
  }

  /**
   * Chromium passes the extension's origin; Firefox the path of our manifest and the add-on's id
   * (Chrome's and Firefox's native-messaging documents).
   */
  static boolean startedByBrowser(String[] args) {
    return args.length > 0
        && (args[0].startsWith("chrome-extension://")
            || (args.length > 1 && args[0].endsWith(".json") && args[1].contains("@")));
  }

  /** What the browser that started us is built on; empty where none did. */
  static Optional<Lineage> engineOf(String[] args) {
    if (!startedByBrowser(args)) {
      return Optional.empty();
    }
    return Optional.of(
        args[0].startsWith("chrome-extension://") ? Lineage.CHROMIUM : Lineage.GECKO);
  }

  private static boolean atTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  private static int converse(InputStream in, PrintStream out, Optional<Lineage> startedBy) {
    String version = Version.get();
    try {
      Remedies remedies = new Remedies(startedBy);
      new Conversation(in, out, new Companion(version), remedies, version).run();
      return 0;
    } catch (IOException e) {
      System.err.println("why502: the browser's pipe broke: " + e.getMessage());
      return 1;
    } finally {
      StartMark.remove();
    }
  }
}
