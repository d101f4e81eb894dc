package org.why502.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.system.Command.Ending;

/** Real programs: small scripts that behave well, or badly in one way each. */
@Timeout(60)
class CommandTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(400);

  @TempDir Path folder;

  @Test
  void what_ends_by_itself_is_told_whole_with_its_code() throws Exception {
    assertEquals(
        new Ending.Ended(0, "two words\n"),
        run(LONG, "read x || printf '%s\\n' \"$1\"", "two words"));
    assertEquals(Optional.of("two words\n"), run(LONG, "echo two words").success());
    assertEquals(new Ending.Ended(3, "half\n"), run(LONG, "echo half; exit 3"));
    assertEquals(Optional.empty(), run(LONG, "echo half; exit 3").success());
  }

  @Test
  void its_errors_are_not_taken_for_its_words() throws Exception {
    assertEquals(new Ending.Ended(0, "word\n"), run(LONG, "echo error >&2; echo word"));
  }

  /** A program that is asked for input reads the end of it, and does not wait for a person. */
  @Test
  void it_has_nothing_to_read() throws Exception {
    assertEquals(new Ending.Ended(0, "end\n"), run(LONG, "cat; echo end"));
  }

  @Test
  void what_hangs_is_ended_and_tells_nothing() throws Exception {
    Ending ending = run(SHORT, "echo said; exec sleep 86411");
    assertInstanceOf(Ending.Late.class, ending);
    assertEquals(Optional.empty(), ending.success());
    Running.hasNone("86411");
  }

  @Test
  void its_children_and_theirs_are_ended_with_it() throws Exception {
    assertInstanceOf(
        Ending.Late.class,
        run(SHORT, "(sh -c 'sleep 86412 & sleep 86413 & wait' & sleep 86414 & wait) & wait"));
    Running.hasNone("86412", "86413", "86414");
  }

  @Test
  void what_is_deaf_to_polite_signals_is_ended_too() throws Exception {
    assertInstanceOf(
        Ending.Late.class,
        run(SHORT, "trap '' TERM INT HUP; while :; do sleep 0.1; test -e \"$0.86415\"; done"));
    Running.hasNone("what_is_deaf", folder.toString());
  }

  @Test
  void an_endless_answer_is_no_answer_and_is_not_kept() throws Exception {
    assertInstanceOf(Ending.Endless.class, run(LONG, "exec cat /dev/zero"));
    assertInstanceOf(Ending.Endless.class, run(LONG, "while :; do echo 86416; done"));
    Running.hasNone(folder.toString());
  }

  /** Its child keeps the output open for longer than anybody waits: what it said itself counts. */
  @Test
  void a_child_that_stays_behind_holds_nobody_up() throws Exception {
    long start = System.nanoTime();
    assertEquals(new Ending.Ended(0, "word\n"), run(LONG, "sleep 20 & echo word"));
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos());
  }

  @Test
  void whoever_waits_can_be_told_to_stop_and_the_program_ends() throws Exception {
    Path script = script("exec sleep 86417");
    List<Throwable> how = new ArrayList<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Command.run(script, List.of(), LONG, StandardCharsets.UTF_8);
                  } catch (IOException | InterruptedException e) {
                    how.add(e);
                  }
                });
    while (!Running.has("86417")) {
      Thread.sleep(5);
    }
    waiting.interrupt();
    waiting.join();
    assertInstanceOf(InterruptedException.class, how.getFirst());
    Running.hasNone("86417");
  }

  @Test
  void what_is_not_there_is_said() {
    assertThrows(
        IOException.class,
        () -> Command.run(folder.resolve("none"), List.of(), LONG, StandardCharsets.UTF_8));
  }

  /** A person's PATH, and the folder that we happen to be in, may hold something else. */
  @Test
  void only_a_whole_path_is_started() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Command.run(Path.of("true"), List.of(), LONG, StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), Command.program("why502-has-no-such-program"));
    assertTrue(Command.program("sh").orElseThrow().isAbsolute());
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, ip, , /usr/sbin/ip, /usr/sbin/ip",
    "Linux, ip, , /sbin/ip, /sbin/ip",
    "Linux, gsettings, , /usr/bin/gsettings, /usr/bin/gsettings",
    "Linux, ip, , /home/ada/bin/ip, ",
    "Mac OS X, scutil, , /usr/sbin/scutil, /usr/sbin/scutil",
    "Windows 11, reg.exe, 'D:\\Win', 'D:\\Win\\System32\\reg.exe', 'D:\\Win\\System32\\reg.exe'",
    "Windows 11, reg.exe, , 'C:\\Windows\\System32\\reg.exe', 'C:\\Windows\\System32\\reg.exe'",
    "Windows 11, reg.exe, '..\\Win', 'C:\\Windows\\System32\\reg.exe',"
        + " 'C:\\Windows\\System32\\reg.exe'",
  })
  void programs_are_looked_for_in_the_systems_own_folders(
      String os, String name, String root, String there, String found) {
    Map<String, String> environment =
        root == null
            ? Map.of("PATH", "/home/ada/bin")
            : Map.of("PATH", "/home/ada/bin", "SystemRoot", root);
    assertEquals(
        Optional.ofNullable(found),
        Command.program(name, Os.named(os), environment, there::equals));
  }

  private Ending run(Duration limit, String script, String... arguments) throws Exception {
    return Command.run(script(script), List.of(arguments), limit, StandardCharsets.UTF_8);
  }

  private Path script(String lines) throws IOException {
    Path file = Files.createTempFile(folder, "program", ".sh");
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
