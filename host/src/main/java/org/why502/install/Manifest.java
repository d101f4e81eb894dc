package org.why502.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small file that tells a browser where the companion is: made from a template, and read back.
 */
final class Manifest {
  private Manifest() {}

  /** What lies at a place where such a file belongs. */
  sealed interface Found {
    /** Nothing. */
    record Nothing() implements Found {}

    /**
     * A file that names our companion.
     *
     * @param json the whole of it
     * @param launcher the program that it names; empty where it names none that could be a path
     */
    record Ours(JsonNode json, Optional<Path> launcher) implements Found {}

    /**
     * Something else: a link, a folder, a file that cannot be read or is about something else.
     *
     * @param what a few words that end "it is …"
     */
    record Foreign(String what) implements Found {}
  }

  /** Larger than any such file; what is larger is not one. */
  private static final long LARGEST = 64 * 1024;

  private static final Pattern NAME = Pattern.compile("\\{[a-z]+\\}");

  /** The file for one engine that leads to this launcher. */
  static JsonNode of(Browsers table, Engine engine, Path launcher) {
    Map<String, String> values =
        Map.of(
            "{host}", table.host(),
            "{description}", table.description(),
            "{launcher}", launcher.toString(),
            "{extension}", table.extension().idFor(engine));
    try (InputStream in = Browsers.resource(engine.code() + ".json")) {
      return filled(Browsers.JSON.readTree(in), values);
    } catch (IOException e) {
      throw new UncheckedIOException("a manifest template was built in broken", e);
    }
  }

  /** Its bytes on disk. */
  static byte[] bytes(JsonNode manifest) {
    try {
      return (Browsers.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n")
          .getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Looks at the place; never follows a link, because what we write would not be where it leads.
   */
  static Found at(Path file, String host) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Nothing();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Foreign(Files.isSymbolicLink(file) ? "a link" : "not a file");
    }
    try {
      if (Files.size(file) > LARGEST) {
        return new Found.Foreign("far too large");
      }
      JsonNode json = Browsers.JSON.readTree(Files.readAllBytes(file));
      if (!json.path("name").asText().equals(host)) {
        return new Found.Foreign("about another program");
      }
      return new Found.Ours(json, launcher(json.path("path").asText()));
    } catch (JsonProcessingException e) {
      return new Found.Foreign("not JSON");
    } catch (IOException e) {
      return new Found.Foreign("not readable (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Optional<Path> launcher(String path) {
    try {
      return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Every text of the template with its names replaced; JSON's own escapes are the writer's work.
   */
  private static JsonNode filled(JsonNode template, Map<String, String> values) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (template.isObject()) {
      ObjectNode object = make.objectNode();
      template.properties().forEach(p -> object.set(p.getKey(), filled(p.getValue(), values)));
      return object;
    }
    if (template.isArray()) {
      ArrayNode array = make.arrayNode();
      template.forEach(item -> array.add(filled(item, values)));
      return array;
    }
    // In one pass: a launcher's path may itself hold braces.
    String text =
        NAME.matcher(template.asText())
            .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(), m.group())));
    return TextNode.valueOf(text);
  }
}
