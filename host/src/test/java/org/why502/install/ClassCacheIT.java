package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.install.PackagedCopy.Said;

/**
 * The packaged program with a real cache, of which a byte is turned, or a jar beside it changed.
 */
@DisplayName("The cache of classes")
class ClassCacheIT {
  @TempDir static Path temporary;
  private static PackagedCopy copy;
  private static Path wholeOnes;

  @BeforeAll
  static void aCopyThatChromiumStarts() throws Exception {
    copy = PackagedCopy.below(temporary);
    Said installed = copy.why502("install");
    assertEquals(0, installed.code(), installed.said());
    wholeOnes = Files.createDirectories(temporary.resolve("whole"));
    for (String name : List.of("why502.aot", "why502.aot.sha256", "why502-host.jar")) {
      Files.copy(copy.in(name), wholeOnes.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  @BeforeEach
  void asItWasBuilt() throws IOException {
    try (Stream<Path> whole = Files.list(wholeOnes)) {
      for (Path file : whole.toList()) {
        Files.copy(
            file,
            copy.in(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static Path cache() {
    return copy.in("why502.aot");
  }

  /** A byte that many parts of such a file have: its middle; the last are the tail of a bitmap. */
  private static void turnByte(long at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(cache().toFile(), "rw")) {
      file.seek(at);
      int byteThere = file.read();
      file.seek(at);
      file.write(byteThere ^ 0x10);
    }
  }

  private static void says(Said said, int code, String words) {
    assertTrue(said.said().contains(words), said.said());
    assertEquals(code, said.code(), said.said());
  }

  private static void madeAnew() throws Exception {
    Said fixed = copy.why502("doctor", "--fix");
    says(fixed, 0, "Made the cache of classes " + cache() + " anew.");
    says(fixed, 0, "The cache of classes " + cache() + " is whole and in use.");
    says(copy.why502("doctor"), 0, "is whole and in use");
    Said sums =
        PackagedCopy.run(
            "/bin/sh", "-c", "cd \"$0\" && sha256sum -c why502.aot.sha256", copy.in("").toString());
    assertEquals(0, sums.code(), sums.said());
    try (Stream<Path> files = Files.list(copy.in(""))) {
      assertEquals(
          List.of("classes.list", "why502.aot", "why502.aot.sha256"),
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(".jar"))
              .sorted()
              .toList());
    }
    assertTrue(
        Files.getPosixFilePermissions(cache()).toString().contains("OTHERS_READ"), "for all");
  }

  @Test
  void aWholeOneIsSaidToBeInUse() throws Exception {
    Said said = copy.why502("doctor");
    says(said, 0, "The cache of classes " + cache() + " is whole and in use.");
    assertEquals(2, said.said().lines().count(), said.said());
    byte[] before = Files.readAllBytes(copy.in("why502.aot.sha256"));
    assertEquals(0, copy.why502("doctor", "--fix").code());
    assertArrayEquals(before, Files.readAllBytes(copy.in("why502.aot.sha256")), "left as it is");
  }

  @Test
  void aTurnedByteIsFoundAndMended() throws Exception {
    turnByte(Files.size(cache()) / 2);
    says(copy.why502("doctor"), 1, "The cache of classes " + cache() + " is damaged");
    madeAnew();
  }

  /** Of the last bytes the Java runtime makes no sums. */
  @Test
  void alsoOneThatTheJavaRuntimeOverlooks() throws Exception {
    turnByte(Files.size(cache()) - 100);
    says(copy.why502("doctor"), 1, "is damaged");
  }

  /** As of a copy that was installed before sums were kept. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.8})
  void withoutSumsTheRuntimesOwnLookIsAsked(double part) throws Exception {
    Files.delete(copy.in("why502.aot.sha256"));
    says(copy.why502("doctor"), 0, "is whole and in use");
    turnByte((long) (Files.size(cache()) * part));
    says(copy.why502("doctor"), 1, "is damaged");
  }

  @Test
  void oneThatIsCutShortIsDamaged() throws Exception {
    Files.delete(copy.in("why502.aot.sha256"));
    try (RandomAccessFile file = new RandomAccessFile(cache().toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    says(copy.why502("doctor"), 1, "is damaged");
  }

  /**
   * With a jar of the same size and time JDK 25 runs the classes of the cache, and says nothing.
   */
  @Test
  void aJarOfAnotherBuildIsFoundAndMended() throws Exception {
    Files.write(copy.in("why502-host.jar"), new byte[] {0}, StandardOpenOption.APPEND);
    says(copy.why502("doctor"), 1, "was made beside another why502-host.jar");
    madeAnew();
  }

  @Test
  void whereThereIsNoneItIsMade() throws Exception {
    Files.delete(cache());
    says(copy.why502("doctor"), 0, "There is no cache of classes " + cache());
    madeAnew();
  }

  /** What a runtime refuses is no damage: it goes on without, a little slower. */
  @Test
  void oneOfOtherOptionsIsRefusedWithTheRuntimesReason() throws Exception {
    Files.delete(copy.in("why502.aot.sha256"));
    Files.delete(cache());
    Said made =
        PackagedCopy.run(
            copy.launcher().resolveSibling("java").toString(),
            "-Xshare:dump",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-XX:SharedClassListFile=" + copy.in("classes.list"),
            "-XX:SharedArchiveFile=" + cache(),
            "-cp",
            copy.in("why502-host.jar").toString());
    assertEquals(0, made.code(), made.said());
    assertTrue(Files.size(cache()) > 0);
    Said said = copy.why502("doctor");
    says(said, 0, "does not use the cache of classes");
    says(said, 0, "UseCompactObjectHeaders");
  }

  /** It would run what it is to judge. */
  @Test
  void theDoctorItselfRunsWithoutIt() throws Exception {
    Said flags =
        PackagedCopy.run(
            "/usr/bin/env",
            "WHY502_JAVA_OPTIONS=-XX:+PrintFlagsFinal",
            copy.launcher().toString(),
            "doctor",
            "--help");
    assertFalse(flags.said().contains("why502.aot"), flags.said());
    Said others =
        PackagedCopy.run(
            "/usr/bin/env",
            "WHY502_JAVA_OPTIONS=-XX:+PrintFlagsFinal",
            copy.launcher().toString(),
            "--version");
    assertTrue(others.said().contains("why502.aot"), "every other start has it");
  }

  /** Another copy's is left as it is, and the command named. */
  @Test
  void theCacheOfAnotherCopyIsNotTouched() throws Exception {
    turnByte(Files.size(cache()) / 2);
    byte[] before = Files.readAllBytes(cache());
    Said said =
        PackagedCopy.run(
            Path.of("target/image/bin/why502").toAbsolutePath().toString(),
            "doctor",
            "--fix",
            "--home",
            copy.home().toString());
    says(said, 1, "is damaged");
    says(said, 1, "'" + copy.launcher().toRealPath() + "' doctor --fix");
    assertArrayEquals(before, Files.readAllBytes(cache()));
  }
}
