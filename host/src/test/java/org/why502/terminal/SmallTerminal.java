package org.why502.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a person sees of what was written: the few control sequences of {@link LiveScreen}. */
final class SmallTerminal {
  private static final Pattern PIECE = Pattern.compile("\u001b\\[([?0-9;]*)([A-Za-z])|(?s)(.)");

  private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
  private final int width;
  private int row;
  private int column;
  private boolean wraps = true;
  private boolean cursor = true;

  private SmallTerminal(int width) {
    this.width = width;
  }

  /** A terminal after all of it was written. */
  static SmallTerminal after(String written, int width) {
    SmallTerminal terminal = new SmallTerminal(width);
    Matcher piece = PIECE.matcher(written);
    while (piece.find()) {
      if (piece.group(3) != null) {
        terminal.put(piece.group(3).charAt(0));
      } else {
        terminal.control(piece.group(1), piece.group(2).charAt(0));
      }
    }
    return terminal;
  }

  String text() {
    return lines.stream()
        .map(l -> l.toString().stripTrailing())
        .collect(Collectors.joining("\n"))
        .strip();
  }

  boolean cursorShows() {
    return cursor && wraps;
  }

  private void put(char c) {
    switch (c) {
      case '\n' -> {
        row++;
        column = 0;
        if (row == lines.size()) {
          lines.add(new StringBuilder());
        }
      }
      case '\r' -> column = 0;
      default -> {
        StringBuilder line = lines.get(row);
        while (line.length() <= column) {
          line.append(' ');
        }
        line.setCharAt(column, c);
        column = Math.min(column + 1, width - 1);
      }
    }
  }

  private void control(String parameters, char what) {
    switch (what) {
      case 'A' -> row = Math.max(0, row - Integer.parseInt(parameters));
      case 'K' -> lines.get(row).setLength(Math.min(lines.get(row).length(), column));
      case 'J' -> {
        lines.get(row).setLength(Math.min(lines.get(row).length(), column));
        lines.subList(row + 1, lines.size()).clear();
      }
      case 'h', 'l' -> {
        boolean on = what == 'h';
        switch (parameters) {
          case "?25" -> cursor = on;
          case "?7" -> wraps = on;
          default -> throw new AssertionError("an unknown mode: " + parameters);
        }
      }
      case 'm' -> {
        // colours are not seen
      }
      default -> throw new AssertionError("an unknown control: " + what);
    }
  }
}
