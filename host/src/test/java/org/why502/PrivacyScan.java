package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Looks through a whole evidence document for what must not be in it. The tiny internet plants each
 * of these where a careless probe would pick it up: the page's address, the cookies, what the
 * edge's trace says of the visitor, the machine's own addresses and names.
 */
public final class PrivacyScan {
  private static final Map<String, Pattern> SECRETS =
      Map.of(
          "an address of a page",
              Pattern.compile(
                  "https?://|/works|/users|/chapters|works-1001|(?<!Ms\":)\\b1001\\b(?! ms)"),
          "a path of this machine", Pattern.compile("/(home|root|tmp|var|etc|usr|opt)/"),
          "a cookie", Pattern.compile("_otwarchive_session|user_credentials|from-before|crumb\\d"),
          "the visitor's public address", Pattern.compile("203\\.0\\.113\\.77"),
          "an address of this machine or its router",
              Pattern.compile("10\\.5\\.0\\.(2|20|254)\\b|fd05:|169\\.254\\.|fe80:"),
          "an interface", Pattern.compile("\\b(eth|wlan|enp|wlp|tun|tap|wg)\\d+"),
          "somebody's name", Pattern.compile("tester|Lamp at Number", Pattern.CASE_INSENSITIVE),
          "this machine's name", Pattern.compile(Pattern.quote(hostName())));

  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");

  private PrivacyScan() {}

  /** What was found, each with where; empty where all is well. */
  public static List<String> found(JsonNode evidence) {
    List<String> found = new ArrayList<>();
    scan("", evidence, found);
    return found;
  }

  private static void scan(String where, JsonNode node, List<String> found) {
    node.properties()
        .forEach(
            field -> {
              search(where + " as a key", field.getKey(), found);
              scan(where + "." + field.getKey(), field.getValue(), found);
            });
    if (node.isArray()) {
      node.forEach(item -> scan(where + "[]", item, found));
    }
    if (node.isTextual() && !TIME.matcher(node.textValue()).matches()) {
      search(where, node.textValue(), found);
    }
  }

  private static void search(String where, String text, List<String> found) {
    SECRETS.forEach(
        (what, pattern) -> {
          if (pattern.matcher(text).find()) {
            found.add(what + " in" + where + ": " + text);
          }
        });
  }

  /** A name too short or too common to be looked for is replaced by one that is nowhere. */
  private static String hostName() {
    String name = System.getenv().getOrDefault("HOSTNAME", "");
    return name.length() > 3 && !name.equals("localhost") ? name : "no-name-of-this-machine";
  }
}
