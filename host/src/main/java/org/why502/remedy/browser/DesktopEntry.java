package org.why502.remedy.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a desktop entry says, by the Desktop Entry specification 1.5 (freedesktop.org), sections 3
 * and 4: groups, keys, and values with their escapes. Pure.
 *
 * @param values of its first group, as they are written; those in other languages are left out
 */
record DesktopEntry(Map<String, String> values) {
  private static final String GROUP = "[Desktop Entry]";

  DesktopEntry {
    values = Map.copyOf(values);
  }

  /**
   * Reads one; empty where it is broken: of half an entry nobody knows what it starts. It is read
   * while a browser waits for our first word, so that what comes after its own group is left
   * unread, and nothing is matched against a pattern.
   */
  static Optional<DesktopEntry> parse(String text) {
    Map<String, String> values = new HashMap<>();
    boolean begun = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("[")) {
        if (begun) {
          break;
        }
        // nothing stands before the entry's own group
        if (!line.stripTrailing().equals(GROUP)) {
          return Optional.empty();
        }
        begun = true;
        continue;
      }
      int at = line.indexOf('=');
      String key = at < 0 ? "" : line.substring(0, at).stripTrailing();
      int language = key.indexOf('[');
      String name = language < 0 ? key : key.substring(0, language);
      if (!begun || !isName(name) || (language >= 0 && !key.endsWith("]"))) {
        return Optional.empty();
      }
      if (language < 0) {
        values.put(key, line.substring(at + 1).stripLeading());
      }
    }
    return begun ? Optional.of(new DesktopEntry(values)) : Optional.empty();
  }

  /** The specification: letters, digits and hyphens of ASCII. */
  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Its text under this key; empty where there is none, or one with an escape that is none. */
  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).flatMap(DesktopEntry::unescaped);
  }

  /** Whether this key says so; what is not there says no. */
  boolean says(String key) {
    return "true".equals(values.getOrDefault(key, "").strip());
  }

  /** The texts of a list, which end in semicolons. */
  List<String> list(String key) {
    List<String> found = new ArrayList<>();
    // a semicolon of the text itself is escaped; none of what we look for has one
    for (String one : values.getOrDefault(key, "").split("(?<!\\\\);")) {
      unescaped(one.replace("\\;", ";")).map(String::strip).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<String> unescaped(String raw) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      i++;
      switch (i < raw.length() ? raw.charAt(i) : ' ') {
        case 's' -> text.append(' ');
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case '\\' -> text.append('\\');
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(text.toString());
  }
}
