package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.why502.system.Os;

@DisplayName("The table of browsers")
class TableTest {
  private final Browsers table = Browsers.known();

  @Test
  void knowsTheBrowsersWePromise() {
    assertEquals(
        Set.of(
            "chromium",
            "chrome",
            "chrome-beta",
            "chrome-unstable",
            "edge",
            "edge-beta",
            "edge-dev",
            "brave",
            "brave-beta",
            "brave-nightly",
            "vivaldi",
            "vivaldi-snapshot",
            "opera",
            "opera-beta",
            "yandex",
            "arc",
            "firefox",
            "librewolf",
            "waterfox",
            "zen"),
        table.browsers().stream().map(Browser::code).collect(Collectors.toSet()));
  }

  @Test
  void everyCodeIsThereOnce() {
    assertEquals(
        table.browsers().size(),
        new HashSet<>(table.browsers().stream().map(Browser::code).toList()).size());
  }

  @Test
  void everyBrowserHasAPlaceAndEveryPathResolves() {
    for (Browser browser : table.browsers()) {
      assertFalse(browser.places().isEmpty(), browser.name());
      browser
          .places()
          .forEach(
              (os, place) -> {
                Surroundings home = new Surroundings(os, Path.of("/home/ada"), java.util.Map.of());
                assertFalse(place.seen().isEmpty(), browser.name() + " on " + os);
                for (String seen : place.seen()) {
                  assertTrue(home.resolve(seen).startsWith("/home/ada"), seen);
                }
                boolean windows = os == Os.WINDOWS;
                switch (place) {
                  case Place.Folder(var _, String folder, List<String> decides) -> {
                    assertFalse(windows, browser.name());
                    for (String one : decides) {
                      assertTrue(home.resolve(folder).startsWith(home.resolve(one)), one);
                    }
                    assertTrue(home.resolve(folder).startsWith("/home/ada"), folder);
                  }
                  case Place.RegistryKey(var _, String key) -> {
                    assertTrue(windows, browser.name());
                    assertTrue(key.matches("HKCU\\\\Software\\\\.+\\\\NativeMessagingHosts"), key);
                  }
                }
              });
      for (Sandbox sandbox : browser.sandboxes()) {
        assertTrue(browser.places().get(Os.LINUX) instanceof Place.Folder, browser.name());
        new Surroundings(Os.LINUX, Path.of("/home/ada"), java.util.Map.of())
            .resolve(sandbox.seen());
        assertTrue(
            sandbox
                .explain(browser.name(), table.host(), _ -> false)
                .startsWith(browser.name() + " from "));
      }
    }
  }

  @Test
  @DisplayName("what is for everybody is one place on Unix, and a key of the machine's on Windows")
  void system() {
    for (Browser browser : table.browsers()) {
      browser
          .system()
          .forEach(
              (os, where) -> {
                assertTrue(browser.places().containsKey(os), browser.name() + " on " + os);
                String form =
                    os == Os.WINDOWS
                        ? "HKLM\\\\SOFTWARE\\\\.+\\\\NativeMessagingHosts"
                        : "\\{root}/.+[^/]";
                assertTrue(where.matches(form), where);
              });
    }
  }

  @Test
  @DisplayName("README tells people of each row what the table knows")
  void readme() throws Exception {
    List<String> readme = Files.readAllLines(Path.of("../README.md"));
    int first = readme.indexOf("| Browser | Linux | Flatpak | Snap | macOS | Windows |");
    assertTrue(first > 0, "README has no table of browsers");
    assertEquals(
        table.browsers().stream().map(TableTest::row).collect(Collectors.joining("\n")),
        readme.stream()
            .skip(first + 2)
            .takeWhile(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n")));
  }

  private static String row(Browser browser) {
    return "| %s (`%s`) | %s | %s | %s | %s | %s |"
        .formatted(
            browser.name(),
            browser.code(),
            known(browser, Os.LINUX),
            packaged(browser, Sandbox.Kind.FLATPAK),
            packaged(browser, Sandbox.Kind.SNAP),
            known(browser, Os.MACOS),
            known(browser, Os.WINDOWS));
  }

  private static String known(Browser browser, Os os) {
    return browser.places().containsKey(os) ? "yes" : "–";
  }

  private static String packaged(Browser browser, Sandbox.Kind kind) {
    return browser.sandboxes().stream()
        .filter(sandbox -> sandbox.kind() == kind)
        .map(
            sandbox ->
                switch (sandbox) {
                  case Sandbox.Closed _ -> "no way";
                  case Sandbox.Portal(var _, var _, String since, var _) ->
                      "it asks once, since " + since;
                  case Sandbox.Proxy proxy -> "by a service, since " + proxy.since();
                })
        .findFirst()
        .orElse("–");
  }

  @Test
  @DisplayName("knows nothing of Tor Browser: the companion would go past Tor")
  void noTor() throws Exception {
    String whole =
        new String(Browsers.resource("browsers.json").readAllBytes(), StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT);
    for (String word : List.of("tor browser", "tor-browser", "torbrowser", "torproject", "onion")) {
      assertFalse(whole.contains(word), word);
    }
  }

  @Test
  @DisplayName("the files hold exactly the keys that each engine accepts")
  void templates() {
    Path launcher = Path.of("/opt/a \"b\" {host}/bin/why502");
    JsonNode chromium = Manifest.of(table, Engine.CHROMIUM, launcher);
    assertEquals(List.of("name", "description", "path", "type", "allowed_origins"), keys(chromium));
    assertEquals(
        "chrome-extension://" + table.extension().chromium() + "/",
        chromium.path("allowed_origins").path(0).asText());
    JsonNode firefox = Manifest.of(table, Engine.FIREFOX, launcher);
    assertEquals(
        List.of("name", "description", "path", "type", "allowed_extensions"), keys(firefox));
    assertEquals(table.extension().firefox(), firefox.path("allowed_extensions").path(0).asText());
    for (JsonNode manifest : List.of(chromium, firefox)) {
      assertEquals("org.why502.host", manifest.path("name").asText());
      assertEquals("stdio", manifest.path("type").asText());
      assertEquals(launcher.toString(), manifest.path("path").asText());
      // Chromium refuses an empty one.
      assertFalse(manifest.path("description").asText().isBlank());
    }
  }

  @Test
  @DisplayName("the extension's ids are those of extension/manifest.json")
  void ids() throws Exception {
    assertTrue(table.extension().chromium().matches("[a-p]{32}"));
    Path manifest = Path.of("../extension/manifest.json");
    assumeTrue(Files.isDirectory(Path.of("../extension")), "no extension in this checkout");
    JsonNode extension = Browsers.JSON.readTree(manifest.toFile());
    // Chromium: the first 16 bytes of the SHA-256 of the public key, each half byte as a letter.
    byte[] key = Base64.getDecoder().decode(extension.path("key").asText());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      id.append((char) ('a' + (digest[i] >> 4 & 15))).append((char) ('a' + (digest[i] & 15)));
    }
    assertEquals(id.toString(), table.extension().chromium());
    assertEquals(
        extension.path("browser_specific_settings").path("gecko").path("id").asText(),
        table.extension().firefox());
  }

  private static List<String> keys(JsonNode node) {
    return node.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }
}
