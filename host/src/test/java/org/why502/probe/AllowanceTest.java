package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.why502.probe.Neighbourhood.ARCHIVE;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.RudeServer.request;
import static org.why502.probe.RudeServer.reset;
import static org.why502.probe.RudeServer.say;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.probe.ask.Ladder;

/** However a server misbehaves, and however often it is asked: AO3 gets no more than it may. */
class AllowanceTest {
  private static final String OTHER_FAMILY = "2001:db8::1";

  static Stream<Arguments> manners() {
    return Stream.of(
        answers("serves", "200 OK"),
        answers("wants to be asked again at once", "503 Service Unavailable\r\nRetry-After: 0"),
        answers("timed out and would be asked again", "408 Request Timeout"),
        answers("was asked on the wrong connection", "421 Misdirected Request"),
        answers("leads to itself", "307 Temporary Redirect\r\nLocation: /token_dispenser.json"),
        answers("wants to know who asks", "401 Unauthorized\r\nWWW-Authenticate: Basic realm=x"),
        arguments("closes for an answer", (Manner) (_, _) -> {}),
        arguments("resets for an answer", (Manner) (socket, _) -> reset(socket)));
  }

  /** What it does once it has read a request. */
  @FunctionalInterface
  interface Manner {
    void on(java.net.Socket socket, java.io.OutputStream out) throws Exception;
  }

  private static Arguments answers(String name, String status) {
    Manner manner = (_, out) -> say(out, "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
    return arguments(name, manner);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("manners")
  void no_more_is_sent_than_may_be(String name, Manner manner) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (var server =
            RudeServer.tls(
                (socket, in, out) -> {
                  request(in);
                  asked.incrementAndGet();
                  manner.on(socket, out);
                });
        var here =
            new Neighbourhood()
                .named("archiveofourown.org", ARCHIVE, OTHER_FAMILY)
                .archive(server.port())
                .at(OTHER_FAMILY, 443, server.port())) {
      World world = here.world();
      List<Observation> made = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        made.add(world.page(Target.APPLICATION).ask(LONG));
        made.add(world.page(Target.STATIC).ask(LONG));
        made.add(
            world
                .guestPage(
                    URI.create("https://archiveofourown.org/works/1"),
                    Trial.SAME_PAGE_WITHOUT_COOKIES,
                    1)
                .ask(LONG));
      }
      int most = Ladder.BUDGET_FOR_SESSION;
      assertEquals(most, asked.get(), "requests that the server got");
      assertEquals(most, made.stream().mapToInt(Observation::archiveRequests).sum(), "counted");
      made.subList(0, most).forEach(o -> assertTrue(!refused(o), o::toString));
      made.subList(most, made.size()).forEach(o -> assertTrue(refused(o), o::toString));
    }
  }

  @Test
  void what_cloudflare_answers_by_itself_costs_nothing() throws Exception {
    try (var server =
            RudeServer.tls(
                (_, in, out) -> {
                  request(in);
                  say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
        var here = new Neighbourhood().archive(server.port())) {
      for (int i = 0; i < 10; i++) {
        assertTrue(!refused(here.world().page(Target.EDGE).ask(LONG)));
      }
    }
  }

  private static boolean refused(Observation made) {
    return made.outcome() instanceof Outcome.NotAsked<?>(String why) && why.equals("budget");
  }
}
