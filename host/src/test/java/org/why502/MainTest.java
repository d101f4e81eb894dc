package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.message.Pipe;

/** Messages for a browser, the command line for everybody else. */
class MainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop/",
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop/ --parent-window=0",
        "/home/x/.mozilla/native-messaging-hosts/org.why502.host.json why502@why502.org",
        "C:\\why502\\org.why502.host.json why502@why502.org",
      })
  void a_browsers_arguments(String line) {
    assertTrue(Main.startedByBrowser(line.split(" ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "diagnose",
        "explain incident.json",
        "incident.json",
        "explain incident.json someone@example.org",
        "--help",
        "doctor --home /tmp",
      })
  void a_persons_arguments(String line) {
    assertFalse(Main.startedByBrowser(line.split(" ")));
  }

  @Test
  void no_arguments_are_a_persons_or_a_pipes() {
    assertFalse(Main.startedByBrowser(new String[0]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chrome-extension://abcdefghijklmnopabcdefghijklmnop/",
        "/path/org.why502.host.json why502@why502.org"
      })
  void a_browser_is_answered_in_frames(String line) throws IOException {
    ByteArrayOutputStream toBrowser = new ByteArrayOutputStream();
    byte[] hello = Pipe.frame("{\"type\":\"hello\",\"protocol\":1,\"version\":\"0.1.0\"}");
    int code =
        Main.run(
            line.split(" "),
            new ByteArrayInputStream(hello),
            new PrintStream(toBrowser, true, StandardCharsets.UTF_8));
    assertEquals(0, code, "the end of the input is a clean end");
    JsonNode welcome =
        new Pipe(OutputStream.nullOutputStream(), new ByteArrayInputStream(toBrowser.toByteArray()))
            .receive();
    assertEquals("welcome", welcome.get("type").textValue());
    assertEquals(Version.get(), welcome.get("version").textValue());
  }

  @Test
  void the_version_is_the_builds() {
    assertTrue(Version.get().matches("\\d+\\.\\d+\\.\\d+.*"), Version.get());
  }
}
