package org.why502.lab.site;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form that came to AO3.
 *
 * @param path where it was sent
 * @param fields the fields by their names, its button among them
 */
record SentForm(String path, Map<String, String> fields) {
  boolean by(String button) {
    return fields.containsKey(button);
  }

  String field(String end) {
    return fields.entrySet().stream()
        .filter(f -> f.getKey().endsWith(end))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  /** The form that a request brings, whichever of the two ways it was sent. */
  static SentForm of(Visit visit) {
    return new SentForm(visit.path(), fields(visit));
  }

  private static Map<String, String> fields(Visit visit) {
    String type = Optional.ofNullable(visit.headers().get("Content-Type")).orElse("");
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher boundary = Pattern.compile("boundary=\"?([^\";]+)").matcher(type);
    if (boundary.find()) {
      Pattern part = Pattern.compile("(?s)name=\"([^\"]*)\"\r\n(?:[^\r]+\r\n)*\r\n(.*)\r\n$");
      for (String each : visit.body().split(Pattern.quote("--" + boundary.group(1)))) {
        Matcher named = part.matcher(each);
        if (named.find()) {
          fields.put(named.group(1), named.group(2));
        }
      }
      return fields;
    }
    for (String pair : visit.body().split("&")) {
      String[] both = pair.split("=", 2);
      fields.put(decoded(both[0]), both.length > 1 ? decoded(both[1]) : "");
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
