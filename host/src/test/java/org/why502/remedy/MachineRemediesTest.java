package org.why502.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.why502.remedy.RemedyOutcome.Seen;
import org.why502.system.Os;
import org.why502.system.Running;

/** A remedy carried out by real programs: small scripts in the place of the system's. */
@Timeout(60)
class MachineRemediesTest {
  private static final String OLD = "192.0.2.7";
  private static final String NEW = "104.20.28.24";
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path root;

  /** AO3's name leads to what this file says, as if that were the cache. */
  private final MachineRemedies.Names names =
      () -> {
        try {
          return Files.readString(root.resolve("answer")).lines().toList();
        } catch (IOException e) {
          throw new AssertionError(e);
        }
      };

  @Test
  void what_was_kept_is_forgotten_and_the_name_leads_elsewhere() throws Exception {
    answersAre(OLD);
    script("resolvectl", "[ \"$*\" = flush-caches ] && echo " + NEW + " > " + root + "/answer");
    assertEquals(new RemedyOutcome.Ran(Seen.CHANGED), flush(LONG));
  }

  @Test
  void a_cache_that_is_only_told_to_forget_is_given_a_moment() throws Exception {
    answersAre(OLD);
    script("resolvectl", "(sleep 0.5; echo " + NEW + " > " + root + "/answer) >/dev/null 2>&1 &");
    assertEquals(new RemedyOutcome.Ran(Seen.CHANGED), flush(LONG));
  }

  @Test
  void an_answer_that_stays_is_not_called_another() throws Exception {
    answersAre(OLD, NEW);
    script("resolvectl", "echo " + NEW + " > " + root + "/answer");
    assertEquals(new RemedyOutcome.Ran(Seen.SAME), flush(LONG), "one address is still the same");
  }

  @Test
  void no_answer_afterwards_is_neither_another_nor_the_same() throws Exception {
    answersAre(OLD);
    script("resolvectl", ": > " + root + "/answer");
    assertEquals(new RemedyOutcome.Ran(Seen.NOTHING), flush(LONG));
  }

  @Test
  void a_program_that_fails_is_quoted_in_one_plain_line() throws Exception {
    answersAre(OLD);
    script("resolvectl", "printf 'Failed:\\n\\033[1mAccess denied\\342\\200\\256\\n' >&2; exit 1");
    assertEquals(
        new RemedyOutcome.Failed("Failed: [1mAccess denied", "resolvectl flush-caches"),
        flush(LONG));
  }

  @Test
  void a_program_that_hangs_is_ended_with_its_children() throws Exception {
    answersAre(OLD);
    script("resolvectl", "sleep 86433 & wait");
    assertInstanceOf(RemedyOutcome.Late.class, flush(Duration.ofMillis(300)));
    Running.hasNone("86433");
  }

  @Test
  void a_program_that_is_missing_leaves_the_command_to_the_person() throws Exception {
    answersAre(OLD);
    assertEquals(new RemedyOutcome.ByHand("resolvectl flush-caches"), flush(LONG));
  }

  @Test
  void where_nothing_keeps_names_nothing_is_started() throws Exception {
    answersAre(OLD);
    script("resolvectl", "echo " + NEW + " > " + root + "/answer");
    Files.writeString(root.resolve("etc/resolv.conf"), "nameserver 192.168.1.1\n");
    assertEquals(new RemedyOutcome.Nothing(), flush(LONG));
    assertEquals(List.of(OLD), names.ofTheArchive());
  }

  private RemedyOutcome flush(Duration limit) throws InterruptedException {
    Function<String, Optional<Path>> programs =
        name -> Optional.of(root.resolve("bin").resolve(name)).filter(Files::isExecutable);
    return new MachineRemedies(names, Os.LINUX, root, false, new PlanRunner(programs, limit))
        .flushDns();
  }

  private void answersAre(String... addresses) throws IOException {
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/resolv.conf"), "nameserver 127.0.0.53\n");
    Files.writeString(root.resolve("answer"), String.join("\n", addresses) + "\n");
  }

  private void script(String name, String text) throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
