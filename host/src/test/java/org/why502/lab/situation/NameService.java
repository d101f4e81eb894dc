package org.why502.lab.situation;

import java.util.List;

/** The resolvers of the tiny internet. */
public enum NameService {
  /** The one in {@code /etc/resolv.conf}: what a home router or an office hands out. */
  SYSTEM("10.5.0.2"),
  /** Cloudflare's. */
  CLOUDFLARE("1.1.1.1", "2606:4700:4700::1111"),
  /** Cloudflare's second. */
  CLOUDFLARE_SECOND("1.0.0.1", "2606:4700:4700::1001"),
  /** Google's. */
  GOOGLE("8.8.8.8", "2001:4860:4860::8888"),
  /** Google's second. */
  GOOGLE_SECOND("8.8.4.4", "2001:4860:4860::8844");

  private final List<String> addresses;

  NameService(String... addresses) {
    this.addresses = List.of(addresses);
  }

  /** Where it listens. */
  public List<String> addresses() {
    return addresses;
  }
}
