package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another browser, opened by the packaged program: a script in its place, in a home of its own. */
@Timeout(120)
class OtherBrowserIT {
  /** A browser that asks and cannot be told apart: only one of another engine is another. */
  @Test
  void another_browser_is_opened_on_the_front_page_and_stays_when_the_companion_has_gone(
      @TempDir Path home) throws Exception {
    Path fake = home.resolve("fake");
    Files.writeString(
        fake, "#!/bin/sh\necho \"$@\" > $0.args; echo $$ > $0.pid; exec sleep 86439\n");
    assertTrue(fake.toFile().setExecutable(true));
    Path entries = Files.createDirectories(home.resolve("applications"));
    for (String id : List.of("firefox", "chromium")) {
      Files.writeString(
          entries.resolve(id + ".desktop"),
          "[Desktop Entry]\nType=Application\nName=X\nExec=%s --for-%s %%u\n".formatted(fake, id)
              + "MimeType=x-scheme-handler/https;\n");
    }
    Map<String, String> surroundings =
        Map.of("HOME", home.toString(), "XDG_DATA_HOME", home.toString(), "XDG_DATA_DIRS", "/none");
    try (PackagedHost host = PackagedHost.start(surroundings, PackagedHost.FIREFOX)) {
      JsonNode welcome = host.greet();
      assertEquals(
          "[\"flush-dns\",\"other-browser\",\"restart-connection\",\"save-text\"]",
          welcome.get("can").toString());
      assertEquals(
          "[{\"id\":\"chromium\",\"name\":\"Chromium\"}]", welcome.get("browsers").toString());
      host.send("{\"type\":\"remedy\",\"id\":\"1\",\"remedy\":\"clean-profile\"}");
      host.refused("for-a-person");
      // one that is not on the list is not opened, whatever it names
      for (String none : List.of("/bin/sh", "edge", "chromium --version")) {
        host.send(
            "{\"type\":\"remedy\",\"id\":\"%s\",\"remedy\":\"other-browser\",".formatted(none)
                + "\"params\":{\"browser\":\"%s\"}}".formatted(none));
        assertEquals("nothing", host.receive().path("said").asText());
      }
      // no message can say what is opened
      host.send(
          "{\"type\":\"remedy\",\"id\":\"2\",\"remedy\":\"other-browser\","
              + "\"params\":{\"url\":\"https://x/\"}}");
      JsonNode done = host.receive();
      assertEquals("opened", done.path("said").asText(), done::toString);
      assertEquals("Chromium", done.path("browser").asText());
      host.endInput();
      assertEquals(0, host.exit());
    }
    assertEquals(
        "--for-chromium https://archiveofourown.org/",
        Files.readString(Path.of(fake + ".args")).strip());
    long pid = Long.parseLong(Files.readString(Path.of(fake + ".pid")).strip());
    ProcessHandle opened = ProcessHandle.of(pid).orElseThrow();
    assertTrue(opened.isAlive(), "it is the person's");
    opened.destroyForcibly();
  }
}
