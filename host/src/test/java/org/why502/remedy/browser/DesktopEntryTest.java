package org.why502.remedy.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Desktop entries as the specification has them, and those that only look so. */
class DesktopEntryTest {
  private static final String URL = OtherBrowsers.FRONT_PAGE;

  // ---- the file

  @Test
  void the_first_group_counts_and_a_language_of_its_own_does_not() {
    DesktopEntry entry =
        DesktopEntry.parse(
                """
                # a comment

                [Desktop Entry]
                Name = Web
                Name[de]=Netz
                Exec=web %u
                NoDisplay=true
                MimeType=text/html;x-scheme-handler/https;semi\\;colon;

                [Desktop Action new-window]
                Exec=web --new-window
                Hidden=true
                """)
            .orElseThrow();
    assertEquals(Optional.of("Web"), entry.text("Name"));
    assertEquals(Optional.of("web %u"), entry.text("Exec"));
    assertEquals(true, entry.says("NoDisplay"));
    assertEquals(false, entry.says("Hidden"), "of an action");
    assertEquals(
        List.of("text/html", "x-scheme-handler/https", "semi;colon"), entry.list("MimeType"));
    assertEquals(List.of(""), entry.list("Keywords"), "and none of them is a handler");
  }

  @Test
  void escapes_are_read_and_what_is_none_is_no_text() {
    DesktopEntry entry =
        DesktopEntry.parse("[Desktop Entry]\nA=\\sx\\ty\\\\z\nB=a\\qb\nC=end\\\r\n").orElseThrow();
    assertEquals(Optional.of(" x\ty\\z"), entry.text("A"));
    assertEquals(Optional.empty(), entry.text("B"));
    assertEquals(Optional.empty(), entry.text("C"));
    assertEquals(Optional.empty(), entry.text("D"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Exec=early\n[Desktop Entry]\nExec=web %u",
        "[Another]\nA=1\n[Desktop Entry]\nExec=web %u",
        "[Desktop Entry\nExec=web %u",
        "[Desktop Entry]\nno key at all",
        "[Desktop Entry]\n=no name",
        "[Desktop Entry]\nex ec=web %u",
        "<html>not found</html>"
      })
  void half_an_entry_is_none(String text) {
    assertEquals(Optional.empty(), DesktopEntry.parse(text));
  }

  // ---- the line that starts it

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          web %u                           | web URL
          web %U                           | web URL
          web   --a   %u  --b              | web --a URL --b
          "/opt/a b/web" "--x=a b" %u      | /opt/a b/web,--x=a b,URL
          "/opt/a\\\\$b\\\\`\\\\"\\\\\\\\c" %u | /opt/a$b`"\\c,URL
          web --open=%u                    | web --open=URL
          web %i %u                        | web --icon the-icon URL
          web --class=%c %u                | web,--class=A Web,URL
          web %k %u                        | web /place URL
          web %f %F %d %n %v %m %u         | web URL
          web -%n- %u                      | web -- URL
          web 100%% %u                     | web 100% URL
          flatpak run @@u %u @@            | flatpak run @@u URL @@
          web "" %u                        | web,,URL
          """)
  void the_line_is_read_by_the_specification(String exec, String expected) {
    List<String> words =
        List.of(expected.replace("URL", URL).split(expected.contains(",") ? "," : " "));
    assertEquals(Optional.of(words), line(exec));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "%u",
        "A=1 %u",
        "web", // takes no address
        "web %f", // a file is none
        "web \"%u\"", // undefined
        "web \"open %u",
        "web \"a\"b %u",
        "web \"$HOME\" %u",
        "web \"a`b`\" %u",
        "web \"a\\\\q\" %u",
        "web %u; rm -rf ~",
        "web %u|cat",
        "web 'a b' %u",
        "web ~/x %u",
        "web a\\\\b %u",
        "web x%U",
        "web x%i %u",
        "web %x %u",
        "web %u %",
        "web\\t%u"
      })
  void what_the_specification_does_not_define_is_no_line(String exec) {
    assertEquals(Optional.empty(), line(exec));
  }

  private static Optional<List<String>> line(String exec) {
    String text = "[Desktop Entry]\nName=A Web\nIcon=the-icon\nExec=" + exec + "\n";
    return DesktopEntry.parse(text).flatMap(e -> ExecLine.of(e, "/place", URL));
  }
}
