package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.why502.install.InstallReport.Line;
import org.why502.system.Os;

/** A script stands in for xattr(1): it writes down what it is asked, and forgets marks. */
@DisplayName("macOS' mark of what came from the network")
class QuarantineTest extends HomeOfAPerson {
  private Path marks;
  private Path image;
  private Path xattr;

  @BeforeEach
  void aMarkedImage() throws IOException {
    image = launcher.toRealPath().getParent().getParent();
    Files.createDirectories(image.resolve("lib/why502"));
    DoctorTest.behaving(launcher, DoctorTest.GOOD);
    marks = Files.writeString(temporary.resolve("marked"), "");
    xattr = program(temporary.resolve("xattr"));
    DoctorTest.behaving(
        xattr,
        """
        #!/bin/sh
        printf '%s|' "$@" >>'LOG'; echo >>'LOG'
        case $1 in
          -p) [ -e 'MARKS' ] || { echo "No such xattr" >&2; exit 1; } ;;
          -dr) rm 'MARKS' ;;
        esac
        """
            .replace("MARKS", marks.toString())
            .replace("LOG", temporary.resolve("log").toString()));
  }

  private Upkeep upkeep(Path own) {
    return new Upkeep(
        new Surroundings(Os.MACOS, home, Map.of()),
        new Surroundings(
            Os.MACOS, temporary.resolve("machine"), Map.of(), Surroundings.Scope.MACHINE),
        own,
        new Greeting(1, "1.2.3", Duration.ofSeconds(30)),
        Optional.of(new Quarantine(xattr)));
  }

  private static List<String> sentences(List<Line> lines) {
    return lines.stream().map(Line::sentence).toList();
  }

  @Test
  void isToldWithTheCommandAndTakenFromOurOwnImageAlone() throws IOException {
    String said = sentences(upkeep(launcher).look(List.of(launcher))).getFirst();
    assertTrue(said.startsWith("macOS has marked " + image), said);
    assertTrue(said.endsWith("xattr -dr com.apple.quarantine '" + image + "'"), said);

    assertTrue(
        sentences(upkeep(launcher).mend(List.of(launcher)))
            .contains("Took macOS' mark from " + image + "."));
    assertFalse(Files.exists(marks));
    List<String> asked = Files.readAllLines(temporary.resolve("log"));
    assertEquals(
        List.of("-dr|com.apple.quarantine|" + image + "|"),
        asked.stream().filter(line -> line.startsWith("-dr")).toList());
    assertFalse(sentences(upkeep(launcher).look(List.of(launcher))).toString().contains("marked"));
  }

  @Test
  void fromAnotherCopyItIsNotTaken() throws IOException {
    Path own = program(temporary.resolve("own/bin/why502"));
    Files.createDirectories(temporary.resolve("own/lib/why502"));
    assertEquals(List.of(), upkeep(own).mend(List.of(launcher)));
    assertTrue(Files.exists(marks));
  }
}
