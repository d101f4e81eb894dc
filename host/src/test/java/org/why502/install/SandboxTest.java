package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.system.Os;

/** What is planned for a home in which the named paths exist, whatever this machine has. */
@DisplayName("Browsers in a sandbox")
class SandboxTest {
  private static final Path HOME = Path.of("/home/ada");
  private static final Path SERVICE =
      Path.of("/usr/lib/systemd/user/xdg-native-messaging-proxy.service");

  private static Plan where(String... paths) {
    Set<Path> there = Set.copyOf(List.of(paths).stream().map(path -> HOME.resolve(path)).toList());
    return Plan.of(
        Browsers.known(),
        new Surroundings(Os.LINUX, HOME, Map.of()),
        new Selection.AllThere(),
        there::contains);
  }

  @Test
  @DisplayName("with the service installed, it is only switched on")
  void service() {
    Plan plan = where(".var/app/org.mozilla.firefox", SERVICE.toString());
    assertEquals(
        List.of(
            "Firefox from Flatpak can start the companion since version 157, through a service of"
                + " your desktop. It is installed here; this switches it on:  systemctl --user"
                + " enable --now xdg-native-messaging-proxy.service  Then set"
                + " widget.use-xdg-desktop-portal.native-messaging-proxy to 2 in about:config, and"
                + " start it anew. Where the companion is not found even then, the sandbox may not"
                + " speak to the service; this lets it:  flatpak override --user"
                + " --talk-name=org.freedesktop.NativeMessagingProxy org.mozilla.firefox"),
        plan.notes());
  }

  @Test
  @DisplayName("without it, the package is named first")
  void noService() {
    String note = where(".var/app/org.mozilla.firefox").notes().getFirst();
    int missing = note.indexOf("It is not installed here (" + SERVICE + " is not there)");
    assertTrue(missing > 0, note);
    assertTrue(note.indexOf("systemctl --user enable --now") > missing, note);
  }

  @Test
  @DisplayName("a file is written only where there is a way, and its reader is not called able")
  void able() {
    assertEquals(List.of(), where(".var/app/com.google.Chrome").registrations());
    for (String seen : List.of("snap/firefox", ".var/app/org.mozilla.firefox")) {
      assertEquals(
          List.of("Firefox can start the companion if the sandbox lets it"),
          where(seen).registrations().stream().map(Registration::canStart).toList());
    }
    assertEquals(
        List.of("Zen can start the companion, and Firefox if the sandbox lets it"),
        where("snap/firefox", ".zen").registrations().stream()
            .map(Registration::canStart)
            .toList());
    assertEquals(
        List.of("Firefox and Zen can start the companion"),
        where("snap/firefox", ".mozilla/firefox", ".zen").registrations().stream()
            .map(Registration::canStart)
            .toList());
  }

  @Test
  @DisplayName("the file for everybody is read through the sandbox in the same way")
  void everybodys() {
    Registration everybodys =
        new Registration(Engine.FIREFOX, HOME, List.of(), List.of("Firefox"))
            .behind(List.of("Firefox", "Zen"));
    assertEquals("Firefox can start the companion if the sandbox lets it", everybodys.canStart());
  }

  /** A row that lacks what its way needs would tell people half of what to do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"snap\",\"seen\":\"{home}/snap/x\"}",
        "{\"kind\":\"snap\",\"seen\":\"{home}/snap/x\",\"how\":\"somehow\"}",
        "{\"kind\":\"snap\",\"seen\":\"{home}/snap/x\",\"how\":\"portal\",\"since\":\"106\"}",
        "{\"kind\":\"snap\",\"seen\":\"{home}/snap/x\",\"how\":\"none\",\"since\":\"106\"}",
        "{\"kind\":\"flatpak\",\"seen\":\"{home}/.var/x\",\"how\":\"proxy\",\"since\":\"157\"}",
      })
  void aRowThatIsNotWholeIsNoRow(String json) {
    assertThrows(JsonMappingException.class, () -> Browsers.JSON.readValue(json, Sandbox.class));
  }
}
