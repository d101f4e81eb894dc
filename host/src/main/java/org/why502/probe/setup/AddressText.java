package org.why502.probe.setup;

import java.net.InetAddress;
import java.util.Optional;
import okhttp3.HttpUrl;

/** How an address of a machine is written down, so that ours and a browser's can be compared. */
public final class AddressText {
  private AddressText() {}

  /**
   * An address as browsers write it (RFC 5952 for IPv6), so that theirs and ours can be compared. A
   * scope ({@code %eth0}) names an interface of this machine and is dropped.
   */
  public static String of(InetAddress address) {
    return new HttpUrl.Builder().scheme("https").host(bare(address)).build().host();
  }

  /** The address that a text is; empty where it is none, or one of an interface that is gone. */
  static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** An address without its scope. */
  public static String bare(InetAddress address) {
    String whole = address.getHostAddress();
    int scope = whole.indexOf('%');
    return scope < 0 ? whole : whole.substring(0, scope);
  }
}
