package org.why502.lab.situation;

import java.util.List;

/** What happens to packets before any server sees them. */
public sealed interface Barrier {

  /**
   * Packets to these addresses vanish.
   *
   * @param ports of TCP and UDP; none named means all packets
   */
  record Drop(List<String> addresses, List<Integer> ports) implements Barrier {}

  /** Connections to these addresses are refused at once; no port named means all. */
  record Refuse(List<String> addresses, List<Integer> ports) implements Barrier {}

  /** Everything that would leave this machine vanishes. */
  record NothingAnswers() implements Barrier {}

  /** The cable is out: no address, no route. */
  record NoUplink() implements Barrier {}

  /** This network has no IPv4: no address, no route, and its resolver is asked over IPv6. */
  record OnlyIpv6() implements Barrier {}

  /**
   * A second cable is plugged in, which the system prefers less.
   *
   * @param free whether what is bound to it passes all other barriers
   */
  record SecondUplink(boolean free) implements Barrier {}

  /** A VPN is on: an interface of its own, which packets need not take. */
  record VpnOn() implements Barrier {}

  /**
   * The hosts file is a block list of 200,000 lines that does not name AO3, and the program that
   * tells the desktop's settings does not answer.
   */
  record SlowSettings() implements Barrier {}

  /** The hosts file says this for AO3's main names. */
  record HostsEntry(String address) implements Barrier {}
}
