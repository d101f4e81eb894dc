package org.why502.lab.situation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.why502.lab.site.Place;

/** The resolvers of the tiny internet. */
public enum NameService {
  /** The one in {@code /etc/resolv.conf}: what a home router or an office hands out. */
  SYSTEM("10.5.0.2", "fd05::2"),
  /** Cloudflare's. */
  CLOUDFLARE("1.1.1.1", "2606:4700:4700::1111"),
  /** Cloudflare's second. */
  CLOUDFLARE_SECOND("1.0.0.1", "2606:4700:4700::1001"),
  /** Google's. */
  GOOGLE("8.8.8.8", "2001:4860:4860::8888"),
  /** Google's second. */
  GOOGLE_SECOND("8.8.4.4", "2001:4860:4860::8844"),
  /** Nobody: where by RFC 5737 no server ever is. It speaks only where somebody speaks for it. */
  NOBODY("192.0.2.1"),
  /** Cloudflare's, over https. */
  CLOUDFLARE_HTTPS(Place.CLOUDFLARE_RESOLVER),
  /** Google's, over https. */
  GOOGLE_HTTPS(Place.GOOGLE_RESOLVER);

  private final List<String> addresses;
  private final Optional<Place> place;

  NameService(String... addresses) {
    this.addresses = List.of(addresses);
    this.place = Optional.empty();
  }

  NameService(Place place) {
    this.addresses = List.of();
    this.place = Optional.of(place);
  }

  /** As it is written on a command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Where it listens on port 53; nowhere if it is asked over https. */
  public List<String> addresses() {
    return addresses;
  }

  /** Where it is asked over https. */
  public Optional<Place> place() {
    return place;
  }

  /** Whether it can be asked on port 53, so that a network can answer in its place. */
  public boolean isPlain() {
    return place.isEmpty();
  }

  /** Whether it is a public one on port 53. */
  public boolean isPublic() {
    return isPlain() && this != SYSTEM && this != NOBODY;
  }

  /** How it answers where nothing is wrong. */
  public Answers usual() {
    return this == NOBODY ? Answers.silent() : Answers.honest();
  }
}
