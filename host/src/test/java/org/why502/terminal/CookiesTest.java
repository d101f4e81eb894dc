package org.why502.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which lines of a browser's cookies.txt are AO3's, and nothing else is sent. */
class CookiesTest {
  @TempDir private Path folder;

  private Optional<String> header(String... lines) throws IOException {
    return Cookies.header(
        Files.writeString(folder.resolve("cookies.txt"), String.join("\n", lines)));
  }

  private static String line(String domain, String end, String name, String value) {
    return String.join("\t", domain, "TRUE", "/", "TRUE", end, name, value);
  }

  @Test
  void ao3s_cookies_become_one_header() throws IOException {
    assertEquals(
        Optional.of("_otwarchive_session=abc; user_credentials=1"),
        header(
            "# Netscape HTTP Cookie File",
            "",
            line(".archiveofourown.org", "0", "_otwarchive_session", "abc"),
            line("archiveofourown.org", "99999999999", "user_credentials", "1")));
  }

  @Test
  void a_cookie_that_scripts_may_not_read_is_no_comment() throws IOException {
    assertEquals(
        Optional.of("_otwarchive_session=abc"),
        header("#HttpOnly_" + line(".archiveofourown.org", "0", "_otwarchive_session", "abc")));
  }

  @Test
  void nobody_elses_cookie_is_sent() throws IOException {
    assertEquals(
        Optional.empty(),
        header(
            line(".example.org", "0", "id", "secret"),
            line(".archiveofourown.org.evil.example", "0", "id", "secret"),
            line("evilarchiveofourown.org", "0", "id", "secret"),
            line(".archiveofourown.info", "0", "id", "secret")));
  }

  @Test
  void what_has_ended_is_not_sent() throws IOException {
    assertEquals(
        Optional.of("b=2"),
        header(
            line(".archiveofourown.org", "1000000000", "a", "1"),
            line(".archiveofourown.org", "0", "b", "2")));
  }

  @Test
  void lines_that_are_no_cookies_are_passed_over() throws IOException {
    assertEquals(
        Optional.empty(),
        header(
            "archiveofourown.org",
            "archiveofourown.org\tTRUE\t/",
            line(".archiveofourown.org", "soon", "a", "1"),
            "{\"json\": true}"));
  }

  @Test
  void a_value_may_hold_an_equals_sign() throws IOException {
    assertEquals(Optional.of("a=b=c"), header(line(".archiveofourown.org", "0", "a", "b=c")));
  }

  @Test
  void a_missing_file_is_said() {
    assertThrows(NoSuchFileException.class, () -> Cookies.header(folder.resolve("none.txt")));
  }
}
