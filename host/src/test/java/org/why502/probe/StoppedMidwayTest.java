package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.RudeServer.request;
import static org.why502.probe.RudeServer.reset;
import static org.why502.probe.RudeServer.say;
import static org.why502.probe.RudeServer.stall;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.PartialAnswer;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;

/** An answer that begins to come and stops is kept as what came, and how it stopped. */
class StoppedMidwayTest {
  private static final int CAME = 12_345;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final URI PAGE = URI.create("https://archiveofourown.org/works/1");

  static Stream<Arguments> endings() {
    return Stream.of(
        arguments(FailureKind.TIMED_OUT, (RudeServer.Act) (socket, _, _) -> stall(socket)),
        arguments(
            FailureKind.RESET,
            (RudeServer.Act)
                (socket, _, _) -> {
                  Thread.sleep(200);
                  reset(socket);
                }),
        arguments(FailureKind.CLOSED, (RudeServer.Act) (_, _, _) -> {}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endings")
  void what_came_is_kept_with_how_it_stopped(FailureKind kind, RudeServer.Act ending)
      throws Exception {
    try (var server =
            RudeServer.tls(
                (socket, in, out) -> {
                  request(in);
                  say(
                      out,
                      "HTTP/1.1 200 OK\r\nServer: cloudflare\r\nCF-Ray: 8e1-EWR\r\n"
                          + "Content-Type: text/html\r\nContent-Length: 200000\r\n\r\n");
                  say(out, "x".repeat(CAME));
                  ending.on(socket, in, out);
                });
        var here = new Neighbourhood().archive(server.port())) {
      Observation page =
          here.world().guestPage(PAGE, Trial.SAME_PAGE_WITHOUT_COOKIES, 1).ask(PATIENCE);
      Ends.failed(page, Step.BODY, kind);
      PartialAnswer begun = begun(page).orElseThrow();
      assertEquals(200, begun.status());
      assertEquals(CAME, begun.bytes());
      assertEquals(Optional.of("present"), begun.headers().cfRay());
      assertEquals(Optional.of("cloudflare"), begun.headers().server());
    }
  }

  @Test
  void what_never_began_has_no_part() throws Exception {
    try (var server =
            RudeServer.tls(
                (socket, in, _) -> {
                  request(in);
                  reset(socket);
                });
        var here = new Neighbourhood().archive(server.port())) {
      assertEquals(Optional.empty(), begun(here.world().page(Target.APPLICATION).ask(LONG)));
    }
  }

  private static Optional<PartialAnswer> begun(Observation observation) {
    return observation.outcome().failed().flatMap(Failure::begun);
  }
}
