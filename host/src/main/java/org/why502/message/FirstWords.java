package org.why502.message;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/**
 * The first words of a conversation, read and written without the mapper, whose making takes longer
 * than all else until a browser is answered.
 *
 * <p>It is no second reader of JSON. It knows {@code hello} in the one spelling that the extension
 * sends, and {@code welcome} where each of its texts is plain; whatever else comes, in whatever
 * spelling, is left to {@link Wire}. So a message never means something here that it does not mean
 * there, and tests hold both against each other, byte for byte.
 */
final class FirstWords {
  /** As {@code JSON.stringify} writes the extension's greeting, up to its version. */
  private static final byte[] BEFORE_VERSION =
      "{\"type\":\"hello\",\"protocol\":1,\"version\":\"".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] AFTER_VERSION = "\"}".getBytes(StandardCharsets.US_ASCII);

  /** Four numbers of up to five digits (Chromium's and Firefox's manifests), with their dots. */
  private static final int LONGEST_VERSION = 23;

  /** A welcome that names every browser that we know has less. In letters. */
  private static final int USUAL_LENGTH = 1024;

  private FirstWords() {}

  /** The greeting, where it is the extension's own; empty says nothing of what else it may be. */
  static Optional<Request.Hello> hello(byte[] body) {
    int begin = BEFORE_VERSION.length;
    int end = body.length - AFTER_VERSION.length;
    if (end < begin
        || end - begin > LONGEST_VERSION
        || !stands(BEFORE_VERSION, body, 0)
        || !stands(AFTER_VERSION, body, end)) {
      return Optional.empty();
    }
    for (int i = begin; i < end; i++) {
      if (body[i] != '.' && (body[i] < '0' || body[i] > '9')) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Request.Hello(1, new String(body, begin, end - begin, StandardCharsets.US_ASCII)));
  }

  /** What a welcome is on the wire; empty where a text of it has a letter that is no plain one. */
  static Optional<byte[]> welcome(Reply.Welcome welcome) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    out.append("{\"type\":\"welcome\",\"protocol\":").append(welcome.protocol());
    boolean plain =
        text(out.append(",\"version\":"), welcome.version())
            && text(out.append(",\"os\":"), welcome.os());
    out.append(",\"can\":[");
    Iterator<String> can = welcome.can().iterator();
    while (plain && can.hasNext()) {
      plain = text(out, can.next());
      out.append(can.hasNext() ? "," : "");
    }
    out.append("],\"browsers\":[");
    Iterator<OfferedBrowser> browsers = welcome.browsers().iterator();
    while (plain && browsers.hasNext()) {
      OfferedBrowser browser = browsers.next();
      plain =
          text(out.append("{\"id\":"), browser.id())
              && text(out.append(",\"name\":"), browser.name());
      out.append(browsers.hasNext() ? "}," : "}");
    }
    out.append("]}");
    return plain
        ? Optional.of(out.toString().getBytes(StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private static boolean stands(byte[] words, byte[] body, int at) {
    for (int i = 0; i < words.length; i++) {
      if (body[at + i] != words[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is written: JSON shows these letters as they are, and any other has its rules. */
  private static boolean text(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (letter < ' ' || letter > '~' || letter == '"' || letter == '\\') {
        return false;
      }
    }
    out.append('"').append(text).append('"');
    return true;
  }
}
