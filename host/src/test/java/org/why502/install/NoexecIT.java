package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.why502.install.PackagedCopy.Said;

/**
 * A file system that starts nothing, mounted in a namespace of its own: nothing of it is left, and
 * nobody else sees it.
 */
@DisplayName("A program on a file system without programs")
class NoexecIT {
  /**
   * Mounts it, puts the launcher there, sees that the kernel refuses it, and asks the doctor. The
   * manifest leads to the launcher there.
   */
  private static final String SCRIPT =
      """
      set -eu
      mount -t tmpfs -o "$1" tmpfs "$2"
      mkdir -p "$2/there/bin"
      cp "$3/bin/why502" "$2/there/bin/why502"
      ln -s "$3/bin/java" "$2/there/bin/java"
      ln -s "$3/lib" "$2/there/lib"
      code=0
      "$2/there/bin/why502" --version >/dev/null 2>&1 || code=$?
      echo "the kernel says $code"
      shift 3
      exec "$@"
      """;

  @TempDir static Path temporary;
  private static PackagedCopy copy;
  private static Path mount;
  private Path manifest;

  @BeforeAll
  static void aCopyOfTheProgram() throws Exception {
    copy = PackagedCopy.below(temporary);
    mount = Files.createDirectories(temporary.resolve("no programs"));
  }

  @BeforeEach
  void chromiumIsSentThere() throws Exception {
    assertEquals(0, copy.why502("install").code());
    manifest = copy.home().resolve(".config/chromium/NativeMessagingHosts/org.why502.host.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace(copy.launcher().toString(), mount.resolve("there/bin/why502").toString()));
  }

  /** Root makes a namespace of mounts as it is; everybody else one of users around it. */
  private Said within(String options, String... arguments) throws Exception {
    String own = System.getProperty("user.name").equals("root") ? "-m" : "-Urm";
    String[] start = {
      own, "--", "/bin/sh", "-c", SCRIPT, "sh", options, mount.toString(), copy.image().toString()
    };
    String[] doctor = {copy.launcher().toString(), "doctor", "--home", copy.home().toString()};
    Said said =
        PackagedCopy.run(
            "/usr/bin/unshare",
            java.util.stream.Stream.of(start, doctor, arguments)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new));
    assertTrue(
        said.said().contains("the kernel says"),
        "This test wants to mount a file system of its own, and this machine does not let it"
            + " (unshare -m, or -Urm): "
            + said.said());
    return said;
  }

  @Test
  void isFoundAndNotMistakenForOneThatIsNotInstalled() throws Exception {
    Said said = within("noexec");
    assertTrue(said.said().contains("the kernel says 126"), said.said());
    assertTrue(said.said().contains("no program is started from " + mount), said.said());
    assertFalse(said.said().contains("Run  why502 install"), said.said());
    assertEquals(1, said.code());
  }

  @Test
  void isMendedByLeadingToTheCopyThatCanBeStarted() throws Exception {
    Said said = within("noexec", "--fix");
    assertEquals(0, said.code(), said.said());
    assertTrue(Files.readString(manifest).contains(copy.launcher().toString()));
  }

  /** The same with programs: nothing is said of mounts. */
  @Test
  void oneThatStartsProgramsIsWell() throws Exception {
    Said said = within("exec");
    assertTrue(said.said().contains("the kernel says 0"), said.said());
    assertFalse(said.said().contains("noexec"), said.said());
    assertEquals(0, said.code(), said.said());
  }
}
