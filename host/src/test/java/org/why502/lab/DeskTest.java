package org.why502.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.why502.lab.site.Desk;
import org.why502.lab.site.Place;
import org.why502.lab.site.Reply;
import org.why502.lab.site.Visit;

/** The desk where forms are sent keeps what it is told to keep, and shows it. */
class DeskTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String CHAPTER =
      "chapter%5Btitle%5D=Lamps&chapter%5Bcontent%5D=It+is+lit&post_without_preview_button=Post";

  private final Desk desk = new Desk();

  @Test
  void closedItLeavesEverythingToTheApplication() {
    assertEquals(Optional.empty(), get("/works/502/navigate"));
    assertEquals(Optional.empty(), post("/works/502/chapters", CHAPTER, FORM));
  }

  @Test
  void whatItTakesItShowsAndLeadsTo() {
    desk.behave(Desk.Manner.TAKES);
    Reply answer = post("/works/502/chapters", CHAPTER, FORM).orElseThrow();
    assertEquals(302, answer.status());
    assertEquals("/works/502/chapters/1004", answer.headers().get("Location"));
    assertTrue(shows("/works/502/navigate", "4. Lamps"));
    assertTrue(shows("/works/502/chapters/1004", "It is lit"));
  }

  @Test
  void itStoresAndFailsOrStoresLateOrNever() {
    desk.behave(Desk.Manner.LOSES);
    assertEquals(502, post("/works/502/chapters", CHAPTER, FORM).orElseThrow().status());
    assertFalse(shows("/works/502/navigate", "Lamps"));
    desk.behave(Desk.Manner.STORES_LATE);
    assertEquals(502, post("/works/502/chapters", CHAPTER, FORM).orElseThrow().status());
    assertFalse(shows("/works/502/navigate", "Lamps"));
    desk.storeWhatIsLate();
    assertTrue(shows("/works/502/navigate", "4. Lamps"));
    desk.behave(Desk.Manner.STORES_AND_FAILS);
    assertEquals(502, post("/works/502/chapters", CHAPTER, FORM).orElseThrow().status());
    assertTrue(shows("/works/502/navigate", "5. Lamps"));
  }

  @Test
  void aCacheShowsTheListOfBeforeAndSaysHowOldItIs() {
    desk.behave(Desk.Manner.SHOWS_THE_OLD);
    assertEquals(502, post("/works/502/chapters", CHAPTER, FORM).orElseThrow().status());
    assertFalse(shows("/works/502/navigate", "Lamps"));
    assertEquals("HIT", get("/works/502/navigate").orElseThrow().headers().get("cf-cache-status"));
    desk.behave(Desk.Manner.TAKES);
    assertTrue(shows("/works/502/navigate", "4. Lamps"));
  }

  @Test
  void aDraftStandsAmongDraftsAlone() {
    desk.behave(Desk.Manner.TAKES);
    String work = "work%5Btitle%5D=Oil&work%5Bchapter_attributes%5D%5Bcontent%5D=Black";
    Reply answer = post("/works", work + "&save_button=Save", FORM).orElseThrow();
    assertEquals("/works/7001/preview", answer.headers().get("Location"));
    assertTrue(shows("/users/tester/works/drafts", "Oil"));
    assertFalse(shows("/users/tester/works", "Oil"));
  }

  @Test
  void aDraftIsPostedFromItsPreviewAndSaysUntilThenThatItIsOne() {
    desk.behave(Desk.Manner.TAKES);
    String work = "work%5Btitle%5D=Oil&work%5Bchapter_attributes%5D%5Bcontent%5D=Black";
    post("/works", work + "&preview_button=Preview", FORM);
    assertTrue(shows("/works/7001/preview", "name=\"post_button\""));
    assertTrue(shows("/works/7001/navigate", "/works/7001/chapters/8001"));
    assertTrue(shows("/works/7001/chapters/8001", "class=\"chapter draft\" id=\"chapter-1\""));
    desk.behave(Desk.Manner.LOSES);
    post("/works/7001", work + "&post_button=Post", FORM);
    assertTrue(shows("/works/7001/chapters/8001", "chapter draft"));
    desk.behave(Desk.Manner.STORES_AND_FAILS);
    assertEquals(502, post("/works/7001", work + "&post_button=Post", FORM).orElseThrow().status());
    assertTrue(shows("/works/7001/chapters/8001", "class=\"chapter\" id=\"chapter-1\""));
    assertTrue(shows("/users/tester/works", "Oil"));
    assertTrue(shows("/works/7001/preview", "name=\"update_button\""));
  }

  @Test
  void aPreviewOfWhatIsThereStoresNothingAndHoldsTheWordsInHiddenFields() {
    desk.behave(Desk.Manner.TAKES);
    Reply answer =
        post("/works/502", "work%5Bnotes%5D=Soon&preview_button=Preview", FORM).orElseThrow();
    assertEquals(200, answer.status());
    assertTrue(
        body(answer).contains("<input type=\"hidden\" name=\"work[notes]\" value=\"Soon\">"));
    assertEquals(Optional.empty(), get("/works/502"));
  }

  @Test
  void aFormOfSeveralPartsIsReadToo() {
    desk.behave(Desk.Manner.TAKES);
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"pseud[description]\"\r\n\r\nA keeper\r\n"
            + "--x--\r\n";
    post("/users/tester/pseuds/tester", body, "multipart/form-data; boundary=x");
    assertTrue(shows("/users/tester/pseuds/tester", "A keeper"));
  }

  private boolean shows(String path, String words) {
    return body(get(path).orElseThrow()).contains(words);
  }

  private static String body(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private Optional<Reply> get(String path) {
    return desk.meets(visit("GET", path, "", Headers.of()));
  }

  private Optional<Reply> post(String path, String body, String type) {
    return desk.meets(visit("POST", path, body, Headers.of("Content-Type", type)));
  }

  private static Visit visit(String method, String path, String body, Headers headers) {
    return new Visit(
        Place.ARCHIVE,
        "104.20.28.24",
        true,
        method,
        "archiveofourown.org",
        path,
        "",
        headers,
        body,
        1);
  }
}
