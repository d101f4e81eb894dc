package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.why502.system.Os;

/**
 * Held against kept files: {@code manifests/installed-SYSTEM.txt} has for every row where its file
 * goes and, on Windows, the key that names it; {@code usr-lib-why502.ENGINE} what it holds. A row
 * that is added or changed is read there once more by somebody.
 */
@DisplayName("What is installed for each row on each system")
class InstalledFilesTest extends HomeOfAPerson {
  private static final Path KEPT = Path.of("src/test/resources/manifests");
  private static final String LEDGER = "installed.json";

  @ParameterizedTest
  @EnumSource(Os.class)
  void isWhatWasKept(Os os) throws IOException {
    List<String> written = new ArrayList<>();
    for (Browser browser : Browsers.known().browsers()) {
      if (browser.places().containsKey(os)) {
        written.add(row(os, browser));
      }
    }
    Path kept = KEPT.resolve("installed-" + os.name().toLowerCase(Locale.ROOT) + ".txt");
    assertEquals(Files.readString(kept), String.join("", written));
  }

  /** What one row writes, byte for byte, and that it is all of it; then it is taken back. */
  private String row(Os os, Browser browser) throws IOException {
    for (String seen : browser.places().get(os).seen()) {
      Files.createDirectories(new Surroundings(os, home, Map.of()).resolve(seen));
    }
    TreeMap<String, String> before = everything();
    Installer installer = installer(os, Map.of());
    InstallReport report = installer.install(new Selection.AllThere());
    assertTrue(report.good(), report.toString());
    StringBuilder row = new StringBuilder(browser.code()).append('\n');
    for (Map.Entry<String, String> file : everything().entrySet()) {
      if (!file.getValue().isEmpty() && !file.getKey().endsWith(LEDGER)) {
        row.append("  file ").append(file.getKey()).append('\n');
        row.append("  as   ").append(golden(browser, file.getValue())).append('\n');
      }
    }
    registry.values.forEach(
        (key, value) ->
            row.append("  key  ")
                .append(key)
                .append("\n    =  ")
                .append(home.relativize(Path.of(value)))
                .append('\n'));
    assertTrue(installer.uninstall().good());
    assertEquals(Map.of(), registry.values);
    assertEquals(before, everything(), browser.code());
    wipe();
    return row.toString();
  }

  private String golden(Browser browser, String text) throws IOException {
    String name = "usr-lib-why502." + browser.engine().code();
    assertEquals(
        Files.readString(KEPT.resolve(name)),
        text.replace(launcher.toString(), "/usr/lib/why502/bin/why502"));
    return name;
  }

  /** The next row begins in an empty home. */
  private void wipe() throws IOException {
    for (String path : everything().descendingKeySet()) {
      if (!path.isEmpty()) {
        Files.delete(home.resolve(path));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Os.class)
  void besideThoseOfOtherPrograms(Os os) throws IOException {
    String theirs = "{\"name\":\"org.example.host\",\"path\":\"/opt/example\"}";
    Surroundings surroundings = new Surroundings(os, home, Map.of());
    Set<String> keys = new HashSet<>();
    for (Browser browser : Browsers.known().browsers()) {
      switch (browser.places().get(os)) {
        case Place.Folder(var seen, String folder, var _) -> {
          for (String one : seen) {
            Files.createDirectories(surroundings.resolve(one));
          }
          Path file = surroundings.resolve(folder).resolve("org.example.host.json");
          Files.createDirectories(file.getParent());
          Files.writeString(file, theirs);
        }
        case Place.RegistryKey(var seen, String key) -> {
          for (String one : seen) {
            Files.createDirectories(surroundings.resolve(one));
          }
          registry.write(key + "\\org.example.host", "C:\\example.json");
          keys.add(key);
        }
        case null -> {}
      }
    }
    TreeMap<String, String> before = everything();
    Map<String, String> registered = new TreeMap<>(registry.values);

    InstallReport report = installer(os, Map.of()).install(new Selection.AllThere());

    assertTrue(report.good(), report.toString());
    TreeMap<String, String> after = everything();
    assertTrue(after.entrySet().containsAll(before.entrySet()));
    assertTrue(registry.values.entrySet().containsAll(registered.entrySet()));
    assertEquals(registered.size() + keys.size(), registry.values.size());
    assertTrue(installer(os, Map.of()).uninstall().good());
    assertEquals(before, everything());
    assertEquals(registered, registry.values);
  }
}
