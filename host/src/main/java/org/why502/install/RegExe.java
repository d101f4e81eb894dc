package org.why502.install;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The registry through Windows' own {@code reg.exe}. Written from <a
 * href="https://learn.microsoft.com/windows-server/administration/windows-commands/reg">its
 * documentation</a>; its commands are tested, it has not yet been run on Windows.
 */
final class RegExe implements Registry {

  /** Runs a command to its end. */
  interface Shell {
    Ended run(List<String> command) throws IOException;
  }

  /**
   * How a command ended.
   *
   * @param code 0 when it did what was asked
   * @param output everything it printed
   */
  record Ended(int code, String output) {}

  private final Shell shell;

  RegExe() {
    this(RegExe::run);
  }

  RegExe(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Optional<String> read(String key) throws IOException {
    Ended ended = reg("query", key, "/ve");
    if (ended.code() != 0) {
      return Optional.empty();
    }
    // "    (Default)    REG_SZ    C:\...": the first word is translated on a translated Windows.
    return ended
        .output()
        .lines()
        .filter(line -> line.contains("REG_SZ"))
        .map(line -> line.substring(line.indexOf("REG_SZ") + "REG_SZ".length()).strip())
        .filter(value -> !value.isEmpty())
        .findFirst();
  }

  @Override
  public void write(String key, String value) throws IOException {
    need(reg("add", key, "/ve", "/t", "REG_SZ", "/d", value, "/f"), key);
  }

  @Override
  public void remove(String key) throws IOException {
    need(reg("delete", key, "/f"), key);
  }

  private Ended reg(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("reg.exe");
    command.addAll(List.of(arguments));
    return shell.run(command);
  }

  private static void need(Ended ended, String key) throws IOException {
    if (ended.code() != 0) {
      throw new IOException("reg.exe refused " + key + ": " + ended.output().strip());
    }
  }

  private static Ended run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    try {
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reg.exe ran", e);
    }
  }
}
