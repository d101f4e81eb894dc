package org.why502.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  private static final byte[] NEW = "new".getBytes(java.nio.charset.StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** First the bytes, then the name, then the folder that holds the name: else one may be lost. */
  @Test
  void bytes_name_and_folder_reach_the_disk_in_this_order() throws IOException {
    Path file = folder.resolve("a/b/file");
    List<String> steps = new ArrayList<>();
    WholeFile.write(
        file, NEW, true, (_, what) -> steps.add((Files.exists(file) ? "named " : "") + kind(what)));
    assertEquals(List.of("bytes", "named .", "named a", "named a/b"), steps);
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("file"), names(file.getParent()));
  }

  @Test
  void what_cannot_reach_the_disk_leaves_the_old_file_and_nothing_else() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    assertThrows(
        IOException.class,
        () ->
            WholeFile.write(
                file,
                NEW,
                false,
                (_, _) -> {
                  throw new IOException("No space left on device");
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("file"), names(folder));
  }

  @Test
  void a_folder_in_its_place_stays_and_nothing_is_left_beside_it() throws IOException {
    Path file = folder.resolve("file");
    Files.createDirectories(file.resolve("full"));
    assertThrows(IOException.class, () -> WholeFile.write(file, NEW));
    assertEquals(List.of("file"), names(folder));
    assertTrue(Files.isDirectory(file.resolve("full")));
  }

  /** What a person keeps from others stays kept from them. */
  @Test
  void a_new_file_is_as_readable_as_the_one_that_it_replaces() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    WholeFile.write(file, NEW);
    assertEquals("new", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void for_all_means_for_all() throws IOException {
    Path file = folder.resolve("file");
    WholeFile.writeForAll(file, NEW);
    assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  private String kind(Path what) {
    if (!Files.isDirectory(what)) {
      return "bytes";
    }
    String relative = folder.relativize(what).toString();
    return relative.isEmpty() ? "." : relative;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
