package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.why502.message.Json;

/**
 * A text that was sent, kept by the packaged companion. {@code -Dwhy502.kills=100} kills it so
 * often in the middle; a few do for every run.
 */
@Timeout(600)
class DraftCopyIT {
  private static final int KILLS = Integer.getInteger("why502.kills", 8);

  /** From the message until the file is there it takes some tenths of a second. */
  private static final int KILLED_WITHIN_MS = 400;

  private static final String WORDS = "Words – 漢字 😀. ".repeat(30_000);

  @TempDir Path home;

  @Test
  void it_lies_below_the_documents_and_its_place_is_told() throws Exception {
    Files.createDirectory(home.resolve("Documents"));
    JsonNode done;
    try (PackagedHost host = start()) {
      assertTrue(host.greet().get("can").toString().contains("save-text"));
      host.send(message("a", "../../../etc/Title", "<p>Words</p><script>x</script>"));
      done = host.receive();
      host.endInput();
      assertEquals(0, host.exit());
    }
    assertEquals("kept", done.path("said").asText(), done::toString);
    assertTrue(done.path("verified").asBoolean());
    Path file = Path.of(done.path("place").asText());
    assertEquals(home.resolve("Documents/AO3 drafts"), file.getParent());
    assertTrue(
        file.getFileName().toString().endsWith(" etc Title – chapter 3.html"), done::toString);
    assertTrue(Files.readString(file).contains("<p>Words</p>&lt;script>"));
  }

  @Test
  void what_cannot_be_kept_is_told_in_a_word() throws Exception {
    Files.writeString(home.resolve("AO3 drafts"), "the person's own");
    try (PackagedHost host = start()) {
      host.greet();
      host.send(message("a", "Title", "<p>Words</p>"));
      JsonNode done = host.receive();
      assertEquals("not-ours", done.path("why").asText(), done::toString);
      assertFalse(done.path("ok").asBoolean());
    }
    assertEquals("the person's own", Files.readString(home.resolve("AO3 drafts")));
  }

  @Test
  void killed_in_the_middle_each_file_is_whole_or_absent() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int whole = 0;
    for (int n = 0; n < KILLS; n++) {
      try (PackagedHost host = start()) {
        host.greet();
        host.send(message("k" + n, "Kill " + n, "<p>" + WORDS + "</p>"));
        Thread.sleep(random.nextInt(KILLED_WITHIN_MS));
        host.kill();
      }
      for (Path file : files()) {
        String text = Files.readString(file);
        boolean page = file.toString().endsWith(".html");
        assertTrue(
            page ? text.endsWith("<p>" + WORDS + "</p>\n</body>\n</html>\n") : text.equals(WORDS),
            "seed " + seed + ": " + file + " is not whole");
      }
      whole = files().size();
    }
    System.out.println(
        "Killed "
            + KILLS
            + " times in the middle: "
            + whole
            + " of "
            + 2 * KILLS
            + " files, whole.");
  }

  private PackagedHost start() throws IOException {
    return PackagedHost.start(Map.of("HOME", home.toString()), PackagedHost.CHROMIUM);
  }

  private List<Path> files() throws IOException {
    Path folder = home.resolve("AO3 drafts");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static String message(String id, String title, String html) {
    ObjectNode text =
        Json.MAPPER
            .createObjectNode()
            .put("kind", "chapter")
            .put("title", title)
            .put("chapter", 3)
            .put("html", html)
            .put("text", WORDS);
    ObjectNode message =
        Json.MAPPER
            .createObjectNode()
            .put("type", "remedy")
            .put("id", id)
            .put("remedy", "save-text");
    message.putObject("params").set("text", text);
    return message.toString();
  }
}
