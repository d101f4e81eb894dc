package org.why502.lab.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The look-alike pages under {@code lab/pages}, with their {@code {{holes}}} filled. */
public final class Pages {
  private Pages() {}

  /** A page with its holes filled; a hole without a filling is an error, not an empty place. */
  public static String fill(String page, Map<String, String> holes) {
    String text = read(page);
    for (Map.Entry<String, String> hole : holes.entrySet()) {
      text = text.replace("{{" + hole.getKey() + "}}", hole.getValue());
    }
    if (text.contains("{{")) {
      throw new IllegalStateException(
          page + " has an open hole at " + text.substring(text.indexOf("{{")).lines().findFirst());
    }
    return text;
  }

  /** A page as it is. */
  public static String read(String page) {
    try (InputStream in =
        Objects.requireNonNull(Pages.class.getResourceAsStream("/lab/pages/" + page), page)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
