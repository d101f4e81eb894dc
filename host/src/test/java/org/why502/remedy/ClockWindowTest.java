package org.why502.remedy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.remedy.Plan.Step;
import org.why502.system.Command;
import org.why502.system.Launcher;
import org.why502.system.Os;

/** The window for the clock: which program opens it, and that it is left to the person. */
@Timeout(60)
class ClockWindowTest {
  private static final Duration WATCHED = Duration.ofSeconds(1);

  @TempDir Path root;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GNOME          | gnome-control-center                            | datetime",
        "ubuntu:GNOME   | gnome-control-center                            | datetime",
        "KDE            | kcmshell6 kcmshell5 systemsettings              | kcm_clock",
        "KDE            | kcmshell5                                       | clock",
        "X-Cinnamon     | cinnamon-settings                               | calendar",
      })
  void each_desktop_has_its_own(String desktop, String programs, String argument) throws Exception {
    for (String program : programs.split(" ")) {
      script(program, "echo \"$@\" > $0.args");
    }
    assertEquals(ClockWindow.Came.OPENED, window(desktop).open());
    String first = programs.split(" ")[0];
    assertEquals(argument, Files.readString(root.resolve("bin/" + first + ".args")).strip());
  }

  /** In GNOME 46 date and time became a page of the system's. */
  @Test
  void a_newer_gnome_has_it_elsewhere() throws Exception {
    script("gnome-control-center", "echo \"$@\" > $0.args");
    Path panels = Files.createDirectories(root.resolve("usr/share/applications"));
    Files.createFile(panels.resolve("gnome-system-panel.desktop"));
    window("GNOME").open();
    assertEquals(
        "system datetime", Files.readString(root.resolve("bin/gnome-control-center.args")).strip());
  }

  @Test
  void where_there_is_none_nothing_is_promised_and_nothing_started() throws Exception {
    script("gnome-control-center", "echo > $0.args");
    for (String desktop : List.of("", "sway", "KDE", "GNOME-Flashback-of-nobody")) {
      ClockWindow window = window(desktop);
      assertFalse(window.isThere(), desktop);
      assertEquals(ClockWindow.Came.NONE, window.open());
    }
    assertFalse(Files.exists(root.resolve("bin/gnome-control-center.args")));
  }

  @Test
  void one_that_ends_badly_at_once_was_not_opened() throws Exception {
    script("gnome-control-center", "exit 1");
    assertEquals(ClockWindow.Came.NOT_STARTED, window("GNOME").open());
  }

  @Test
  void it_is_the_persons_and_stays_open() throws Exception {
    script("gnome-control-center", "echo $$ > $0.pid; exec sleep 86441");
    assertEquals(ClockWindow.Came.OPENED, window("GNOME").open());
    long pid =
        Long.parseLong(Files.readString(root.resolve("bin/gnome-control-center.pid")).strip());
    ProcessHandle opened = ProcessHandle.of(pid).orElseThrow();
    assertTrue(opened.isAlive());
    opened.destroyForcibly();
  }

  /** Never run here: as Microsoft's and Apple's documents have them. */
  @Test
  void windows_and_macos_have_their_own() {
    assertEquals(
        List.of(Step.of("rundll32.exe", "url.dll,FileProtocolHandler", "ms-settings:dateandtime")),
        ClockSettings.plan(Os.WINDOWS, Map.of(), _ -> false));
    assertEquals(
        List.of(Step.of("open", "x-apple.systempreferences:com.apple.preference.datetime")),
        ClockSettings.plan(Os.MACOS, Map.of(), _ -> false));
  }

  private ClockWindow window(String desktop) {
    return new ClockWindow(
        Os.LINUX,
        Map.of("XDG_CURRENT_DESKTOP", desktop),
        root,
        name -> Optional.of(root.resolve("bin").resolve(name)).filter(Files::isExecutable),
        new Launcher(System.getenv(), root, Command.program("setsid"), WATCHED));
  }

  private void script(String name, String text) throws IOException {
    Path bin = Files.createDirectories(root.resolve("bin"));
    Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
