package org.why502.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.why502.drafts.SentText.Kind;

/** How a copy is called, whatever a title holds. */
class FileNameTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  @Test
  void the_day_the_title_and_the_chapter() {
    assertEquals("2026-11-22 Title – chapter 3", name(Kind.CHAPTER, "Title", 3));
    assertEquals("2026-11-22 Title", name(Kind.CHAPTER, "Title", 0));
    assertEquals("2026-11-22 Title", name(Kind.WORK, "Title", 1));
    assertEquals("2026-11-22 untitled – comment", name(Kind.COMMENT, "", 0));
    assertEquals("2026-11-22 Ünïcode 漢字 🏳", name(Kind.OTHER, "Ünïcode 漢字 🏳", 0));
  }

  @Test
  void no_title_leads_elsewhere_or_is_read_as_another() {
    for (String title :
        List.of(
            "../../.bashrc",
            "..",
            ".",
            "/etc/passwd",
            "a\u0000b",
            "C:\\Windows\\x",
            "a\u202Etxt.exe",
            "line\nbreak\r\tand\u2028more",
            "...hidden",
            "CON",
            "what? <who> | \"why\" * ",
            " . ",
            "\uD800half")) {
      String name = name(Kind.WORK, title, 0);
      assertTrue(name.startsWith("2026-11-22 "), name);
      assertFalse(name.matches("(?s).*[/\\\\:*?\"<>|\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}].*"), name);
      assertFalse(name.matches(".*[. ]"), name);
      assertFalse(name.contains(" ."), name);
    }
  }

  @Test
  void what_is_too_long_is_cut_between_two_signs() {
    for (String sign : List.of("a", "é", "漢", "😀")) {
      String name = name(Kind.CHAPTER, sign.repeat(255), 9999) + " (999).html";
      assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255, name);
      assertEquals(name, new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }
  }

  private static String name(Kind kind, String title, int chapter) {
    return FileName.of(new SentText(kind, title, chapter, "", ""), DAY);
  }
}
