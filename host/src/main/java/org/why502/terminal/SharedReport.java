package org.why502.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the evidence in a report that somebody shared: a block between two marked lines, somewhere
 * in a forum's thread or a mail. On its way it may have been quoted, indented, broken into other
 * lines, and given typographic dashes; all of that is undone. The extension writes it ({@code
 * report/report.js}).
 */
final class SharedReport {
  /** The form of the block that this version reads. */
  private static final int FORM = 1;

  /** What quoting and indenting put before a line; no line of the block begins so by itself. */
  private static final Pattern QUOTED = Pattern.compile("^[\\s\\u00a0>|]+");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern LINE_END = Pattern.compile("\\R");
  private static final Pattern BEGIN =
      Pattern.compile("\\p{Pd}+ BEGIN WHY502 EVIDENCE (\\d{1,6}) \\p{Pd}+");
  private static final Pattern END = Pattern.compile("\\p{Pd}+ END WHY502 EVIDENCE \\p{Pd}+");

  private SharedReport() {}

  /** A report that cannot be read; the message is a sentence for a person. */
  static final class Unreadable extends IOException {
    private static final long serialVersionUID = 1L;

    Unreadable(String sentence) {
      super(sentence);
    }
  }

  /**
   * The JSON of the one report in a text.
   *
   * @param document what somebody saved or pasted
   * @param version of this program
   * @return empty where nothing in it looks like a report
   * @throws Unreadable where it looks like one and cannot be read as one
   */
  static Optional<byte[]> evidence(byte[] document, String version) throws Unreadable {
    Optional<String> text = text(document);
    if (text.isEmpty() || text.get().stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    List<String> lines =
        LINE_END.splitAsStream(text.get()).map(l -> QUOTED.matcher(l).replaceFirst("")).toList();
    List<Integer> begins = places(lines, BEGIN);
    List<Integer> ends = places(lines, END);
    if (begins.isEmpty() && ends.isEmpty()) {
      return Optional.empty();
    }
    if (begins.size() > 1 || ends.size() > 1) {
      throw new Unreadable("there is more than one report in it; give me one at a time.");
    }
    if (begins.isEmpty() || (!ends.isEmpty() && ends.getFirst() < begins.getFirst())) {
      throw new Unreadable(
          "the report is not whole: the line that begins its evidence is missing.");
    }
    newer(lines.get(begins.getFirst()), version);
    if (ends.isEmpty()) {
      throw new Unreadable("the report is cut off: the line that ends its evidence is missing.");
    }
    String json = joined(lines.subList(begins.getFirst() + 1, ends.getFirst()));
    return Optional.of(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void newer(String begin, String version) throws Unreadable {
    Matcher matcher = BEGIN.matcher(tidy(begin));
    if (matcher.matches() && Integer.parseInt(matcher.group(1)) > FORM) {
      throw new Unreadable(
          "the report is of a newer why502 than this one, "
              + version
              + ", and of a form that it does not know.");
    }
  }

  private static List<Integer> places(List<String> lines, Pattern marker) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (marker.matcher(tidy(lines.get(i))).matches()) {
        found.add(i);
      }
    }
    return found;
  }

  private static String tidy(String line) {
    return BLANKS.matcher(line).replaceAll(" ").strip();
  }

  /** A mail breaks lines at blanks; within a text of JSON's, the blank is put back. */
  private static String joined(List<String> lines) {
    StringBuilder json = new StringBuilder();
    boolean within = false;
    for (String line : lines) {
      String plain = tidy(line);
      if (!json.isEmpty()) {
        json.append(within ? ' ' : '\n');
      }
      json.append(plain);
      within = within != oddQuotes(plain);
    }
    return json.toString();
  }

  /** Whether a line has an odd number of quotation marks that are not escaped. */
  private static boolean oddQuotes(String line) {
    boolean odd = false;
    for (int i = 0; i < line.length(); i++) {
      switch (line.charAt(i)) {
        case '\\' -> i++;
        case '"' -> odd = !odd;
        default -> {
          // an ordinary character
        }
      }
    }
    return odd;
  }

  private static Optional<String> text(byte[] document) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
    } catch (CharacterCodingException _) {
      // no text at all: the reader of documents says so
      return Optional.empty();
    }
  }
}
