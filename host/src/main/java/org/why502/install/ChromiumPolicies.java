package org.why502.install;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What whoever looks after a Linux machine has told browsers of Chromium's family about companions.
 *
 * <p>Read as they do (components/policy/core/common/config_dir_policy_loader.cc): every file of the
 * folder, whatever its name; for each policy the last file by name counts; what is no JSON is
 * passed over; comments and trailing commas are let pass. Then as
 * ChromeMessagingDelegate::IsNativeMessagingHostAllowed does: a list of what is forbidden holds our
 * name or {@code *}, and the list of what is allowed does not hold our name ({@code *} means
 * nothing there). What is set from a cloud is not to be seen in files.
 *
 * @param root of the file system that they are in
 * @param host the companion's name
 */
record ChromiumPolicies(Path root, String host) {
  /**
   * By the code of the browser's row. Chromium's own sources name the first two, Microsoft's and
   * Brave's documents theirs. Where Vivaldi and Opera look is told differently by each who tells
   * it, so that nothing is said of them.
   */
  private static final Map<String, String> FOLDERS =
      Map.of(
          "chromium", "etc/chromium/policies/managed",
          "chrome", "etc/opt/chrome/policies/managed",
          "chrome-beta", "etc/opt/chrome/policies/managed",
          "chrome-unstable", "etc/opt/chrome/policies/managed",
          "edge", "etc/opt/edge/policies/managed",
          "brave", "etc/brave/policies/managed");

  /** Larger than any such file, in bytes. */
  private static final long LARGEST = 4 * 1024 * 1024;

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  /** One policy, and the file that counts for it. */
  private record Rule(JsonNode value, Path file) {
    boolean lists(String name) {
      return value.isArray()
          && StreamSupport.stream(value.spliterator(), false)
              .anyMatch(one -> one.isTextual() && one.textValue().equals(name));
    }
  }

  /**
   * What keeps this browser from the companion; empty where no file does.
   *
   * @param code the browser's, as the table has it
   */
  Optional<Hindrance> against(String code) {
    return Optional.ofNullable(FOLDERS.get(code)).map(root::resolve).flatMap(this::in);
  }

  private Optional<Hindrance> in(Path folder) {
    Map<String, Rule> rules = new HashMap<>();
    for (Path file : files(folder)) {
      read(file)
          .properties()
          .forEach(policy -> rules.put(policy.getKey(), new Rule(policy.getValue(), file)));
    }
    Optional<Hindrance> forbidden =
        Optional.ofNullable(rules.get("NativeMessagingBlocklist"))
            .filter(rule -> rule.lists(host) || rule.lists("*"))
            .filter(_ -> !allowed(rules))
            .map(rule -> new Hindrance.Forbidden(rule.file()));
    return forbidden.or(
        () ->
            Optional.ofNullable(rules.get("NativeMessagingUserLevelHosts"))
                .filter(rule -> rule.value().isBoolean() && !rule.value().booleanValue())
                .map(rule -> new Hindrance.OnlyForEverybody(rule.file())));
  }

  private boolean allowed(Map<String, Rule> rules) {
    return Optional.ofNullable(rules.get("NativeMessagingAllowlist"))
        .filter(rule -> rule.lists(host))
        .isPresent();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList();
    } catch (IOException e) {
      return List.of(); // no such folder, or one that the browser cannot read either
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Files.size(file) > LARGEST
          ? LENIENT.createObjectNode()
          : LENIENT.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      return LENIENT
          .createObjectNode(); // broken, or not to be read: the browser passes it over, too
    }
  }
}
