package org.why502.remedy.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The line of a desktop entry that starts its program, by section 7 of the specification ("The Exec
 * key"): split at spaces, quoted as it says, and nothing of it given to a shell. What the
 * specification leaves undefined is no line. Pure.
 */
final class ExecLine {
  /** They stand in quotes only. */
  private static final String RESERVED = "\t\n\"'\\><~|&;$*?#()`";

  /** In quotes, a backslash stands before each of them. */
  private static final String ESCAPED = "\"`$\\";

  /** Codes that were given up: nothing takes their place. */
  private static final String DEPRECATED = "dDnNvm";

  private record Word(String text, boolean quoted) {}

  /** Thrown where it is found; never leaves this class. */
  private static final class Undefined extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final DesktopEntry entry;
  private final String place;
  private final String address;
  private boolean hasAddress;

  private ExecLine(DesktopEntry entry, String place, String address) {
    this.entry = entry;
    this.place = place;
    this.address = address;
  }

  /**
   * The program and its arguments.
   *
   * @param place of the entry itself
   * @param address what is to be opened
   * @return empty where the line is broken, or takes no address
   */
  static Optional<List<String>> of(DesktopEntry entry, String place, String address) {
    try {
      return new ExecLine(entry, place, address).words(entry.text("Exec").orElse(""));
    } catch (Undefined _) {
      return Optional.empty();
    }
  }

  private Optional<List<String>> words(String line) throws Undefined {
    List<String> all = new ArrayList<>();
    for (Word word : split(line)) {
      all.addAll(filled(word));
    }
    boolean program = !all.isEmpty() && !all.getFirst().isEmpty() && !all.getFirst().contains("=");
    return program && hasAddress && !all.getFirst().equals(address)
        ? Optional.of(all)
        : Optional.empty();
  }

  private static List<Word> split(String line) throws Undefined {
    List<Word> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      if (line.charAt(at) == ' ') {
        at++;
        continue;
      }
      boolean quoted = line.charAt(at) == '"';
      StringBuilder word = new StringBuilder();
      at = quoted ? quoted(line, at + 1, word) : plain(line, at, word);
      words.add(new Word(word.toString(), quoted));
    }
    return words;
  }

  private static int plain(String line, int from, StringBuilder word) throws Undefined {
    int at = from;
    for (; at < line.length() && line.charAt(at) != ' '; at++) {
      char c = line.charAt(at);
      if (RESERVED.indexOf(c) >= 0) {
        throw new Undefined();
      }
      word.append(c);
    }
    return at;
  }

  private static int quoted(String line, int from, StringBuilder word) throws Undefined {
    int at = from;
    for (; at < line.length() && line.charAt(at) != '"'; at++) {
      char c = line.charAt(at);
      if (c == '\\') {
        at++;
        c = at < line.length() ? line.charAt(at) : ' ';
        if (ESCAPED.indexOf(c) < 0) {
          throw new Undefined();
        }
      } else if (ESCAPED.indexOf(c) >= 0) {
        throw new Undefined();
      }
      word.append(c);
    }
    int after = at + 1;
    // an argument is quoted in whole
    if (at >= line.length() || (after < line.length() && line.charAt(after) != ' ')) {
      throw new Undefined();
    }
    return after;
  }

  /** With what its codes stand for. */
  private List<String> filled(Word word) throws Undefined {
    String text = word.text();
    if (!word.quoted()) {
      switch (text) {
        case "%U" -> {
          hasAddress = true;
          return List.of(address);
        }
        case "%i" -> {
          return entry
              .text("Icon")
              .filter(i -> !i.isEmpty())
              .map(i -> List.of("--icon", i))
              .orElse(List.of());
        }
        // no file is opened
        case "%f", "%F" -> {
          return List.of();
        }
        default -> {
          // codes may stand within it
        }
      }
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '%') {
        out.append(text.charAt(i));
        continue;
      }
      i++;
      out.append(code(i < text.length() ? text.charAt(i) : ' ', word.quoted()));
    }
    boolean vanished = out.isEmpty() && !text.isEmpty();
    return vanished ? List.of() : List.of(out.toString());
  }

  private String code(char code, boolean quoted) throws Undefined {
    if (code == '%') {
      return "%";
    }
    // the specification: no field code inside a quoted argument
    if (quoted) {
      throw new Undefined();
    }
    return switch (code) {
      case 'u' -> {
        hasAddress = true;
        yield address;
      }
      case 'c' -> entry.text("Name").orElse("");
      case 'k' -> place;
      default -> {
        if (DEPRECATED.indexOf(code) < 0) {
          throw new Undefined();
        }
        yield "";
      }
    };
  }
}
