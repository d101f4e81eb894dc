package org.why502.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser makes of a copy: words, and nothing that runs. */
class PageTest {
  @Test
  void what_ao3_takes_stays_as_it_was_sent() {
    String sent =
        "<p class=\"x\">A <em>b</em> &amp; c<br/>d</p>\n<hr>\n<h3>E</h3><a href=\"/works/1\">f</a>"
            + "<ruby>g<rt>h</rt></ruby> i < j <3";
    assertEquals(sent.replace("< j", "&lt; j").replace("<3", "&lt;3"), Page.harmless(sent));
  }

  @Test
  void what_it_does_not_take_is_shown_and_not_run() {
    for (String tag :
        List.of(
            "<script>alert(1)</script>",
            "<META http-equiv=refresh content=\"0;url=https://elsewhere.example\">",
            "<iframe src=x></iframe>",
            "<svg/onload=alert(1)>",
            "<link rel=stylesheet href=//x>",
            "<base href=//x>",
            "<form action=//x><input>",
            "<style>@import '//x'</style>",
            "<!-- --><![CDATA[ ]]><?php ?>",
            "</body></html>",
            "<p<script>",
            "<pre<meta>",
            "<")) {
      String shown = Page.harmless(tag);
      assertFalse(shown.matches("(?is).*<(?!/?p[ >]).*"), shown);
      assertEquals(tag, shown.replace("&lt;", "<"), "no sign of it is lost");
    }
  }

  @Test
  void its_policy_stands_before_any_word_of_the_persons() {
    String page = Page.of("</title><script>", "<p>words</p>");
    assertTrue(page.startsWith("<!doctype html>"), page);
    assertTrue(
        page.indexOf("default-src 'none'") > 0
            && page.indexOf("default-src 'none'") < page.indexOf("<title>"),
        page);
    assertTrue(page.contains("<title>&lt;/title>&lt;script></title>"), page);
  }
}
