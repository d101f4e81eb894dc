package org.why502.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.why502.system.Os;

/** Where people keep documents, as their systems tell it. */
class DocumentsFolderTest {
  private static final Path HOME = Path.of("/home/me");

  @TempDir Path home;

  @Test
  void user_dirs_as_xdg_user_dirs_writes_it() {
    String dirs =
        """
        # This file is written by xdg-user-dirs-update
        #XDG_DOCUMENTS_DIR="$HOME/Old"
        XDG_DESKTOP_DIR="$HOME/Desktop"
        XDG_DOCUMENTS_DIR="%s"
        """;
    assertEquals(Optional.of(HOME.resolve("Dokumente")), chosen(dirs, "$HOME/Dokumente"));
    assertEquals(Optional.of(Path.of("/data/docs")), chosen(dirs, "/data/docs"));
    assertEquals(Optional.of(HOME.resolve("a \"b\"")), chosen(dirs, "$HOME/a \\\\\"b\\\\\""));
    assertEquals(Optional.of(HOME), chosen(dirs, "$HOME"));
    for (String none : List.of("relative", "$HOMEelse", "~/x", "")) {
      assertEquals(Optional.empty(), chosen(dirs, none), none);
    }
  }

  private static Optional<Path> chosen(String dirs, String value) {
    return DocumentsFolder.chosen(dirs.replace("%s", value.replace("\\\\", "\\")), HOME);
  }

  @Test
  void the_registry_as_reg_prints_it() {
    String told =
        "\r\n"
            + "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User"
            + " Shell Folders\r\n"
            + "    Personal    REG_EXPAND_SZ    %USERPROFILE%\\OneDrive\\Documents\r\n\r\n";
    // On this system no path of Windows is absolute; what it is expanded to is.
    assertEquals(
        Optional.of(Path.of("/u\\OneDrive\\Documents")),
        DocumentsFolder.personal(told, Map.of("USERPROFILE", "/u")));
    assertEquals(Optional.empty(), DocumentsFolder.personal(told, Map.of()));
    assertEquals(Optional.empty(), DocumentsFolder.personal("ERROR: not found", Map.of()));
  }

  @Test
  void what_is_not_there_is_not_taken() throws Exception {
    assertEquals(home, of(Map.of()));
    Files.createDirectory(home.resolve("Documents"));
    assertEquals(home.resolve("Documents"), of(Map.of()));
    Files.createDirectory(home.resolve(".config"));
    Files.writeString(
        home.resolve(".config/user-dirs.dirs"), "XDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n");
    assertEquals(home.resolve("Documents"), of(Map.of()));
    Files.createDirectory(home.resolve("Dokumente"));
    assertEquals(home.resolve("Dokumente"), of(Map.of()));
    assertEquals(home.resolve("Documents"), of(Map.of("XDG_CONFIG_HOME", "/nowhere")));
    assertEquals(home.resolve("Dokumente"), of(Map.of("XDG_CONFIG_HOME", "relative")));
  }

  private Path of(Map<String, String> environment) throws InterruptedException {
    return DocumentsFolder.of(Os.LINUX, environment, home);
  }
}
