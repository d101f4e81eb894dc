package org.why502.evidence;

import java.net.InetAddress;

/**
 * Addresses as text. Browsers and resolvers write the same IPv6 address in different ways, and a
 * field that a browser fills may hold anything.
 */
public final class IpAddress {
  private IpAddress() {}

  /**
   * Whether a text is an address by itself. One with a scope ({@code fe80::1%eth0}) is none: it
   * names an interface of this machine; nor is one that leaves numbers out ({@code 127.1}).
   */
  public static boolean isOne(String text) {
    boolean whole = text.indexOf(':') >= 0 || text.chars().filter(c -> c == '.').count() == 3;
    if (!whole || text.indexOf('%') >= 0) {
      return false;
    }
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException _) {
      // a name, or nothing that means anything
      return false;
    }
  }

  /**
   * Whether two texts are the same address.
   *
   * @throws IllegalArgumentException where one of them is none
   */
  public static boolean same(String one, String other) {
    return InetAddress.ofLiteral(one).equals(InetAddress.ofLiteral(other));
  }
}
