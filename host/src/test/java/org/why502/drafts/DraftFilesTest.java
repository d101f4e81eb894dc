package org.why502.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.why502.drafts.Copy.Why;
import org.why502.drafts.SentText.Kind;

/** Copies on a real disk, and whatever may stand in their way there. */
class DraftFilesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final SentText TEXT =
      new SentText(Kind.CHAPTER, "Title", 3, "<p>Words – 漢字 😀</p>", "Words – 漢字 😀\n");

  @TempDir Path documents;

  @Test
  void it_lies_there_whole_for_this_person_alone() throws IOException {
    Path file = kept(TEXT);
    assertEquals(folder().resolve("2026-11-22 Title – chapter 3.html"), file);
    assertTrue(Files.readString(file).contains("<p>Words – 漢字 😀</p>"));
    assertEquals(
        "Words – 漢字 😀\n", Files.readString(folder().resolve("2026-11-22 Title – chapter 3.txt")));
    for (Path one : all()) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
    }
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
    assertEquals(2, all().size(), "nothing else is left");
  }

  @Test
  void nothing_is_ever_written_over() throws IOException {
    Path first = kept(TEXT);
    Files.writeString(first, "the person's own");
    Files.createSymbolicLink(
        folder().resolve("2026-11-22 Title – chapter 3 (2).html"), Path.of("/nowhere"));
    Files.createDirectory(folder().resolve("2026-11-22 Title – chapter 3 (3).txt"));
    assertEquals("2026-11-22 Title – chapter 3 (4).html", kept(TEXT).getFileName().toString());
    assertEquals("the person's own", Files.readString(first));
  }

  @Test
  void many_at_once_are_as_many_files() throws Exception {
    int many = 96;
    Set<Path> files = new HashSet<>();
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Path>> work =
          IntStream.range(0, many).mapToObj(_ -> (Callable<Path>) () -> kept(TEXT)).toList();
      for (var one : all.invokeAll(work)) {
        files.add(one.get());
      }
    }
    assertEquals(many, files.size());
    assertEquals(2 * many, all().size());
  }

  @Test
  void a_link_or_a_file_in_the_place_of_the_folder_is_left_alone() throws IOException {
    Path elsewhere = Files.createDirectory(documents.resolve("elsewhere"));
    Files.createSymbolicLink(folder(), elsewhere);
    assertEquals(new Copy.NotKept(Why.NOT_OURS), keep(TEXT));
    assertEquals(List.of(), list(elsewhere));
    Files.delete(folder());
    Files.writeString(folder(), "a file");
    assertEquals(new Copy.NotKept(Why.NOT_OURS), keep(TEXT));
    assertEquals("a file", Files.readString(folder()));
  }

  @Test
  void documents_that_are_gone_are_not_made_again() {
    DraftFiles gone = new DraftFiles(documents.resolve("gone"), true);
    assertEquals(new Copy.NotKept(Why.NO_FOLDER), gone.keep(TEXT, DAY));
    assertFalse(Files.exists(documents.resolve("gone")));
  }

  @Test
  void what_ao3_would_not_take_is_too_long() throws IOException {
    String most = "漢".repeat(510_000);
    assertInstanceOf(
        Copy.Kept.class, keep(new SentText(Kind.WORK, "Long", 0, "<p>" + most + "</p>", most)));
    String more = "x".repeat(DraftFiles.LONGEST + 1);
    assertEquals(
        new Copy.NotKept(Why.TOO_LONG), keep(new SentText(Kind.WORK, "Longer", 0, "", more)));
    assertEquals(2, all().size());
  }

  @Test
  void what_was_cut_off_in_the_middle_goes_later_and_nothing_else_does() throws IOException {
    kept(TEXT);
    Path old = folder().resolve(".why502-0123456789abcdef.part");
    Path another = folder().resolve(".why502-notours.part");
    Path young = folder().resolve(".why502-fedcba9876543210.part");
    Path link = folder().resolve(".why502-1111111111111111.part");
    for (Path one : List.of(old, another, young)) {
      Files.writeString(one, "half");
    }
    Files.createSymbolicLink(link, another);
    FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
    Files.setLastModifiedTime(old, yesterday);
    Files.setLastModifiedTime(another, yesterday);
    kept(TEXT);
    assertFalse(Files.exists(old));
    for (Path one : List.of(another, young, link)) {
      assertTrue(Files.exists(one, LinkOption.NOFOLLOW_LINKS), one.toString());
    }
  }

  private Copy keep(SentText text) {
    return new DraftFiles(documents, true).keep(text, DAY);
  }

  private Path kept(SentText text) {
    return assertInstanceOf(Copy.Kept.class, keep(text)).file();
  }

  private Path folder() {
    return documents.resolve(DraftFiles.FOLDER);
  }

  private Set<Path> all() throws IOException {
    return Set.copyOf(list(folder()));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toList());
    }
  }
}
