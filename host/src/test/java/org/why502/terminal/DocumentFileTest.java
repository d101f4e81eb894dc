package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code diagnose --save} writes, and what it leaves as it was. */
class DocumentFileTest {
  private static final String OLD = "what a person keeps here";

  @TempDir private Path folder;

  private static void asRootAllIsAllowed() {
    Assumptions.assumeFalse("root".equals(System.getProperty("user.name")), "root can do it all");
  }

  /** It is refused as wrong use before AO3 is asked, and when it is written. */
  private static void refused(Path file, String about) {
    Ran ran = Ran.cli("diagnose", "--save", file.toString());
    assertEquals(2, ran.code(), ran.err());
    assertEquals("", ran.out());
    assertTrue(ran.err().contains(about), ran.err());
    IOException unsaved =
        assertThrows(IOException.class, () -> new DocumentFile(file).write("new"));
    assertTrue(unsaved.getMessage().contains(about), unsaved.getMessage());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_new_file_and_one_that_is_there_are_written_whole() throws IOException {
    DocumentFile file = new DocumentFile(folder.resolve("incident.json"));
    assertEquals(Optional.empty(), file.objection());
    file.write(OLD + "\n");
    assertEquals(Optional.empty(), file.objection());
    file.write("ñ\n");
    assertEquals("ñ\n", Files.readString(file.file()));
    assertEquals(List.of("incident.json"), names());
  }

  @Test
  void a_link_is_not_written_through() throws IOException {
    Path target = Files.writeString(folder.resolve("kept.txt"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("incident.json"), target);
    refused(link, link + " is a link");
    assertEquals(OLD, Files.readString(target));
    assertEquals(target, Files.readSymbolicLink(link));
  }

  /** A link that leads nowhere would make a file where none was named. */
  @Test
  void a_link_that_leads_nowhere_makes_no_file() throws IOException {
    Path link =
        Files.createSymbolicLink(folder.resolve("incident.json"), folder.resolve("none.txt"));
    refused(link, link + " is a link");
    assertEquals(List.of("incident.json"), names());
  }

  @Test
  void what_is_no_plain_file_is_left_alone() throws IOException {
    refused(folder, folder + " is a folder");
    refused(Path.of("/dev/null"), "--json");
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
    assertEquals(List.of(), names());
  }

  @Test
  void no_folder_is_made_for_it() throws IOException {
    refused(folder.resolve("reprots/incident.json"), "There is no folder ");
    assertEquals(List.of(), names());
  }

  @Test
  void a_protected_file_stays() throws IOException {
    asRootAllIsAllowed();
    Path file = Files.writeString(folder.resolve("incident.json"), OLD);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    refused(file, file + " is protected");
    assertEquals(OLD, Files.readString(file));
  }

  @Test
  void a_folder_that_may_not_be_written_keeps_its_file() throws IOException {
    asRootAllIsAllowed();
    Path file = Files.writeString(folder.resolve("incident.json"), OLD);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      refused(file, "Nothing may be written in the folder " + folder);
      assertEquals(OLD, Files.readString(file));
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** A name that no file system takes once the temporary file has added to it. */
  @Test
  void what_fails_while_it_is_written_keeps_the_old_file_and_is_said() throws IOException {
    Path file = Files.writeString(folder.resolve("n".repeat(250)), OLD);
    DocumentFile named = new DocumentFile(file);
    assertEquals(Optional.empty(), named.objection());
    IOException unsaved = assertThrows(IOException.class, () -> named.write("new"));
    assertTrue(unsaved.getMessage().startsWith("the diagnosis was not saved. " + file + ": "));
    assertFalse(unsaved.getMessage().contains("Exception"), unsaved.getMessage());
    assertEquals(OLD, Files.readString(file));
    assertEquals(1, names().size());
  }
}
