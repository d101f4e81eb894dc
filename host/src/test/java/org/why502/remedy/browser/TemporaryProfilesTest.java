package org.why502.remedy.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is swept away, and, above all, what must survive. */
@Timeout(60)
class TemporaryProfilesTest {
  @TempDir Path root;

  @Test
  void an_old_one_goes_with_all_that_is_in_it_and_links_are_not_followed() throws IOException {
    Path others = Files.createDirectories(root.resolve("others/folder"));
    Files.writeString(others.resolve("kept"), "text");
    Path old = left("why502-profile-123");
    Files.createDirectories(old.resolve("cache/deep"));
    Files.writeString(old.resolve("cache/deep/file"), "x");
    Files.createSymbolicLink(old.resolve("away"), others);
    // its browser was killed: the link names a process that is no more
    Files.createSymbolicLink(old.resolve("lock"), Path.of("127.0.1.1:+4194399"));
    Files.writeString(old.resolve(".parentlock"), "");
    sweep();
    assertFalse(Files.exists(old));
    assertEquals("text", Files.readString(others.resolve("kept")));
  }

  @Test
  void one_that_was_going_when_the_machine_went_down_goes() throws IOException {
    Path half = Files.createDirectories(root.resolve("why502-profile-5.gone/cache"));
    sweep();
    assertFalse(Files.exists(half.getParent()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "why502-profile-",
        "why502-profile-1x",
        "why502-profile-1.gone.gone",
        "why502-profile-mine",
        "why502-profile-123.bak",
        "profile-123"
      })
  void what_is_called_otherwise_stays(String name) throws IOException {
    Path folder = left(name);
    sweep();
    assertTrue(Files.isDirectory(folder));
  }

  @Test
  void what_is_not_this_persons_has_no_mark_or_is_no_folder_stays() throws IOException {
    Path ours = left("why502-profile-1");
    new TemporaryProfiles(root, _ -> false).sweep();
    assertTrue(Files.isDirectory(ours), "somebody else's");
    Path unmarked = Files.createDirectories(root.resolve("why502-profile-2"));
    Path target = left("target");
    Path link = Files.createSymbolicLink(root.resolve("why502-profile-3"), target);
    Path file = Files.writeString(root.resolve("why502-profile-4"), "");
    sweep();
    assertTrue(Files.isDirectory(unmarked));
    assertTrue(Files.isSymbolicLink(link) && Files.exists(target.resolve(TemporaryProfiles.MARK)));
    assertTrue(Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    assertFalse(Files.exists(ours), "and ours has gone");
  }

  @Test
  void one_that_a_browser_holds_stays() throws Exception {
    long self = ProcessHandle.current().pid();
    List<Path> held = new ArrayList<>();
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    held.add(holder("why502-profile-11", "SingletonLock", host + "-" + self));
    held.add(holder("why502-profile-15", "SingletonLock", "a-container-4194399"));
    Path ended = holder("why502-profile-16", "SingletonLock", host + "-4194399");
    held.add(holder("why502-profile-12", "lock", "127.0.1.1:+" + self));
    held.add(holder("why502-profile-13", "SingletonLock", "not what we know"));
    Path named = left("why502-profile-14");
    held.add(named);
    Process browser =
        new ProcessBuilder("/bin/sh", "-c", "sleep 60; :", "--user-data-dir=" + named).start();
    try {
      sweep();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
    }
    assertFalse(Files.exists(ended), "its browser is no more");
    for (Path profile : held) {
      assertTrue(Files.isDirectory(profile), profile::toString);
    }
  }

  @Test
  void one_that_was_just_made_stays_whoever_sweeps() throws Exception {
    TemporaryProfiles ours = new TemporaryProfiles(root, _ -> true);
    Path profile = ours.make(Lineage.CHROMIUM);
    ours.sweep();
    assertEquals(0, SweepElsewhere.in(root).waitFor());
    assertTrue(Files.isRegularFile(profile.resolve(TemporaryProfiles.MARK)));
    assertFalse(Files.exists(profile.resolve("user.js")));
  }

  /** A folder of another person's with our name would be theirs to fill. */
  @Test
  void whose_it_is_tells_the_system() throws IOException {
    Path profile = Files.createTempDirectory("why502-profile-");
    Files.writeString(profile.resolve(TemporaryProfiles.MARK), "");
    new TemporaryProfiles().sweep();
    assertFalse(Files.exists(profile));
  }

  private void sweep() {
    new TemporaryProfiles(root, _ -> true).sweep();
  }

  private Path left(String name) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    Files.writeString(folder.resolve(TemporaryProfiles.MARK), "");
    return folder;
  }

  private Path holder(String name, String link, String target) throws IOException {
    Path folder = left(name);
    Files.createSymbolicLink(folder.resolve(link), Path.of(target));
    return folder;
  }
}
