package org.why502.probe.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resolvers that Java's platform names: what it says on Windows, and what it says here. */
class PlatformResolversTest {

  private static InetSocketAddress at(String address) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), 53);
  }

  @Test
  void those_of_a_windows_machine_with_a_router_and_a_vpn() {
    assertEquals(
        List.of(at("10.64.0.1"), at("192.168.178.1"), at("fd00::1"), at("2001:db8::53")),
        PlatformResolvers.named(
            "dns://10.64.0.1 dns://192.168.178.1 dns://[fd00::1] dns://[2001:db8::53]"
                + " dns://192.168.178.1"));
  }

  @Test
  void a_router_that_is_known_by_its_link_alone() {
    assertEquals(List.of(at("fe80::1%1")), PlatformResolvers.named("dns://[fe80::1%1]/"));
  }

  @Test
  void the_placeholders_of_adapters_without_a_server_are_nobody() {
    assertEquals(
        List.of(at("192.168.1.1")),
        PlatformResolvers.named(
            "dns://[fec0:0:0:ffff::1%1] dns://[fec0:0:0:ffff::2%1] dns://192.168.1.1"));
  }

  @Test
  void another_port_is_kept() {
    assertEquals(
        List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5353)),
        PlatformResolvers.named("dns://127.0.0.1:5353/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dns://localhost", "dns://localhost/", "", "null", "dns:", "dns://router.lan"})
  void where_the_platform_names_none_none_is_known(String providers) {
    assertEquals(List.of(), PlatformResolvers.named(providers));
  }

  /** By the same way that Windows goes; here the platform reads the file that we read ourselves. */
  @Test
  void the_platform_of_this_machine_names_those_of_its_file() {
    List<InetSocketAddress> ours = ConfiguredResolvers.read(Path.of("/etc/resolv.conf"));
    List<InetSocketAddress> platforms = PlatformResolvers.read();
    assertEquals(ours.subList(0, platforms.size()), platforms);
    assertEquals(ours.isEmpty(), platforms.isEmpty());
  }
}
