package org.why502.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;

/** Who may say what when; every bad message is refused and the next good one is answered. */
@Timeout(30)
class ConversationTest extends Conversing {
  @Test
  void greets_with_its_version_and_what_it_can() throws IOException {
    pipe.send(HELLO);
    JsonNode welcome = pipe.receive();
    assertEquals("welcome", welcome.get("type").textValue());
    assertEquals(1, welcome.get("protocol").intValue());
    assertEquals("0.1.0", welcome.get("version").textValue());
    assertEquals("[\"flush-dns\",\"other-browser\",\"save-text\"]", welcome.get("can").toString());
    assertEquals(
        "[{\"id\":\"firefox-esr\",\"name\":\"Firefox ESR\"}]", welcome.get("browsers").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                          | empty",
        "abc                                         | bad-json",
        "{\"type\":                                  | bad-json",
        "{} {}                                       | bad-json",
        "[1,2]                                       | not-an-object",
        "7                                           | not-an-object",
        "{}                                          | unknown-type",
        "{\"type\":7}                                | unknown-type",
        "{\"type\":\"format-disk\",\"id\":\"1\"}     | unknown-type",
        "{\"type\":\"diagnose\"}                     | missing-id",
        "{\"type\":\"diagnose\",\"id\":7}            | missing-id",
        "{\"type\":\"diagnose\",\"id\":\"  \"}       | missing-id",
        "{\"type\":\"diagnose\",\"id\":\"1\",\"sighting\":{}} | bad-field",
        "{\"type\":\"diagnose\",\"id\":\"1\",\"sighting\":[]} | bad-field",
        "{\"type\":\"diagnose\",\"id\":\"1\",\"id\":\"2\"} | bad-json",
        "{\"type\":\"hello\"}                        | bad-field",
        "{\"type\":\"hello\",\"protocol\":\"1\"}     | bad-field",
        "{\"type\":\"hello\",\"protocol\":2,\"version\":\"9\"} | wrong-protocol",
        "{\"type\":\"tried\",\"id\":\"1\",\"trial\":\"read-my-mail\"} | bad-field",
        "{\"type\":\"remedy\",\"id\":\"1\",\"remedy\":\"rm -rf\"} | bad-field",
        "{\"type\":\"remedy\",\"id\":\"1\",\"remedy\":\"other-browser\",\"params\":\"firefox\"} |"
            + " bad-field",
        "{\"type\":\"remedy\",\"id\":\"1\",\"remedy\":\"other-browser\",\"params\":{\"browser\":7}}"
            + " | bad-field",
        "{\"type\":\"cancel\",\"id\":\"none\"}       | hello-first",
      })
  void refuses_and_goes_on(String message, String code) throws IOException {
    pipe.send(message);
    refused(code);
    greets_with_its_version_and_what_it_can();
  }

  @Test
  void refuses_a_host_that_is_not_the_archives() throws IOException {
    pipe.send(HELLO);
    pipe.receive("welcome");
    String foreign =
        message("diagnose.json").replace("archiveofourown.org", "archiveofourown.info");
    pipe.send(foreign);
    assertEquals("7", refused("bad-field").get("id").textValue());
  }

  @Test
  void refuses_what_is_not_utf8() throws IOException {
    pipe.raw(Pipe.frame(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}));
    refused("bad-utf8");
    greets_with_its_version_and_what_it_can();
  }

  @Test
  void refuses_ten_thousand_levels() throws IOException {
    pipe.send("[".repeat(10_000) + "]".repeat(10_000));
    refused("too-deep");
    pipe.send("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
    refused("too-deep");
    greets_with_its_version_and_what_it_can();
  }

  @Test
  void drops_sixty_mebibytes_without_keeping_them() throws IOException {
    long before = used();
    int size = 60 * 1024 * 1024;
    pipe.raw(Pipe.length(size));
    byte[] part = new byte[64 * 1024];
    for (int sent = 0; sent < size; sent += part.length) {
      pipe.raw(part);
    }
    refused("too-long");
    assertTrue(used() - before < 30L * 1024 * 1024, "memory is bounded");
    greets_with_its_version_and_what_it_can();
  }

  @Test
  void ends_where_the_stream_itself_is_broken() throws Exception {
    pipe.raw(Pipe.length(Integer.MIN_VALUE)); // 2 GiB as an unsigned number
    refused("broken-stream");
    assertTrue(conversation.join(Duration.ofSeconds(10)));
  }

  @Test
  void ends_with_a_cut_frame() throws Exception {
    pipe.raw(Pipe.length(100));
    pipe.raw("{\"type\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    pipe.toHost().close();
    refused("broken-stream");
    assertTrue(conversation.join(Duration.ofSeconds(10)));
  }

  @Test
  void nothing_is_done_before_hello() throws IOException {
    pipe.send(message("diagnose-by-hand.json"));
    assertEquals("9", refused("hello-first").get("id").textValue());
  }

  @Test
  void a_diagnosis_asks_for_trials_and_closes_once() throws IOException {
    work =
        (sighting, desk) -> {
          assertTrue(sighting.isPresent());
          Observation tried = desk.attempt(Trial.SAME_PAGE_WITHOUT_COOKIES, 1);
          desk.observed(tried);
          return nothingKnown();
        };
    pipe.send(HELLO);
    pipe.send(message("diagnose.json"));
    JsonNode wanted = pipe.receive("try");
    assertEquals("same-page-without-cookies", wanted.get("trial").textValue());
    assertEquals(1, wanted.get("attempt").intValue());
    pipe.send(message("tried.json"));
    assertEquals(200, pipe.receive("observed").at("/observation/outcome/value/status").intValue());
    JsonNode diagnosed = pipe.receive("diagnosed");
    assertTrue(diagnosed.get("final").booleanValue());
    assertEquals("inconclusive", diagnosed.at("/diagnosis/verdict/code").textValue());
    pipe.send("{\"type\":\"cancel\",\"id\":\"7\"}");
    refused("unknown-id");
  }

  @Test
  void a_cancelled_diagnosis_is_interrupted_and_closed() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    work = waitingUntil(interrupted);
    pipe.send(HELLO);
    pipe.send(message("diagnose-by-hand.json"));
    pipe.send("{\"type\":\"cancel\",\"id\":\"9\"}");
    JsonNode done = pipe.receive("done");
    assertEquals("9", done.get("id").textValue());
    assertTrue(done.get("cancelled").booleanValue());
    assertTrue(interrupted.await(10, TimeUnit.SECONDS));
  }

  @Test
  void the_end_of_the_input_ends_a_diagnosis_too() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    work = waitingUntil(interrupted);
    pipe.send(HELLO);
    pipe.send(message("diagnose-by-hand.json"));
    pipe.receive("welcome");
    pipe.toHost().close();
    assertTrue(interrupted.await(10, TimeUnit.SECONDS));
  }

  @Test
  void one_id_is_one_diagnosis_and_there_are_not_many_at_once() throws Exception {
    work = waitingUntil(new CountDownLatch(1));
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send("{\"type\":\"diagnose\",\"id\":\"a\",\"sighting\":null}");
    pipe.send("{\"type\":\"diagnose\",\"id\":\"a\",\"sighting\":null}");
    refused("id-in-use");
    for (String id : List.of("b", "c", "d")) {
      pipe.send("{\"type\":\"diagnose\",\"id\":\"" + id + "\",\"sighting\":null}");
    }
    pipe.send("{\"type\":\"diagnose\",\"id\":\"e\",\"sighting\":null}");
    assertEquals("e", refused("busy").get("id").textValue());
  }

  @Test
  void a_fault_of_ours_is_said_and_the_conversation_goes_on() throws IOException {
    work =
        (_, _) -> {
          throw new IllegalStateException("on purpose");
        };
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("diagnose-by-hand.json"));
    assertEquals("9", refused("internal").get("id").textValue());
    greets_with_its_version_and_what_it_can();
  }

  /** A refusal under the diagnosis's id would end it in the browser's eyes. */
  @Test
  void a_trial_told_of_twice_or_never_asked_for_disturbs_no_diagnosis() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    work =
        (_, desk) -> {
          desk.attempt(Trial.SAME_PAGE_WITHOUT_COOKIES, 1);
          goOn.await();
          return nothingKnown();
        };
    pipe.send(HELLO);
    pipe.receive("welcome");
    pipe.send(message("diagnose.json"));
    pipe.receive("try");
    pipe.send(message("tried.json"));
    pipe.send(message("tried.json"));
    pipe.send(message("tried.json").replace("same-page-without", "light-page-with"));
    greets_with_its_version_and_what_it_can();
    goOn.countDown();
    assertTrue(pipe.receive("diagnosed").get("final").booleanValue());
  }

  private static Investigator waitingUntil(CountDownLatch interrupted) {
    return (Optional<Sighting> _, Investigator.Desk _) -> {
      try {
        new CountDownLatch(1).await();
        return nothingKnown();
      } catch (InterruptedException e) {
        interrupted.countDown();
        throw e;
      }
    };
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
