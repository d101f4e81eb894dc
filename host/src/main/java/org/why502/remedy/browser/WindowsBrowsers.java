package org.why502.remedy.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The browsers of a Windows machine, as {@code reg.exe} prints the key at which each has written
 * how it is started (Microsoft's "Registering Programs with Client Types"). Pure. Written from the
 * documents: it was never run there.
 */
final class WindowsBrowsers {
  private static final String KEY = "\\Software\\Clients\\StartMenuInternet";

  /** What reg.exe is asked, for the machine and for the person, in both views of the registry. */
  static final List<List<String>> QUESTIONS =
      List.of(
          List.of("query", "HKLM" + KEY, "/s", "/reg:64"),
          List.of("query", "HKLM" + KEY, "/s", "/reg:32"),
          List.of("query", "HKCU" + KEY, "/s", "/reg:64"),
          List.of("query", "HKCU" + KEY, "/s", "/reg:32"));

  private static final String COMMAND = "\\shell\\open\\command";

  /** The value's own name is translated on a translated Windows. */
  private static final Pattern VALUE = Pattern.compile("^ {4}.*? {4}REG_(?:EXPAND_)?SZ {4}(.*)$");

  private static final Pattern PROGRAM =
      Pattern.compile("^(?:\"([^\"]+\\.exe)\"|(.+?\\.exe))(?:\\s.*)?$", Pattern.CASE_INSENSITIVE);

  private WindowsBrowsers() {}

  /**
   * Each product once, in the order of ours.
   *
   * @param printed what reg.exe printed to each question
   * @param there whether there is a program of this path
   * @param address what is to be opened
   */
  static List<Installed> find(List<String> printed, Predicate<String> there, String address) {
    Map<Product, Installed> found = new LinkedHashMap<>();
    for (String program : programs(printed)) {
      Product.ofProgram(program)
          .filter(_ -> there.test(program))
          .ifPresent(p -> found.putIfAbsent(p, new Installed(p, program, List.of(address))));
    }
    return found.values().stream().sorted((a, b) -> a.product().compareTo(b.product())).toList();
  }

  private static List<String> programs(List<String> printed) {
    List<String> programs = new ArrayList<>();
    for (String answer : printed) {
      boolean starts = false;
      for (String line : answer.lines().toList()) {
        if (line.startsWith("HKEY_")) {
          starts = line.strip().toLowerCase(Locale.ROOT).endsWith(COMMAND);
        } else if (starts) {
          program(line).ifPresent(programs::add);
        }
      }
    }
    return programs;
  }

  private static Optional<String> program(String line) {
    Matcher value = VALUE.matcher(line);
    if (!value.matches()) {
      return Optional.empty();
    }
    Matcher program = PROGRAM.matcher(value.group(1).strip());
    return program.matches()
        ? Optional.ofNullable(program.group(1)).or(() -> Optional.of(program.group(2)))
        : Optional.empty();
  }
}
