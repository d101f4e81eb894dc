package org.why502.probe.ways;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.why502.evidence.Family;
import org.why502.probe.ways.Routes.Device;
import org.why502.probe.ways.Routes.Route;
import org.why502.probe.work.Progress;

/** Tables of routes as three operating systems print them. */
class RoutesTest {
  private final Progress progress = new Progress(Duration.ofSeconds(20));

  @TempDir Path folder;

  @Test
  void linux_tells_default_routes_in_two_files() throws IOException {
    Path four = folder.resolve("route");
    Files.writeString(
        four,
        """
        Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
        wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
        enp3s0\t00000000\t01002A0A\t0003\t0\t0\t100\t00000000\t0\t0\t0
        tun0\t00000000\t0100080A\t0003\t0\t0\t0\t00000080\t0\t0\t0
        wlan0\t0001A8C0\t00000000\t0001\t0\t0\t600\t00FFFFFF\t0\t0\t0
        down0\t00000000\t0101A8C0\t0002\t0\t0\t7\t00000000\t0\t0\t0
        """);
    Path six = folder.resolve("ipv6_route");
    String zeros = "0".repeat(32);
    String gateway = "fe80000000000000020000fffe000001";
    Files.writeString(
        six,
        """
        %1$s 00 %1$s 00 %2$s 00000258 00000003 00000000 00450003    wlan0
        20010db8000000000000000000000000 40 %1$s 00 %1$s 00000100 00000001 00000000 00000001    wlan0
        %1$s 00 %1$s 00 %1$s ffffffff 00000001 00000000 00200200       lo
        """
            .formatted(zeros, gateway));
    assertEquals(
        List.of(
            new Route(Family.IPV4, new Device.Named("wlan0"), 600),
            new Route(Family.IPV4, new Device.Named("enp3s0"), 100),
            new Route(Family.IPV6, new Device.Named("wlan0"), 600)),
        new LinuxRoutes(four, six).read(progress));
  }

  @Test
  void a_linux_without_ipv6_has_one_file() throws IOException {
    Path missing = folder.resolve("missing");
    assertEquals(List.of(), new LinuxRoutes(missing, missing).read(progress));
  }

  /** {@code ip -o route get 1.1.1.1 from …} of iproute2 6.1. */
  @Test
  void linux_says_where_a_sender_leads() {
    String wifi = "1.1.1.1 from 192.168.1.20 via 192.168.1.1 dev wlan0 uid 1000 \\    cache ";
    String astray = "1.1.1.1 from 192.168.1.20 via 10.42.0.1 dev enp3s0 uid 1000 \\    cache ";
    assertTrue(LinuxRoutes.leavesThrough(wifi, "wlan0"));
    assertFalse(LinuxRoutes.leavesThrough(astray, "wlan0"));
    assertFalse(LinuxRoutes.leavesThrough(wifi, "wlan"));
    assertFalse(LinuxRoutes.leavesThrough("", "wlan0"));
    assertTrue(
        LinuxRoutes.leavesThrough("local 1.1.1.1 from 10.6.0.20 dev lo table local", "eth1"));
  }

  /** As Windows 11 prints it in German: rows are known by their figures. */
  @Test
  void windows_tells_default_routes_by_address_and_by_number() {
    String printed =
        """
        ===========================================================================
        Schnittstellenliste
         12...00 15 5d 00 02 03 ......Intel(R) Ethernet Connection
          7...a4 b1 c1 00 00 01 ......Intel(R) Wi-Fi 6 AX201 160MHz
        ===========================================================================

        IPv4-Routentabelle
        ===========================================================================
        Aktive Routen:
             Netzwerkziel    Netzwerkmaske          Gateway    Schnittstelle Metrik
                  0.0.0.0          0.0.0.0      192.168.1.1     192.168.1.20     35
                  0.0.0.0          0.0.0.0        10.42.0.1        10.42.0.9     25
                  0.0.0.0          0.0.0.0   Auf Verbindung        10.9.0.2      5
                127.0.0.0        255.0.0.0   Auf Verbindung         127.0.0.1    331
        ===========================================================================
        St\u00e4ndige Routen:
          Netzwerkadresse          Netzmaske  Gatewayadresse  Metrik
                  0.0.0.0          0.0.0.0      192.168.1.1       1
                  0.0.0.0          0.0.0.0      192.168.1.1  Standard
        ===========================================================================

        IPv6-Routentabelle
        ===========================================================================
        Aktive Routen:
         If Metrik Netzwerkziel             Gateway
          7    291 ::/0                     fe80::1
         12    281 ::/0                     Auf Verbindung
          1    331 ::1/128                  Auf Verbindung
        ===========================================================================
        St\u00e4ndige Routen:
         If Metrik Netzwerkziel             Gateway
          0 4294967295 ::/0                 fe80::1
        """;
    assertEquals(
        List.of(
            new Route(Family.IPV4, holding("192.168.1.20"), 35),
            new Route(Family.IPV4, holding("10.42.0.9"), 25),
            new Route(Family.IPV4, holding("10.9.0.2"), 5),
            new Route(Family.IPV6, new Device.Numbered(7), 291),
            new Route(Family.IPV6, new Device.Numbered(12), 281)),
        WindowsRoutes.parse(printed));
  }

  /** As macOS 14 prints it, with Wi-Fi beside a cable. */
  @Test
  void macos_tells_default_routes_in_the_order_of_its_services() {
    String printed =
        """
        Routing tables

        Internet:
        Destination        Gateway            Flags               Netif Expire
        default            10.42.0.1          UGScg                 en7
        default            192.168.1.1        UGScIg                en0
        127                127.0.0.1          UCS                   lo0
        192.168.1          link#11            UCS                   en0      !

        Internet6:
        Destination                             Gateway                                 Flags               Netif Expire
        default                                 fe80::1%en0                             UGcg                  en0
        default                                 fe80::%utun0                            UGcIg               utun0
        ::1                                     ::1                                     UHL                   lo0
        """;
    assertEquals(
        List.of(
            new Route(Family.IPV4, new Device.Named("en7"), 0),
            new Route(Family.IPV4, new Device.Named("en0"), 1001),
            new Route(Family.IPV6, new Device.Named("en0"), 2),
            new Route(Family.IPV6, new Device.Named("utun0"), 1003)),
        MacRoutes.parse(printed));
  }

  private static Device holding(String address) {
    return new Device.Holding(InetAddress.ofLiteral(address));
  }
}
