package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.why502.message.Pipe;

/**
 * The packaged program, started as a browser does, where an earlier start came to no first word.
 */
@DisplayName("A start after one that came to no first word")
@Timeout(300)
class StartMarkIT {
  private static final String HELLO = "{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}";

  @TempDir static Path temporary;
  private static PackagedCopy copy;
  private static Path wholeCache;

  /** What the session of a person has for itself. */
  private Path session;

  @BeforeAll
  static void aCopy() throws Exception {
    copy = PackagedCopy.below(temporary);
    wholeCache = Files.copy(copy.in("why502.aot"), temporary.resolve("whole"));
  }

  private static void mendTheCache() throws IOException {
    Files.copy(
        wholeCache,
        copy.in("why502.aot"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
  }

  @BeforeEach
  void asItWasBuilt() throws IOException {
    mendTheCache();
    session = Files.createTempDirectory(temporary, "session ");
  }

  /**
   * How a start went.
   *
   * @param code its exit code
   * @param said what came to stdout
   * @param errors and to stderr
   */
  private record Went(int code, String said, String errors) {
    boolean greeted() {
      return said.contains("\"type\":\"welcome\"");
    }

    /** Classes that came out of the cache are told with the file's name. */
    boolean usedTheCache() {
      return errors.contains("shared objects file");
    }
  }

  /** One hello, and the end of the input. */
  private Went started(Optional<Path> folder) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            copy.launcher().toString(), "chrome-extension://abcdefghijklmnopabcdefghijklmnop/");
    builder.environment().remove("XDG_RUNTIME_DIR");
    builder.environment().put("WHY502_JAVA_OPTIONS", "-Xlog:class+load:stderr");
    folder.ifPresent(its -> builder.environment().put("XDG_RUNTIME_DIR", its.toString()));
    Path errors = Files.createTempFile(temporary, "errors", "");
    Process process = builder.redirectError(errors.toFile()).start();
    try (var to = process.getOutputStream()) {
      to.write(Pipe.frame(HELLO));
    } catch (IOException e) {
      // it has died before it read a word: what it said tells
      assertTrue(e.getMessage().contains("pipe"), e::toString);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Went(process.waitFor(), said, Files.readString(errors));
  }

  private List<String> inSession() throws IOException {
    try (Stream<Path> files = Files.list(session)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  /** In the middle of the classes nothing is as it was: the JVM takes it, and dies of it. */
  private static void breakTheCache() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(copy.in("why502.aot").toFile(), "rw")) {
      long quarter = file.length() / 4;
      file.seek(quarter / 4);
      byte[] rubbish = new byte[1 << 16];
      Arrays.fill(rubbish, (byte) 0x5A);
      for (long left = 3 * quarter; left > 0; left -= rubbish.length) {
        file.write(rubbish);
      }
    }
  }

  @Test
  void what_dies_of_its_cache_is_begun_without_it_and_once_more_with_it() throws Exception {
    breakTheCache();
    Went first = started(Optional.of(session));
    assertFalse(first.greeted(), "the premise: it dies of such a cache");
    assertNotEquals(0, first.code());
    assertEquals(List.of("why502-starting"), inSession());
    Went second = started(Optional.of(session));
    assertTrue(second.greeted(), second::errors);
    assertFalse(second.usedTheCache());
    assertEquals(0, second.code());
    assertEquals(List.of(), inSession());
    mendTheCache();
    Went third = started(Optional.of(session));
    assertTrue(third.greeted() && third.usedTheCache(), third::errors);
    assertEquals(List.of(), inSession());
  }

  /** A folder that is no session's, is another's, or is not there, is not written to. */
  @Test
  void without_a_folder_of_the_session_it_starts_as_ever() throws Exception {
    assertTrue(started(Optional.empty()).usedTheCache());
    assertTrue(started(Optional.of(session.resolve("gone"))).greeted());
    assertTrue(started(Optional.of(Path.of("/proc"))).greeted());
  }

  @Test
  void what_a_link_of_that_name_leads_to_is_neither_made_nor_written_nor_removed()
      throws Exception {
    Path link = session.resolve("why502-starting");
    Path nowhere = temporary.resolve("nowhere");
    Files.createSymbolicLink(link, nowhere);
    assertTrue(started(Optional.of(session)).greeted());
    assertFalse(Files.exists(nowhere));
    Files.deleteIfExists(link);
    Path another = Files.writeString(session.resolve("another's"), "words");
    Files.createSymbolicLink(link, another);
    Went went = started(Optional.of(session));
    assertTrue(went.greeted() && !went.usedTheCache());
    assertEquals("words", Files.readString(another));
    assertEquals(List.of("another's"), inSession());
  }

  /** Two browsers that begin at once: the second is slower once, and nothing stays. */
  @Test
  void two_at_once_both_come_to_their_first_word() throws Exception {
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts =
          both.invokeAll(
              List.<Callable<Went>>of(
                  () -> started(Optional.of(session)), () -> started(Optional.of(session))));
      for (var start : starts) {
        assertTrue(start.get().greeted(), () -> start.resultNow().errors());
      }
    }
    assertEquals(List.of(), inSession());
  }
}
