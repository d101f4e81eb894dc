package org.why502.install;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.why502.system.Command;

/**
 * The registry through Windows' own {@code reg.exe}. Written from <a
 * href="https://learn.microsoft.com/windows-server/administration/windows-commands/reg">its
 * documentation</a>; its commands are tested, it has not yet been run on Windows.
 */
final class RegExe implements Registry {

  /** Runs reg.exe to its end. */
  interface Shell {
    Ended run(List<String> arguments) throws IOException;
  }

  /**
   * How a command ended.
   *
   * @param code 0 when it did what was asked
   * @param output everything it printed
   */
  record Ended(int code, String output) {}

  /** It reads and writes a registry that is in memory; a virus scanner may hold it up. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

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

  /** Four spaces stand between a value's name, its type and its data. */
  private static final Pattern VALUE = Pattern.compile(" {4}(.+?) {4}(REG_\\w+) {4}(.*)");

  @Override
  public List<Value> below(String key) throws IOException {
    Ended ended = reg("query", key, "/s");
    List<Value> values = new ArrayList<>();
    String at = key;
    for (String line : ended.code() == 0 ? ended.output().lines().toList() : List.<String>of()) {
      Matcher value = VALUE.matcher(line);
      if (value.matches()) {
        values.add(new Value(at, value.group(1), value.group(2), value.group(3)));
      } else if (line.startsWith("HKEY_")) {
        at = line.strip();
      }
    }
    return values;
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
    return shell.run(List.of(arguments));
  }

  private static void need(Ended ended, String key) throws IOException {
    if (ended.code() != 0) {
      throw new IOException("reg.exe refused " + key + ": " + ended.output().strip());
    }
  }

  private static Ended run(List<String> arguments) throws IOException {
    Path program =
        Command.program("reg.exe").orElseThrow(() -> new IOException("there is no reg.exe"));
    try {
      return switch (Command.run(program, arguments, LONGEST, Charset.defaultCharset())) {
        case Command.Ending.Ended(int code, String printed) -> new Ended(code, printed);
        case Command.Ending.Late _ -> throw new IOException("reg.exe did not answer in time");
        case Command.Ending.Endless _ -> throw new IOException("reg.exe answered without end");
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reg.exe ran", e);
    }
  }
}
