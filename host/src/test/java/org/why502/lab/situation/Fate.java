package org.why502.lab.situation;

import java.time.Duration;
import java.util.List;
import org.why502.lab.site.Place;

/** What becomes of a TLS connection once its ClientHello has been read. */
public sealed interface Fate {

  /** A handshake, with a certificate of this make. */
  record Shake(Identity identity) implements Fate {}

  /**
   * A handshake with the site's own certificate, and nothing more of what the server sends once so
   * many bytes of it have passed: the connection stays open, and is silent.
   */
  record Shorten(int bytes) implements Fate {}

  /** A handshake with the site's own certificate, so late: a link that is slow, or far. */
  record Late(Duration late) implements Fate {}

  /**
   * A TCP RST where the ClientHello's record is longer than so many bytes, as some boxes on the way
   * answer one that fills more than a packet; else a handshake with the site's own certificate.
   */
  record ResetLong(int bytes) implements Fate {}

  /** A TCP RST, as filters send when they read a name that they block. */
  record Reset() implements Fate {}

  /** The connection stays open and nothing ever comes. */
  record Silence() implements Fate {}

  /** Closed politely, before a word of TLS. */
  record Close() implements Fate {}

  /** What kind of certificate is shown. */
  sealed interface Identity {
    /** The site's own, by the lab's authority, which browsers and host here trust. */
    record Genuine() implements Identity {}

    /** The site's own by its maker and names, good from here to there as this machine counts. */
    record Dated(Duration from, Duration to) implements Identity {}

    /** The site's own, vouched for by fifty authorities in a row. */
    record LongChain() implements Identity {}

    /** One for another name, by an authority that nobody trusts. */
    record Stranger(String name, String authority) implements Identity {}

    /** One for the very name that was asked for, made up by an authority that nobody trusts. */
    record Forged(String authority) implements Identity {}
  }

  /** Decides, by where the connection came to and what name it asks for. */
  @FunctionalInterface
  interface Door {
    /** The fate of one connection; {@code names} is the SNI, possibly empty. */
    Fate decide(Place place, String address, List<String> names);
  }

  /** A handshake with the site's own certificate. */
  static Fate genuine() {
    return new Shake(new Identity.Genuine());
  }

  /** The healthy door: a filter's and a parked server's certificates prove nothing about AO3. */
  static Door usual() {
    return (place, address, names) ->
        switch (place) {
          case BLOCK_PAGE ->
              new Shake(new Identity.Stranger("block.filter.example", "Example School Filter CA"));
          case OLD_ADDRESS ->
              new Shake(new Identity.Stranger("parked.hosting.example", "Example Hosting CA"));
          case PORTAL ->
              new Shake(new Identity.Stranger("login.hotel.example", "Example Hotel Gateway"));
          case ARCHIVE,
              ARCHIVE_ELSEWHERE,
              STATUS,
              DETECT_PORTAL,
              CONNECTIVITY,
              CONTROL,
              EXAMPLE,
              OTW,
              CLOUDFLARE_RESOLVER,
              GOOGLE_RESOLVER ->
              genuine();
        };
  }
}
