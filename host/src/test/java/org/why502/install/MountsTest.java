package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a file is mounted")
class MountsTest {
  private static String under(String file, String... lines) {
    return Mounts.of(List.of(lines))
        .under(Path.of(file))
        .map(m -> m.point() + (m.startsNothing() ? " noexec" : ""))
        .orElse("unknown");
  }

  private static final String ROOT = "21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw";
  private static final String HOME = "30 21 8:2 / /home rw,noexec shared:2 - ext4 /dev/sda2 rw";

  @Test
  void theLongestThatHoldsIt() {
    assertEquals("/", under("/usr/bin/why502", ROOT, HOME));
    assertEquals("/home noexec", under("/home/ada/why502", ROOT, HOME));
    assertEquals("/", under("/homes/ada/why502", ROOT, HOME));
    assertEquals(
        "/", under("/home/ada", ROOT.replace("rw,", "rw,noexec,").replace("noexec,", ""), ""));
  }

  @Test
  void namesWithSpacesAndBackslashes() {
    assertEquals(
        "/media/a b\\c noexec",
        under("/media/a b\\c/x", ROOT, "40 21 0:9 / /media/a\\040b\\134c ro,noexec - vfat x rw"));
  }

  @Test
  void theLastOfTwoAtOnePlace() {
    String over = "50 30 0:7 / /home rw - tmpfs tmpfs rw";
    assertEquals("/home", under("/home/ada", ROOT, HOME, over));
    assertEquals("/home", under("/home/ada", ROOT, over, HOME), "whatever their order");
  }

  /** Its name is longer, and nobody gets there any more. */
  @Test
  void oneThatIsHiddenCountsNot() {
    String deep = "60 21 0:8 / /home/ada/vault rw,noexec - tmpfs tmpfs rw";
    String over = "61 21 8:2 / /home rw - ext4 /dev/sda2 rw";
    assertEquals("/home", under("/home/ada/vault/why502", ROOT, deep, over));
  }

  @Test
  void whatIsNoneOfItsLines() {
    assertEquals("unknown", under("/x", "", "21", "a b c d e", "21 1 8:1 / relative rw"));
    assertEquals("unknown", under("/x", "5 6 0:1 / /x rw", "6 5 0:1 / /x rw"));
    assertEquals("/", under("/x", "1 1 0:1 / / rw"));
  }

  @Test
  void thisVeryMachineTellsTheRoot() {
    Path told = Path.of("/proc/self/mountinfo");
    if (Files.exists(told)) { // on Linux
      assertEquals(true, Mounts.in(told).under(Path.of("/")).isPresent());
    }
  }
}
