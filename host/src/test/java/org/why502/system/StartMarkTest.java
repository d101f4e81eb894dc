package org.why502.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mark of a start goes, and nothing else does, whoever names it. */
class StartMarkTest {
  @TempDir private Path folder;

  @Test
  void the_mark_goes_once_and_another_time_nothing_is_said() throws IOException {
    Path mark = Files.createFile(folder.resolve("why502-starting"));
    StartMark.remove(Optional.of(mark.toString()));
    assertFalse(Files.exists(mark));
    StartMark.remove(Optional.of(mark.toString()));
    StartMark.remove(Optional.empty());
  }

  @Test
  void a_file_of_another_name_stays_and_so_does_what_a_link_leads_to() throws IOException {
    Path another = Files.writeString(folder.resolve("letters.txt"), "words");
    StartMark.remove(Optional.of(another.toString()));
    StartMark.remove(Optional.of(folder.resolve("why502-starting/../letters.txt").toString()));
    Files.createSymbolicLink(folder.resolve("why502-starting"), another);
    StartMark.remove(Optional.of(folder.resolve("why502-starting").toString()));
    assertEquals("words", Files.readString(another));
    assertFalse(Files.exists(folder.resolve("why502-starting")));
  }

  @Test
  void a_folder_that_holds_something_stays() throws IOException {
    Path mark = Files.createDirectory(folder.resolve("why502-starting"));
    Files.createFile(mark.resolve("inside"));
    StartMark.remove(Optional.of(mark.toString()));
    assertTrue(Files.exists(mark.resolve("inside")));
  }
}
