package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person clicked: done by this machine, once, with one last word. */
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
  void a_text_is_passed_on_whole_and_one_that_is_none_is_refused() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("remedy-keep-a-text.json"));
    assertEquals(
        "GivenText[kind=CHAPTER, title=A “Title”, chapter=3, html=<p>Two\nwords</p>,"
            + " text=Two words]",
        pipe.receive("done").get("place").textValue());
    for (String params :
        List.of("", ",\"params\":{}", ",\"params\":{\"text\":{\"kind\":\"work\",\"title\":1}}")) {
      pipe.send("{\"type\":\"remedy\",\"id\":\"9\",\"remedy\":\"save-text\"" + params + "}");
      refused("bad-field");
    }
    goesOn();
  }

  @Test
  void what_the_browser_or_a_person_does_is_not_asked_for_here() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    for (String remedy : List.of("clear-site-data", "reload-once", "edit-hosts")) {
      pipe.send("{\"type\":\"remedy\",\"id\":\"8\",\"remedy\":\"" + remedy + "\"}");
      refused("for-a-person");
    }
    pipe.send("{\"type\":\"did\",\"id\":\"8\",\"action\":\"reload-once\",\"ok\":true}");
    refused("unknown-type");
    goesOn();
  }
}
