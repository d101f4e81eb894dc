package org.why502.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.why502.probe.Neighbourhood.ARCHIVE;
import static org.why502.probe.Neighbourhood.LONG;
import static org.why502.probe.RudeServer.reset;
import static org.why502.probe.RudeServer.stall;

import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Step;
import org.why502.evidence.Target;

/**
 * A machine without IPv6 that is given IPv6 addresses: no route leads there, and that is no reset.
 */
class UnreachableTest {
  private static final String IPV6 = "2001:db8::1";

  @Test
  void where_no_route_leads_it_is_unreachable_and_not_reset() throws Exception {
    try (var here =
        new Neighbourhood()
            .named("archiveofourown.org", IPV6, ARCHIVE)
            .nowhere(IPV6, 443)
            .nowhere(ARCHIVE, 443)) {
      World world = here.world();
      Ends.failed(world.page(Target.EDGE).ask(LONG), Step.CONNECT, FailureKind.UNREACHABLE);
      Ends.failed(world.handshake(IPV6).ask(LONG), Step.CONNECT, FailureKind.UNREACHABLE);
      Ends.failed(world.connection(IPV6).ask(LONG), Step.CONNECT, FailureKind.UNREACHABLE);
    }
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(FailureKind.CLOSED, RudeServer.plain((_, in, _) -> in.readNBytes(5)), Step.TLS),
        arguments(
            FailureKind.RESET,
            RudeServer.plain(
                (socket, in, _) -> {
                  in.read();
                  reset(socket);
                }),
            Step.TLS),
        arguments(
            FailureKind.BAD_CERTIFICATE,
            RudeServer.tls(stranger(), new String[0], (socket, _, _) -> stall(socket)),
            Step.TLS));
  }

  /** What is thrown first is always that IPv6 has no route; by then IPv4 is on its way in TLS. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void what_the_other_family_met_is_told(FailureKind kind, RudeServer server, Step step)
      throws Exception {
    try (server;
        var here =
            new Neighbourhood()
                .named("archiveofourown.org", IPV6, ARCHIVE)
                .nowhere(IPV6, 443)
                .archive(server.port())) {
      Observation page = here.world().page(Target.EDGE).ask(LONG);
      Ends.failed(page, step, kind);
      assertEquals(
          kind == FailureKind.BAD_CERTIFICATE,
          page.outcome().failed().flatMap(Failure::certificate).isPresent());
    }
  }

  private static HandshakeCertificates stranger() {
    return new HandshakeCertificates.Builder()
        .heldCertificate(
            new HeldCertificate.Builder().addSubjectAlternativeName("archiveofourown.org").build())
        .build();
  }
}
