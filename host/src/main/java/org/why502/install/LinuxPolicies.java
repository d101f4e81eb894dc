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
 * Policies in files, as on Linux. Read as browsers do
 * (components/policy/core/common/config_dir_policy_loader.cc): every file of the folder, whatever
 * its name; for each policy the last file by name counts; what is no JSON is passed over; comments
 * and trailing commas are let pass. What is set from a cloud is not to be seen in files.
 *
 * @param machine whose files they are
 */
record LinuxPolicies(Surroundings machine) implements Policy.Source {
  /** Larger than any such file, in bytes. */
  private static final long LARGEST = 4 * 1024 * 1024;

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  @Override
  public Map<String, Policy> at(String place) {
    Map<String, Policy> policies = new HashMap<>();
    for (Path file : files(machine.resolve(place))) {
      read(file)
          .properties()
          .forEach(policy -> policies.put(policy.getKey(), policy(policy.getValue(), file)));
    }
    return policies;
  }

  private static Policy policy(JsonNode value, Path file) {
    Optional<Boolean> flag =
        value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    List<String> names =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList()
            : List.of();
    return new Policy(flag, names, file.toString());
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
