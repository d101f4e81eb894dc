package org.why502.remedy.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The browsers of a Linux machine, by entries like those that are really there. */
class LinuxBrowsersTest {
  private static final String URL = OtherBrowsers.FRONT_PAGE;
  private static final String ENTRY = "[Desktop Entry]\nType=Application\nName=X\n";
  private static final String WEB = "MimeType=text/html;x-scheme-handler/https;\n";

  @TempDir Path root;

  @BeforeEach
  void programs() throws IOException {
    for (String name : List.of("firefox", "chromium", "env", "sh", "flatpak")) {
      Path program = root.resolve("bin").resolve(name);
      Files.createDirectories(program.getParent());
      Files.writeString(program, "");
      assertEquals(true, program.toFile().setExecutable(true));
    }
  }

  @Test
  void a_persons_own_entry_counts_before_the_systems_and_each_product_is_there_once()
      throws IOException {
    entry("own", "firefox", "Exec=firefox --mine %u\n" + WEB);
    entry("system", "firefox", "Exec=firefox %u\n" + WEB);
    entry(
        "system", "org.mozilla.firefox", "Exec=flatpak run org.mozilla.firefox @@u %u @@\n" + WEB);
    entry("system", "chromium", "Exec=chromium %U\n" + WEB);
    assertEquals(
        List.of(
            new Installed(Product.FIREFOX, bin("firefox"), List.of("--mine", URL)),
            new Installed(Product.CHROMIUM, bin("chromium"), List.of(URL))),
        found());
  }

  @Test
  void one_that_a_person_has_hidden_is_hidden_and_its_package_of_another_name_is_not()
      throws IOException {
    entry("own", "firefox", "Hidden=true\n");
    entry("system", "firefox", "Exec=firefox %u\n" + WEB);
    assertEquals(List.of(), found());
    entry(
        "system",
        "org.mozilla.firefox",
        "Exec=" + bin("flatpak") + " run --file-forwarding org.mozilla.firefox @@u %u @@\n" + WEB);
    assertEquals(
        List.of(
            new Installed(
                Product.FIREFOX,
                bin("flatpak"),
                List.of("run", "--file-forwarding", "org.mozilla.firefox", "@@u", URL, "@@"))),
        found());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Exec=firefox %u\nNoDisplay=true\n" + WEB,
        "Exec=firefox %u\nHidden=true\n" + WEB,
        "Exec=firefox %u\nTerminal=true\n" + WEB,
        "Exec=firefox %u\nTryExec=/no/such/program\n" + WEB,
        "Exec=firefox %u\nTryExec=missing\n" + WEB,
        "Exec=firefox %u\nTryExec=bad\\escape\n" + WEB,
        "Exec=firefox %u\nMimeType=text/html;x-scheme-handler/httpsx;\n",
        "Exec=firefox %u\n",
        "Exec=missing %u\n" + WEB,
        "Exec=bin/firefox %u\n" + WEB,
        "Exec=../bin/firefox %u\n" + WEB,
        "Exec=sh -c firefox %u\n" + WEB,
        "Exec=env A=1 sh %u\n" + WEB,
        "Exec=env -S firefox %u\n" + WEB,
        "Exec=env A=1 %u\n" + WEB,
        "Exec=env env sh %u\n" + WEB
      })
  void what_is_no_browser_to_open_is_not_offered(String text) throws IOException {
    entry("system", "firefox", text);
    assertEquals(List.of(), found());
  }

  @Test
  void snaps_entries_start_it_through_env_and_nothing_is_looked_for_by_a_persons_path()
      throws IOException {
    entry("system", "firefox_firefox", "Exec=env A_B=/var/lib/x firefox %u\nTryExec=\n" + WEB);
    assertEquals(
        List.of(
            new Installed(
                Product.FIREFOX, bin("env"), List.of("A_B=/var/lib/x", bin("firefox"), URL))),
        found());
  }

  @Test
  void what_cannot_be_read_is_nothing_and_hides_nothing_else() throws IOException {
    Path folder = Files.createDirectories(root.resolve("own/applications"));
    Files.write(folder.resolve("firefox.desktop"), new byte[] {'[', (byte) 0xC3, (byte) 0x28});
    Files.createDirectories(folder.resolve("google-chrome.desktop"));
    Files.writeString(
        folder.resolve("opera.desktop"), ENTRY + "Exec=firefox %u\n" + WEB + "#".repeat(300_000));
    entry("system", "chromium", "Exec=chromium %U\r\n" + WEB);
    assertEquals(List.of(Product.CHROMIUM), found().stream().map(Installed::product).toList());
  }

  @Test
  void folders_are_those_of_the_specification_and_of_flatpak_and_snap() {
    Path home = Path.of("/home/a");
    assertEquals(
        paths(
            "/home/a/.local/share",
            "/usr/local/share",
            "/usr/share",
            "/home/a/.local/share/flatpak/exports/share",
            "/var/lib/flatpak/exports/share",
            "/var/lib/snapd/desktop"),
        LinuxBrowsers.dataFolders(Map.of("XDG_DATA_HOME", "relative"), home));
    assertEquals(
        paths(
            "/x",
            "/var/lib/snapd/desktop",
            "/y",
            "/home/a/.local/share/flatpak/exports/share",
            "/var/lib/flatpak/exports/share"),
        LinuxBrowsers.dataFolders(
            Map.of("XDG_DATA_HOME", "/x", "XDG_DATA_DIRS", "/var/lib/snapd/desktop::/y:z"), home));
  }

  private static List<Path> paths(String... all) {
    return List.of(all).stream().map(Path::of).toList();
  }

  private List<Installed> found() {
    return new LinuxBrowsers(
            List.of(root.resolve("own"), root.resolve("system")), List.of(root.resolve("bin")))
        .find(URL);
  }

  private String bin(String name) {
    return root.resolve("bin").resolve(name).toString();
  }

  private void entry(String folder, String id, String text) throws IOException {
    Path file = root.resolve(folder).resolve("applications").resolve(id + ".desktop");
    Files.createDirectories(file.getParent());
    Files.writeString(file, ENTRY + text, StandardCharsets.UTF_8);
  }
}
