package org.why502.evidence;

import java.util.List;
import java.util.Optional;

/**
 * What this machine is set up to do with AO3's name and with requests to AO3, as far as it matters
 * and no further: no other entry, no proxy's address and no interface's name is kept.
 *
 * @param hosts the addresses that the hosts file gives for AO3's name, sorted, at most 8; an empty
 *     list where it has no entry (or there is no hosts file); empty where it could not be read
 * @param proxy where the proxy stands that requests to AO3 are to go through; empty where none is
 *     set
 * @param desktop what the desktop is set up to do, which browsers follow and we do not; empty where
 *     it could not be read
 * @param vpnInterfaces how many network interfaces that are up look like those of a VPN
 * @param resolverHere whether a resolver that this machine is set up to use stands on this machine
 *     itself, so that what it is asked may be answered out of a memory that is kept here; empty
 *     where none is known
 */
public record Setup(
    Optional<List<String>> hosts,
    Optional<ProxyPlace> proxy,
    Optional<Desktop> desktop,
    int vpnInterfaces,
    Optional<Boolean> resolverHere) {
  private static final int MOST_ADDRESSES = 8;

  public Setup {
    hosts = hosts.map(all -> all.stream().sorted().distinct().limit(MOST_ADDRESSES).toList());
  }

  /**
   * The desktop's own proxy settings.
   *
   * @param proxy where the proxy for https stands; empty where none is set
   * @param script whether a script (PAC) decides, or whatever the network announces (WPAD); it is
   *     noticed, and not run
   */
  public record Desktop(Optional<ProxyPlace> proxy, boolean script) {}

  /** How far away a proxy stands, which is all that evidence says about it. */
  public enum ProxyPlace {
    /** On this machine: an antivirus, a filter, a tool that somebody started. */
    LOOPBACK,
    /** In this machine's own network, by a private address or a name without a dot. */
    PRIVATE,
    /** Anywhere else, or by a name, which is not looked up. */
    OTHER
  }
}
