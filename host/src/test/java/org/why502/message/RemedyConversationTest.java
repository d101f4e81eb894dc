package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person clicked: done by the browser or by this machine, once, with one last word. */
@Timeout(30)
class RemedyConversationTest extends Conversing {
  @Test
  void a_remedy_of_this_machine_is_carried_out_and_closed_once() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send("{\"type\":\"remedy\",\"id\":\"8\",\"remedy\":\"flush-dns\"}");
    JsonNode done = pipe.receive("done");
    assertEquals("by-hand", done.get("said").textValue());
    assertEquals("sudo nscd -i hosts", done.get("command").textValue());
    assertFalse(done.get("verified").booleanValue());
    pipe.send("{\"type\":\"remedy\",\"id\":\"8\",\"remedy\":\"flush-dns\"}");
    refused("id-in-use");
    pipe.send("{\"type\":\"remedy\",\"id\":\"8\",\"remedy\":\"reload-once\"}");
    refused("id-in-use");
  }

  @Test
  void which_browser_a_person_chose_is_passed_on_and_may_be_left_out() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("remedy-in-a-chosen-browser.json"));
    assertEquals("firefox", pipe.receive("done").get("browser").textValue());
    for (String params : List.of("", ",\"params\":null", ",\"params\":{\"browser\":null}")) {
      pipe.send(
          "{\"type\":\"remedy\",\"id\":\"n"
              + params.length()
              + "\",\"remedy\":\"other-browser\""
              + params
              + "}");
      assertEquals("the first", pipe.receive("done").get("browser").textValue());
    }
  }

  @Test
  void a_remedy_that_the_browser_can_do_is_asked_of_it_and_closed() throws IOException {
    pipe.send(HELLO);
    pipe.send(message("remedy.json"));
    assertEquals("clear-site-data", pipe.receive("do").get("action").textValue());
    pipe.send(message("did.json"));
    JsonNode done = pipe.receive("done");
    assertTrue(done.get("ok").booleanValue());
    assertFalse(done.get("cancelled").booleanValue());
    pipe.send("{\"type\":\"remedy\",\"id\":\"8\",\"remedy\":\"edit-hosts\"}");
    refused("for-a-person");
  }

  /** What is done here clears and reloads: one press is one action, however often it is told. */
  @Test
  void a_remedy_id_that_is_repeated_is_asked_for_and_closed_once() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("remedy.json"));
    pipe.receive("do");
    pipe.send(message("remedy.json"));
    refused("id-in-use");
    pipe.send(message("did.json"));
    pipe.receive("done");
    pipe.send(message("did.json"));
    refused("unknown-id");
    pipe.send(message("remedy.json"));
    refused("id-in-use");
    goesOn();
  }

  @Test
  void only_what_the_browser_was_asked_to_do_closes_a_remedy() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("remedy.json"));
    pipe.receive("do");
    pipe.send(message("did.json").replace("clear-site-data", "reload-once"));
    refused("bad-field");
    pipe.send(message("did.json"));
    assertTrue(pipe.receive("done").get("ok").booleanValue());
  }

  @Test
  void a_remedy_can_be_cancelled_and_there_are_not_many_at_once() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    for (String id : List.of("a", "b", "c", "d")) {
      pipe.send("{\"type\":\"remedy\",\"id\":\"" + id + "\",\"remedy\":\"reload-once\"}");
      pipe.receive("do");
    }
    pipe.send("{\"type\":\"remedy\",\"id\":\"e\",\"remedy\":\"reload-once\"}");
    refused("busy");
    pipe.send("{\"type\":\"cancel\",\"id\":\"a\"}");
    JsonNode done = pipe.receive("done");
    assertTrue(done.get("cancelled").booleanValue());
    assertFalse(done.get("ok").booleanValue());
    pipe.send("{\"type\":\"did\",\"id\":\"a\",\"action\":\"reload-once\",\"ok\":true}");
    refused("unknown-id");
  }

  @Test
  void a_browser_that_never_says_whether_it_did_it_is_not_waited_for_for_ever() throws Exception {
    end();
    begin(Duration.ofMillis(50));
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("remedy.json"));
    pipe.receive("do");
    assertFalse(pipe.receive("done").get("ok").booleanValue());
    pipe.send(message("did.json"));
    refused("unknown-id");
  }
}
