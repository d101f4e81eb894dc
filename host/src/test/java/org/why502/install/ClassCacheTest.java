package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With launchers that are small scripts; ClassCacheIT has the real one. */
@DisplayName("A cache of classes that cannot be made or looked at")
class ClassCacheTest extends HomeOfAPerson {
  private Path folder;

  @BeforeEach
  void anImage() throws IOException {
    folder = Files.createDirectories(launcher.resolve("../../lib/why502").normalize());
    Files.writeString(folder.resolve("why502.aot"), "of before");
    DoctorTest.behaving(launcher, DoctorTest.GOOD);
    runtime("exit 0");
  }

  /** What the Java runtime beside it does; "$made" is where it is to write. */
  private void runtime(String script) throws IOException {
    DoctorTest.behaving(
        launcher.resolveSibling("java"),
        """
        #!/bin/sh
        for each in "$@"; do
          case $each in -XX:SharedArchiveFile=*) made=${each#*=} ;; esac
        done
        """
            + script
            + "\n");
  }

  private ClassCache cache() {
    return ClassCache.beside(launcher).orElseThrow();
  }

  private Optional<String> make() {
    return cache().make(new Greeting(1, "1.2.3", Duration.ofSeconds(30)));
  }

  private void behaving(String script) throws IOException {
    DoctorTest.behaving(launcher, "#!/bin/sh\n" + script + "\n");
  }

  @Test
  void aLauncherOfNoImageHasNone() throws IOException {
    assertTrue(ClassCache.beside(program(temporary.resolve("bin/why502"))).isEmpty());
    assertTrue(ClassCache.beside(temporary.resolve("nowhere")).isEmpty());
  }

  /** Its bytes are worth nothing: without it the companion is only slower. */
  @Test
  void whatCannotBeMadeLeavesNone() throws IOException {
    assertTrue(make().orElseThrow().contains("left none"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
    assertInstanceOf(CacheState.Missing.class, cache().state());
  }

  @Test
  void whoDiesMeanwhileLeavesNoHalfOne() throws IOException {
    runtime("echo half >\"$made\"; exit 1");
    assertTrue(make().orElseThrow().contains("ended with 1"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void oneWithWhichTheCompanionDoesNotAnswerIsNotKept() throws IOException {
    runtime("echo new >\"$made\"");
    behaving("exit 1");
    assertTrue(make().orElseThrow().startsWith("the companion "));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void whatTheRuntimeWritesTakesTheNameWithItsSums() throws IOException {
    Files.writeString(folder.resolve("some.jar"), "a jar");
    runtime("echo new >\"$made\"");
    assertEquals(Optional.empty(), make());
    assertEquals("new\n", Files.readString(folder.resolve("why502.aot")));
    assertInstanceOf(CacheState.Used.class, cache().state());
    Files.writeString(folder.resolve("another.jar"), "came later");
    assertEquals(
        new CacheState.BesideOthers(folder.toRealPath().resolve("another.jar")), cache().state());
    Files.delete(folder.resolve("another.jar"));
    Files.writeString(folder.resolve("why502.aot"), "nEw\n");
    assertInstanceOf(CacheState.Damaged.class, cache().state());
  }

  /** A link where it belongs leads to a file of somebody's. */
  @Test
  void whatALinkLeadsToStays() throws IOException {
    Path theirs = Files.writeString(temporary.resolve("theirs"), "theirs");
    Files.delete(folder.resolve("why502.aot"));
    Files.createSymbolicLink(folder.resolve("why502.aot"), theirs);
    make();
    assertEquals("theirs", Files.readString(theirs));
    assertFalse(Files.exists(folder.resolve("why502.aot")));
  }

  @Test
  void whatTheRuntimeSaysIsTold() throws IOException {
    behaving("echo 'The flags differ.'; echo 'Unable to use shared archive file.'; exit 1");
    assertEquals(new CacheState.Refused("The flags differ."), cache().state());
    behaving(
        "echo 'Checksum verification failed.'; echo 'Unable to use shared archive file.'; exit 1");
    assertEquals(new CacheState.Damaged(), cache().state());
    behaving("echo 'no memory'; exit 1");
    assertInstanceOf(CacheState.Unseen.class, cache().state(), "that is not about the cache");
  }
}
