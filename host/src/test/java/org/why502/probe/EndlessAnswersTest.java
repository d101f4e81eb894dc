package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.RudeServer.request;
import static org.why502.probe.RudeServer.say;
import static org.why502.probe.RudeServer.stall;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Step;
import org.why502.evidence.Target;

/** Servers whose answers have no end: little of them is read. */
class EndlessAnswersTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @Test
  void ten_gigabytes_of_a_small_file_are_too_large() throws Exception {
    assertTooMuch("text/plain", Step.BODY);
  }

  /** Only the head of a page matters, however long it is. */
  @Test
  void of_ten_gigabytes_of_a_page_the_head_is_read() throws Exception {
    String head = OK + "Content-Type: text/html\r\nContent-Length: 10000000000\r\n\r\n";
    String page = "<title>Endless</title><body class=tall>" + "word ".repeat(2000);
    RudeServer[] self = new RudeServer[1];
    try (var server =
            self[0] =
                RudeServer.tls(
                    (_, in, out) -> {
                      request(in);
                      say(out, head);
                      self[0].pour(out, page.getBytes(StandardCharsets.US_ASCII));
                    });
        var here = new Neighbourhood().archive(server.port())) {
      Answer answer = Ends.answer(here.world().page(Target.STATIC).ask(LONG));
      assertEquals("Endless", answer.markers().title().orElseThrow());
      server.awaitEnd();
      assertTrue(server.sent() < 32 << 20, () -> "read on and on: " + server.sent());
    }
  }

  private static void assertTooMuch(String type, Step step) throws Exception {
    RudeServer[] self = new RudeServer[1];
    try (var server =
            self[0] =
                RudeServer.tls(
                    (_, in, out) -> {
                      request(in);
                      say(out, OK + "Content-Type: " + type + "\r\n");
                      say(out, "Content-Length: 10000000000\r\n\r\n");
                      self[0].pour(out, new byte[16384]);
                    });
        var here = new Neighbourhood().archive(server.port())) {
      Ends.failed(here.world().page(Target.STATIC).ask(LONG), step, FailureKind.TOO_LARGE);
      server.awaitEnd();
      assertTrue(server.sent() < 32 << 20, () -> "read on and on: " + server.sent());
    }
  }

  @Test
  void a_gzip_bomb_does_not_go_off() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 256; i++) {
        gzip.write(zeros);
      }
    }
    try (var server =
            RudeServer.tls(
                (s, in, out) -> {
                  request(in);
                  say(out, OK + "Content-Encoding: gzip\r\nContent-Type: text/plain\r\n");
                  say(out, "Content-Length: " + bomb.size() + "\r\n\r\n");
                  out.write(bomb.toByteArray());
                  out.flush();
                  stall(s);
                });
        var here = new Neighbourhood().archive(server.port())) {
      Observation seen = here.world().page(Target.STATIC).ask(LONG);
      Ends.failed(seen, Step.BODY, FailureKind.TOO_LARGE);
    }
  }

  @Test
  void headers_without_an_end_are_too_large() throws Exception {
    assertEndlessHeaders("X-More: and more, and more, and more\r\n", OK);
  }

  @Test
  void one_header_without_an_end_is_too_large() throws Exception {
    assertEndlessHeaders("and more, and more, and more ", OK + "X-More: ");
  }

  private static void assertEndlessHeaders(String more, String start) throws Exception {
    RudeServer[] self = new RudeServer[1];
    try (var server =
            self[0] =
                RudeServer.tls(
                    (_, in, out) -> {
                      request(in);
                      say(out, start);
                      self[0].pour(out, more.repeat(100).getBytes(StandardCharsets.US_ASCII));
                    });
        var here = new Neighbourhood().archive(server.port())) {
      Ends.failed(
          here.world().page(Target.STATIC).ask(LONG), Step.FIRST_BYTE, FailureKind.TOO_LARGE);
      server.awaitEnd();
    }
  }

  /** HTTP/2 splits headers over any number of frames. */
  @Test
  void http2_headers_without_an_end_are_too_large() throws Exception {
    RudeServer[] self = new RudeServer[1];
    try (var server =
            self[0] =
                RudeServer.tls(
                    Neighbourhood.SERVER,
                    new String[] {"h2"},
                    (_, in, out) -> {
                      in.read();
                      // An empty SETTINGS, then HEADERS on stream 1 with :status 200 (HPACK 8) and
                      // no END_HEADERS, then CONTINUATION for ever (RFC 9113, 6.2, 6.5, 6.10).
                      out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
                      out.write(new byte[] {0, 0, 1, 1, 0, 0, 0, 0, 1, (byte) 0x88});
                      ByteArrayOutputStream frame = new ByteArrayOutputStream();
                      frame.write(new byte[] {0, 3, (byte) 0xF0, 9, 0, 0, 0, 0, 1});
                      for (int i = 0; i < 16; i++) {
                        // A literal header that is not indexed: x, with 59 more bytes to it.
                        frame.write(new byte[] {0, 1, 'x', 59});
                        frame.write("y".repeat(59).getBytes(StandardCharsets.US_ASCII));
                      }
                      self[0].pour(out, frame.toByteArray());
                    });
        var here = new Neighbourhood().archive(server.port())) {
      Ends.failed(
          here.world().page(Target.STATIC).ask(LONG), Step.FIRST_BYTE, FailureKind.TOO_LARGE);
      server.awaitEnd();
      assertTrue(server.sent() < 32 << 20, () -> "read on and on: " + server.sent());
    }
  }
}
