package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.message.Pipe;

/**
 * The packaged program through its real stdin and stdout, as a browser starts it. Every byte of its
 * stdout is read as frames: whatever else came there would be no frame and fail the test.
 */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class PipeIT {
  private static final String HELLO = "{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}";

  // ---- being started

  @Test
  void greets_chromium_and_firefox() throws Exception {
    for (String[] arguments : new String[][] {PackagedHost.CHROMIUM, PackagedHost.FIREFOX}) {
      try (PackagedHost host = PackagedHost.start(Map.of(), arguments)) {
        JsonNode welcome = host.greet();
        assertEquals(1, welcome.get("protocol").intValue());
        assertFalse(welcome.get("version").textValue().isBlank());
        assertEquals("linux", welcome.get("os").textValue());
        host.endInput();
        assertEquals(0, host.exit());
      }
    }
  }

  @Test
  void nothing_but_frames_reaches_stdout_whatever_the_surroundings_say() throws Exception {
    Map<String, String> noisy =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Dsome.tool=1 -Xlog:gc",
            "JDK_JAVA_OPTIONS", "-XX:+PrintFlagsFinal",
            "_JAVA_OPTIONS", "-Xlog:all=info",
            "WHY502_LOG", "debug");
    try (PackagedHost first = PackagedHost.start(noisy, PackagedHost.CHROMIUM);
        PackagedHost second = PackagedHost.start(noisy, PackagedHost.FIREFOX)) {
      for (PackagedHost host : List.of(first, second)) {
        host.greet();
        host.send("nonsense");
        host.refused("bad-json");
        host.greet();
      }
      for (PackagedHost host : List.of(first, second)) {
        host.endInput();
        assertEquals(Optional.empty(), host.next(), "nothing follows the last frame");
        assertEquals(0, host.exit());
      }
    }
  }

  @Test
  void an_unset_path_and_home_do_not_matter() throws Exception {
    try (PackagedHost host = PackagedHost.startBare(PackagedHost.CHROMIUM)) {
      host.greet();
    }
  }

  // ---- bad input, and the next good message

  @Test
  void every_bad_message_is_refused_with_a_sentence_and_the_next_good_one_answered()
      throws Exception {
    Map<String, byte[]> bad = new HashMap<>();
    bad.put("empty", Pipe.length(0));
    bad.put("bad-json", Pipe.frame("abc")); // a frame of length 3
    bad.put("bad-utf8", Pipe.frame(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}));
    bad.put("not-an-object", Pipe.frame("[1,2]"));
    bad.put("missing-id", Pipe.frame("{\"type\":\"diagnose\"}"));
    bad.put("unknown-type", Pipe.frame("{\"type\":\"format-disk\",\"id\":\"1\"}"));
    bad.put("too-deep", Pipe.frame("[".repeat(10_000) + "]".repeat(10_000)));
    bad.put("bad-field", Pipe.frame("{\"type\":\"diagnose\",\"id\":\"1\",\"sighting\":7}"));
    try (PackagedHost host = PackagedHost.start(Map.of(), PackagedHost.CHROMIUM)) {
      host.greet();
      for (Map.Entry<String, byte[]> message : bad.entrySet()) {
        host.raw(message.getValue());
        host.refused(message.getKey());
        host.greet();
      }
      host.endInput();
      assertEquals(Optional.empty(), host.next());
      assertEquals(0, host.exit());
    }
  }

  @Test
  void sixty_mebibytes_are_refused_in_bounded_memory() throws Exception {
    try (PackagedHost host = PackagedHost.start(Map.of(), PackagedHost.CHROMIUM)) {
      host.greet();
      int size = 60 * 1024 * 1024;
      host.raw(Pipe.length(size));
      byte[] part = new byte[64 * 1024];
      Arrays.fill(part, (byte) 'x');
      for (int sent = 0; sent < size; sent += part.length) {
        host.raw(part);
      }
      host.refused("too-long");
      host.greet();
      long peak = host.peakKilobytes();
      assertTrue(peak < 200 * 1024, () -> "it once held " + peak + " kB");
    }
  }

  @Test
  void ten_thousand_bad_messages_do_not_wear_it_out() throws Exception {
    try (PackagedHost host = PackagedHost.start(Map.of(), PackagedHost.CHROMIUM)) {
      host.greet();
      for (int i = 0; i < 10_000; i++) {
        host.send("{\"type\":\"cancel\",\"id\":\"" + i + "\"}");
        host.refused("unknown-id");
      }
      host.greet();
      long peak = host.peakKilobytes();
      assertTrue(peak < 200 * 1024, () -> "it once held " + peak + " kB");
    }
  }

  @Test
  void two_gibibytes_are_no_length_and_end_it() throws Exception {
    try (PackagedHost host = PackagedHost.start(Map.of(), PackagedHost.CHROMIUM)) {
      host.greet();
      host.raw(Pipe.length(Integer.MIN_VALUE)); // as an unsigned number
      host.refused("broken-stream");
      assertEquals(Optional.empty(), host.next());
      assertEquals(0, host.exit());
    }
  }

  @Test
  void a_cut_frame_ends_it() throws Exception {
    for (byte[] cut :
        List.of(new byte[] {7, 0}, Arrays.copyOf(Pipe.frame(HELLO), 20), Pipe.length(50_000_000))) {
      try (PackagedHost host = PackagedHost.start(Map.of(), PackagedHost.FIREFOX)) {
        host.greet();
        host.raw(cut);
        host.endInput();
        host.refused("broken-stream");
        assertEquals(Optional.empty(), host.next());
        assertEquals(0, host.exit());
      }
    }
  }

  // ---- diagnoses, inside the tiny internet

  @ParameterizedTest
  @ValueSource(strings = {"dropped-packets", "nothing-answers"})
  void the_end_of_the_input_ends_it_in_the_middle_of_a_diagnosis(String situation)
      throws Exception {
    try (PackagedHost host = PackagedHost.inside(situation)) {
      host.greet();
      host.send(
          ScriptedBrowser.sighting("a", Optional.empty(), "net::ERR_CONNECTION_TIMED_OUT", "GET"));
      // it is under way: these situations keep some questions open until their own limits
      host.send("{\"type\":\"cancel\",\"id\":\"none\"}");
      host.refused("unknown-id");
      host.endInput();
      List<JsonNode> rest = host.rest();
      assertTrue(
          rest.stream().noneMatch(ScriptedBrowser::closing),
          () -> "it was not in the middle: " + rest);
      assertEquals(0, host.exit());
    }
  }

  @Test
  void a_cancelled_diagnosis_is_closed_once() throws Exception {
    try (PackagedHost host = PackagedHost.inside("nothing-answers")) {
      host.greet();
      host.send(
          ScriptedBrowser.sighting("a", Optional.empty(), "net::ERR_CONNECTION_TIMED_OUT", "GET"));
      host.send("{\"type\":\"cancel\",\"id\":\"a\"}");
      List<JsonNode> seen = new ArrayList<>();
      do {
        seen.add(host.receive());
      } while (!ScriptedBrowser.closing(seen.getLast()));
      assertEquals("done", seen.getLast().get("type").textValue());
      assertTrue(seen.getLast().get("cancelled").booleanValue());
      host.send("{\"type\":\"cancel\",\"id\":\"a\"}");
      host.refused("unknown-id");
      host.greet();
      host.endInput();
      assertEquals(List.of(), host.rest(), "nothing more about it");
      assertEquals(0, host.exit());
    }
  }

  @Test
  void a_post_that_was_too_fast_is_told_from_the_sighting_alone() throws Exception {
    try (PackagedHost host = PackagedHost.inside("posting-too-fast")) {
      host.greet();
      host.send(ScriptedBrowser.sighting("a", Optional.of(507), "", "POST"));
      ScriptedBrowser seen = ScriptedBrowser.until(host, "a", Map.of());
      assertEquals("posting-limit", seen.verdict());
      assertEquals("certain", seen.last().at("/diagnosis/certainty").textValue());
      assertEquals(List.of(), seen.tried());
      assertEquals(0, seen.last().at("/diagnosis/archiveRequests").intValue());
      List<String> remedies = seen.remedies();
      assertEquals(List.of("save-text", "check-posted"), remedies.subList(0, 2));
      assertFalse(remedies.contains("reload-once"));
    }
  }

  @Test
  void a_stale_session_is_proven_twice() throws Exception {
    Map<String, String> table =
        Map.of(
            "same-page-with-cookies", ScriptedBrowser.answer(502, false),
            "same-page-without-cookies", ScriptedBrowser.answer(200, false),
            "light-page-with-cookies", ScriptedBrowser.answer(502, false),
            "light-page-without-cookies", ScriptedBrowser.answer(200, false));
    ScriptedBrowser seen = diagnose("healthy", Optional.of(502), table);
    assertEquals("stale-session", seen.verdict());
    assertTrue(
        seen.tried()
            .containsAll(
                Set.of(
                    "same-page-with-cookies/1",
                    "same-page-without-cookies/1",
                    "same-page-with-cookies/2",
                    "same-page-without-cookies/2")));
    assertTrue(seen.last().at("/diagnosis/archiveRequests").intValue() <= 6);
    List<String> remedies = seen.remedies();
    assertTrue(remedies.indexOf("save-text") < remedies.indexOf("clear-site-data"));
  }

  @Test
  void guests_that_a_cache_serves_do_not_clear_the_session_of_nobody() throws Exception {
    Map<String, String> table =
        Map.of(
            "same-page-with-cookies", ScriptedBrowser.answer(502, false),
            "same-page-without-cookies", ScriptedBrowser.answer(502, false),
            "light-page-with-cookies", ScriptedBrowser.answer(502, false),
            "light-page-without-cookies", ScriptedBrowser.answer(200, true));
    ScriptedBrowser seen = diagnose("guests-cached-members-502", Optional.of(502), table);
    assertEquals("signed-in-pages-down", seen.verdict());
    assertTrue(seen.last().at("/diagnosis/archiveRequests").intValue() <= 4);
    assertFalse(seen.remedies().contains("clear-site-data"));
  }

  @Test
  void what_is_over_is_recovered() throws Exception {
    Map<String, String> table =
        Map.of(
            "same-page-with-cookies", ScriptedBrowser.answer(200, false),
            "same-page-without-cookies", ScriptedBrowser.answer(200, false),
            "light-page-with-cookies", ScriptedBrowser.answer(200, false),
            "light-page-without-cookies", ScriptedBrowser.answer(200, false));
    ScriptedBrowser seen = diagnose("healthy", Optional.of(502), table);
    assertEquals("recovered", seen.verdict());
    assertEquals("certain", seen.last().at("/diagnosis/certainty").textValue());
    assertTrue(seen.last().at("/diagnosis/archiveRequests").intValue() <= 4);
  }

  @Test
  void everything_down_is_the_archive_and_the_log_names_nobody() throws Exception {
    Map<String, String> table =
        Map.of(
            "same-page-with-cookies", ScriptedBrowser.answer(502, false),
            "same-page-without-cookies", ScriptedBrowser.answer(502, false),
            "light-page-with-cookies", ScriptedBrowser.answer(502, false),
            "light-page-without-cookies", ScriptedBrowser.answer(502, false));
    ScriptedBrowser seen = diagnose("every-page-502-at-once", Optional.of(502), table);
    assertEquals("archive-down", seen.verdict());
  }

  /** Nobody saw a failure, so the browser has no page to try: the companion looks itself. */
  @Test
  void asked_by_hand_it_needs_no_page_of_the_browsers() throws Exception {
    try (PackagedHost host = PackagedHost.inside("every-page-502-at-once")) {
      host.greet();
      host.send("{\"type\":\"diagnose\",\"id\":\"a\",\"sighting\":null}");
      ScriptedBrowser seen = ScriptedBrowser.until(host, "a", Map.of());
      assertEquals(List.of(), seen.tried());
      assertEquals("archive-down", seen.verdict(), () -> seen.last().toPrettyString());
      assertTrue(seen.last().at("/diagnosis/archiveRequests").intValue() <= 4);
      assertEquals(1, seen.sighted().size());
      assertEquals(502, seen.sighted().getFirst().at("/sighting/status").intValue());
      assertTrue(seen.sighted().getFirst().get("spent").booleanValue());
    }
  }

  @Test
  void two_diagnoses_at_once_are_closed_once_each() throws Exception {
    try (PackagedHost host = PackagedHost.inside("posting-too-fast")) {
      host.greet();
      for (String id : List.of("a", "b")) {
        host.send(ScriptedBrowser.sighting(id, Optional.of(507), "", "POST"));
      }
      Map<String, Integer> closed = new HashMap<>();
      while (closed.size() < 2) {
        JsonNode reply = host.receive();
        if (ScriptedBrowser.closing(reply)) {
          closed.merge(reply.get("id").textValue(), 1, Integer::sum);
        }
      }
      host.endInput();
      host.rest().stream()
          .filter(ScriptedBrowser::closing)
          .forEach(r -> closed.merge(r.get("id").textValue(), 1, Integer::sum));
      assertEquals(Map.of("a", 1, "b", 1), closed);
    }
  }

  /** One diagnosis inside a situation, with a browser that answers from a table. */
  private static ScriptedBrowser diagnose(
      String situation, Optional<Integer> status, Map<String, String> table) throws Exception {
    try (PackagedHost host = PackagedHost.inside(situation)) {
      host.greet();
      host.send(ScriptedBrowser.sighting("a", status, "", "GET"));
      ScriptedBrowser seen = ScriptedBrowser.until(host, "a", table);
      host.endInput();
      assertTrue(
          host.rest().stream().noneMatch(ScriptedBrowser::closing),
          "exactly one closing reply for an id");
      assertEquals(0, host.exit());
      String log = host.log();
      for (String secret :
          List.of(
              "/works/",
              "1001",
              "_otwarchive_session",
              "user_credentials",
              "tester",
              "token=",
              "Lamp at Number",
              "/token_dispenser",
              "/home/")) {
        assertFalse(log.contains(secret), () -> "the log holds " + secret + ":\n" + log);
      }
      return seen;
    }
  }
}
