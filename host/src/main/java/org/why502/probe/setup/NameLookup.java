package org.why502.probe.setup;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * This machine's way from a name to addresses: what every program here gets, hosts file, VPN and
 * all. May block, and must obey an interrupt.
 */
@FunctionalInterface
public interface NameLookup {
  /**
   * Looks a name up.
   *
   * @throws UnknownHostException where it has no address or nobody would say
   */
  List<InetAddress> lookup(String name) throws UnknownHostException, InterruptedException;
}
