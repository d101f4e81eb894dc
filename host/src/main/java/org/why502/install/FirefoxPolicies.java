package org.why502.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What whoever looks after a Linux machine has told browsers of Firefox's family about our
 * extension. Of companions their policies say nothing.
 *
 * <p>As EnterprisePoliciesParent reads them: the file below {@code /etc} where it is there, else
 * the one beside the program. {@code ExtensionSettings} keeps an extension out by its id, or
 * everything that is not named with {@code *}.
 *
 * @param root of the file system that they are in
 * @param extension the extension's id
 */
record FirefoxPolicies(Path root, String extension) {
  /**
   * By the code of the browser's row: where it looks first, then beside the programs that
   * distributions install.
   */
  private static final Map<String, List<String>> FILES =
      Map.of(
          "firefox",
          List.of(
              "etc/firefox/policies/policies.json",
              "usr/lib/firefox/distribution/policies.json",
              "usr/lib/firefox-esr/distribution/policies.json",
              "usr/lib64/firefox/distribution/policies.json"));

  /** Larger than any such file, in bytes. */
  private static final long LARGEST = 4 * 1024 * 1024;

  /**
   * What keeps the extension out of this browser; empty where no file does.
   *
   * @param code the browser's, as the table has it
   */
  Optional<Hindrance> against(String code) {
    List<Path> there =
        FILES.getOrDefault(code, List.of()).stream()
            .map(root::resolve)
            .filter(Files::isRegularFile)
            .toList();
    // one below /etc counts alone
    Path etc = root.resolve("etc");
    return there.stream()
        .filter(file -> file.startsWith(etc) || there.stream().noneMatch(f -> f.startsWith(etc)))
        .filter(this::keepsOut)
        .findFirst()
        .map(Hindrance.ExtensionKeptOut::new);
  }

  private boolean keepsOut(Path file) {
    JsonNode settings = read(file).path("policies").path("ExtensionSettings");
    JsonNode own = settings.path(extension).path("installation_mode");
    if (own.isTextual()) {
      return own.textValue().equals("blocked");
    }
    JsonNode others = settings.path("*");
    JsonNode types = others.path("allowed_types");
    return others.path("installation_mode").asText().equals("blocked")
        || types.isArray()
            && StreamSupport.stream(types.spliterator(), false)
                .noneMatch(type -> type.asText().equals("extension"));
  }

  private static JsonNode read(Path file) {
    try {
      return Files.size(file) > LARGEST
          ? Browsers.JSON.createObjectNode()
          : Browsers.JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      return Browsers.JSON.createObjectNode(); // the browser cannot read it either
    }
  }
}
