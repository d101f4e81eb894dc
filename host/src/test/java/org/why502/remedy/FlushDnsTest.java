package org.why502.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.remedy.NameCaches.Cache;
import org.why502.remedy.Plan.Step;
import org.why502.system.Os;

/** What keeps names on a machine, and how each is made to forget them. */
class FlushDnsTest {
  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nameserver 127.0.0.53               | ''                          | RESOLVED",
        "nameserver 127.0.0.54 # the other   | ''                          | RESOLVED",
        "nameserver 192.168.1.1              | ''                          | ''",
        "'# nameserver 127.0.0.53'           | ''                          | ''",
        "nameserver 192.168.1.1              | run/nscd/socket             | NSCD",
        "nameserver 127.0.0.1                | proc/812/comm=dnsmasq | DNSMASQ",
        "nameserver 127.0.0.1                | proc/812/comm=unbound             | UNBOUND",
        "nameserver ::1                      | proc/812/comm=named         | NAMED",
        "nameserver 127.0.0.1                | proc/812/comm=dnsmasq-thing | OTHER",
        "nameserver 127.0.0.1                | ''                          | OTHER",
        "nameserver 9.9.9.9                  | proc/812/comm=dnsmasq             | ''",
      })
  void what_keeps_names_here(String resolver, String file, String expected) throws Exception {
    write("etc/resolv.conf", "search home\n" + resolver + "\n");
    if (!file.isEmpty()) {
      String[] parts = file.split("=");
      write(parts[0], parts.length > 1 ? parts[1] + "\n" : "");
    }
    write("proc/1/comm", "init\n");
    write("proc/self/comm", "dnsmasq\n");
    assertEquals(
        expected.isEmpty() ? Set.of() : Set.of(Cache.valueOf(expected)),
        NameCaches.on(root).found());
  }

  @Test
  void a_module_of_the_c_library_asks_resolved_too() throws Exception {
    write("etc/resolv.conf", "nameserver 192.168.1.1\n");
    write("etc/nsswitch.conf", "passwd: files\nhosts: files resolve [!UNAVAIL=return] dns\n");
    assertEquals(Set.of(), NameCaches.on(root).found(), "it is not running");
    write("run/systemd/resolve/resolv.conf", "");
    assertEquals(Set.of(Cache.RESOLVED), NameCaches.on(root).found());
  }

  @Test
  void a_machine_without_these_files_keeps_no_names() {
    assertEquals(Set.of(), NameCaches.on(root).found());
    assertEquals(new Plan.Nothing(), linux(false));
  }

  @Test
  void everybody_may_empty_resolveds() {
    assertEquals(
        new Plan.Steps(List.of(Step.of("resolvectl", "flush-caches")), "resolvectl flush-caches"),
        linux(false, Cache.RESOLVED));
  }

  /** One that keeps the old answer keeps it for all. */
  @Test
  void what_one_of_two_has_no_rights_for_is_left_to_the_person_whole() {
    String command = "sudo nscd -i hosts && resolvectl flush-caches";
    assertEquals(new Plan.ByHand(command), linux(false, Cache.RESOLVED, Cache.NSCD));
    assertEquals(
        new Plan.Steps(
            List.of(Step.of("nscd", "-i", "hosts"), Step.of("resolvectl", "flush-caches")),
            command),
        linux(true, Cache.RESOLVED, Cache.NSCD));
  }

  @Test
  void what_nobody_knows_is_not_guessed_at() {
    assertEquals(new Plan.Unknown(), linux(true, Cache.OTHER));
  }

  /** Never run here: as Microsoft's and Apple's documents have them. */
  @Test
  void windows_and_macos_have_their_own() {
    NameCaches none = new NameCaches(Set.of());
    assertEquals(
        new Plan.Steps(List.of(Step.of("ipconfig.exe", "/flushdns")), "ipconfig /flushdns"),
        FlushDns.plan(Os.WINDOWS, none, false));
    Plan.Steps macos = (Plan.Steps) FlushDns.plan(Os.MACOS, none, false);
    assertEquals("sudo dscacheutil -flushcache; sudo killall -HUP mDNSResponder", macos.command());
    assertEquals("osascript", macos.steps().getFirst().program());
  }

  private static Plan linux(boolean root, Cache... caches) {
    return FlushDns.plan(Os.LINUX, new NameCaches(Set.of(caches)), root);
  }

  private void write(String name, String text) throws Exception {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
