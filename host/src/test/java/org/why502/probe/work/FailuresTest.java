package org.why502.probe.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;
import org.why502.probe.setup.Interface;

/** What the rude servers of the other tests cannot bring about on a loopback. */
class FailuresTest {

  @Test
  void without_a_route_the_other_addresses_tell_more() {
    IOException all = new NoRouteToHostException("No route to host");
    all.addSuppressed(new ConnectException("Verbindungsaufbau abgelehnt"));
    assertEquals(FailureKind.REFUSED, at(Step.CONNECT, all).kind());
  }

  /** Which of the two depends on this machine; that it is one of them does not. */
  @Test
  void a_network_that_cannot_be_reached_is_told_in_any_language() {
    for (String words : new String[] {"Network is unreachable", "Le réseau n'est pas accessible"}) {
      Failure failure = at(Step.CONNECT, new SocketException(words));
      assertTrue(
          Set.of(FailureKind.UNREACHABLE, FailureKind.NO_NETWORK).contains(failure.kind()),
          failure::toString);
      assertEquals(Interface.anyLeadsFurther(), failure.kind() == FailureKind.UNREACHABLE);
    }
  }

  @Test
  void a_write_into_a_torn_connection_is_a_reset() {
    assertEquals(
        FailureKind.RESET,
        at(Step.REQUEST, new SocketException("Datenübergabe unterbrochen")).kind());
  }

  @Test
  void before_a_proxy_everything_is_the_proxys() {
    Progress progress = new Progress(Duration.ofSeconds(1));
    progress.throughProxy(true);
    progress.reach(Step.NAME);
    Failure failure = Failures.of(new UnknownHostException("proxy.office.example"), progress);
    assertEquals(FailureKind.PROXY, failure.kind());
    assertFalse(failure.detail().contains("office"), failure::toString);
  }

  @Test
  void what_nobody_foresaw_is_named_by_its_class_alone() {
    Failure failure = at(Step.BODY, new IllegalStateException("at /home/somebody on host.example"));
    assertEquals(new Failure(Step.BODY, FailureKind.OTHER, "IllegalStateException"), failure);
  }

  @Test
  void causes_in_a_circle_end() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertEquals(FailureKind.OTHER, at(Step.BODY, one).kind());
  }

  private static Failure at(Step step, Throwable thrown) {
    Progress progress = new Progress(Duration.ofSeconds(1));
    progress.reach(step);
    return Failures.of(thrown, progress);
  }
}
