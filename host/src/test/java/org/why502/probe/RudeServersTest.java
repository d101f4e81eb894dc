package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.why502.probe.Neighbourhood.ARCHIVE;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.Neighbourhood.SHORT;
import static org.why502.probe.RudeServer.request;
import static org.why502.probe.RudeServer.reset;
import static org.why502.probe.RudeServer.say;
import static org.why502.probe.RudeServer.stall;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.probe.work.Probe;

/** Servers that misbehave, each in its own way: the failure names the way and the step. */
class RudeServersTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  static Stream<Arguments> below() {
    return Stream.of(
        arguments(
            "resets after the ClientHello",
            act(
                (s, in, _) -> {
                  in.read();
                  reset(s);
                }),
            Step.TLS,
            FailureKind.RESET),
        arguments(
            "closes at once", act((s, in, _) -> in.readNBytes(5)), Step.TLS, FailureKind.CLOSED),
        arguments(
            "speaks HTTP in place of TLS",
            act(
                (s, in, out) -> {
                  in.read();
                  say(out, "HTTP/1.1 400 Bad Request\r\n\r\n");
                  stall(s);
                }),
            Step.TLS,
            FailureKind.MALFORMED),
        arguments(
            "sends a TLS alert",
            act(
                (s, in, out) -> {
                  in.read();
                  // Alert, TLS 1.2, fatal, unrecognized_name (RFC 8446, 6).
                  out.write(new byte[] {21, 3, 3, 0, 2, 2, 112});
                  out.flush();
                  stall(s);
                }),
            Step.TLS,
            FailureKind.TLS_REFUSED),
        arguments("stalls in TLS", act((s, _, _) -> stall(s)), Step.TLS, FailureKind.TIMED_OUT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("below")
  void below_tls(String name, RudeServer.Act act, Step step, FailureKind kind) throws Exception {
    Duration limit = kind == FailureKind.TIMED_OUT ? SHORT : LONG;
    try (var server = RudeServer.plain(act);
        var here = new Neighbourhood().archive(server.port())) {
      Ends.failed(here.world().page(Target.STATIC).ask(limit), step, kind);
      Ends.failed(here.world().handshake(ARCHIVE).ask(limit), step, kind);
      server.awaitEnd();
    }
  }

  static Stream<Arguments> inside() {
    return Stream.of(
        arguments(
            "resets for an answer",
            act(
                (s, in, _) -> {
                  request(in);
                  reset(s);
                }),
            Step.FIRST_BYTE,
            FailureKind.RESET),
        arguments(
            "closes for an answer",
            act((_, in, _) -> request(in)),
            Step.FIRST_BYTE,
            FailureKind.CLOSED),
        arguments(
            "stalls before the first byte",
            act(
                (s, in, _) -> {
                  request(in);
                  stall(s);
                }),
            Step.FIRST_BYTE,
            FailureKind.TIMED_OUT),
        arguments(
            "stalls in the middle of the headers",
            act(
                (s, in, out) -> {
                  request(in);
                  say(out, OK + "Server: half a h");
                  stall(s);
                }),
            Step.FIRST_BYTE,
            FailureKind.TIMED_OUT),
        arguments(
            "answers with another protocol",
            act(
                (s, in, out) -> {
                  request(in);
                  say(out, "220 mail.example ESMTP\r\n\r\n");
                  stall(s);
                }),
            Step.FIRST_BYTE,
            FailureKind.MALFORMED),
        arguments(
            "resets in the middle of the body",
            act(
                (s, in, out) -> {
                  request(in);
                  say(out, OK + "Content-Length: 500\r\n\r\nUser-agent: *");
                  Thread.sleep(200);
                  reset(s);
                }),
            Step.BODY,
            FailureKind.RESET),
        arguments(
            "closes in the middle of the body",
            act(
                (_, in, out) -> {
                  request(in);
                  say(out, OK + "Content-Length: 500\r\n\r\nUser-agent: *");
                }),
            Step.BODY,
            FailureKind.CLOSED),
        arguments(
            "closes in the middle of a chunk",
            act(
                (_, in, out) -> {
                  request(in);
                  say(out, OK + "Transfer-Encoding: chunked\r\n\r\nff\r\nUser");
                }),
            Step.BODY,
            FailureKind.CLOSED),
        arguments(
            "sends chunks that are none",
            act(
                (s, in, out) -> {
                  request(in);
                  say(out, OK + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n");
                  stall(s);
                }),
            Step.BODY,
            FailureKind.MALFORMED),
        arguments(
            "sends gzip that is none",
            act(
                (s, in, out) -> {
                  request(in);
                  say(
                      out,
                      OK
                          + "Content-Encoding: gzip\r\n"
                          + "Content-Length: 20\r\n\r\n"
                          + "<html>nonsense</html");
                  stall(s);
                }),
            Step.BODY,
            FailureKind.MALFORMED),
        arguments(
            "drips a byte at a time",
            act(
                (_, in, out) -> {
                  request(in);
                  say(out, OK + "Content-Length: 100000\r\n\r\n");
                  while (true) {
                    say(out, "x");
                    Thread.sleep(50);
                  }
                }),
            Step.BODY,
            FailureKind.TIMED_OUT),
        arguments(
            "has nothing to say",
            act(
                (_, in, out) -> {
                  request(in);
                  say(out, OK + "Content-Length: 0\r\n\r\n");
                }),
            Step.BODY,
            FailureKind.EMPTY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("inside")
  void inside_tls(String name, RudeServer.Act act, Step step, FailureKind kind) throws Exception {
    Duration limit = kind == FailureKind.TIMED_OUT ? Duration.ofSeconds(2) : LONG;
    try (var server = RudeServer.tls(act);
        var here = new Neighbourhood().archive(server.port())) {
      Ends.failed(here.world().page(Target.STATIC).ask(limit), step, kind);
      assertEquals(1, server.connections(), "asked once, not again");
      server.awaitEnd();
    }
  }

  /** The reset may come before or after this side knows that it is connected. */
  @Test
  void a_connection_that_is_reset_at_once_was_reset() throws Exception {
    try (var server = RudeServer.plain((s, _, _) -> reset(s));
        var here = new Neighbourhood().archive(server.port())) {
      Probe probe = here.world().handshake(ARCHIVE);
      for (int i = 0; i < 20; i++) {
        var failure = probe.ask(LONG).outcome().failed().orElseThrow();
        assertEquals(FailureKind.RESET, failure.kind());
        assertTrue(Set.of(Step.CONNECT, Step.TLS).contains(failure.step()), failure::toString);
      }
    }
  }

  @Test
  void a_closed_port_refuses() throws Exception {
    int closed;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = free.getLocalPort();
    }
    try (var here = new Neighbourhood().archive(closed)) {
      World world = here.world();
      Ends.failed(world.page(Target.STATIC).ask(LONG), Step.CONNECT, FailureKind.REFUSED);
      Ends.failed(world.connection(ARCHIVE).ask(LONG), Step.CONNECT, FailureKind.REFUSED);
      Ends.failed(world.handshake(ARCHIVE).ask(LONG), Step.CONNECT, FailureKind.REFUSED);
    }
  }

  /** A full backlog drops the packets of whoever comes next (Linux), as a filter would. */
  @Test
  void a_connection_that_is_never_accepted_times_out() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var here = new Neighbourhood().archive(deaf.getLocalPort())) {
      for (int i = 0; i < 2; i++) {
        Socket socket = new Socket();
        waiting.add(socket);
        socket.connect(deaf.getLocalSocketAddress(), 1000);
      }
      World world = here.world();
      Ends.failed(world.connection(ARCHIVE).ask(SHORT), Step.CONNECT, FailureKind.TIMED_OUT);
      Ends.failed(world.page(Target.EDGE).ask(SHORT), Step.CONNECT, FailureKind.TIMED_OUT);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @ParameterizedTest(name = "to {0}")
  @MethodSource("redirects")
  void a_redirect_is_seen_and_not_followed(String location, RedirectTarget landing)
      throws Exception {
    try (var server =
            RudeServer.tls(
                (_, in, out) -> {
                  request(in);
                  say(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\n");
                  say(out, "Content-Length: 0\r\n\r\n");
                });
        var here = new Neighbourhood().archive(server.port())) {
      Answer answer = Ends.answer(here.world().page(Target.APPLICATION).ask(LONG));
      assertEquals(302, answer.status());
      assertEquals(landing, answer.landing().orElseThrow());
      assertEquals(0, answer.redirects());
      assertEquals(1, server.connections(), "the redirect was followed");
    }
  }

  static Stream<Arguments> redirects() {
    return Stream.of(
        arguments("/token_dispenser.json", RedirectTarget.SAME_PAGE),
        arguments("/timeout_error", RedirectTarget.TIMEOUT_ERROR),
        arguments("https://archiveofourown.org/auth_error?a=b", RedirectTarget.AUTH_ERROR),
        arguments("//archiveofourown.org/lost_cookie", RedirectTarget.LOST_COOKIE),
        arguments("https://www.ao3.org/works/1", RedirectTarget.OFFICIAL),
        arguments("https://archiveofourown.org.evil.example/auth_error", RedirectTarget.ELSEWHERE),
        arguments("http://portal.hotel.example/login", RedirectTarget.ELSEWHERE),
        arguments("file:///etc/passwd", RedirectTarget.ELSEWHERE),
        arguments("javascript:alert(1)", RedirectTarget.ELSEWHERE),
        arguments("https://[nonsense", RedirectTarget.ELSEWHERE));
  }

  private static RudeServer.Act act(RudeServer.Act act) {
    return act;
  }
}
