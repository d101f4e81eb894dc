package org.why502.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.why502.evidence.Family;

/**
 * What an incident was. Each has a code that never changes (JSON, tests, translations), a side, and
 * parameters of its own. A switch over it has no {@code default}: a new verdict breaks the build
 * until every place handles it.
 */
public sealed interface Verdict {

  /** Whose side the trouble is on: the table of all verdicts. */
  default Side side() {
    return switch (this) {
      case Recovered _ -> Side.NONE;
      case ArchiveDown _,
          ArchiveOverloaded _,
          ArchiveMaintenance _,
          PageTooSlow _,
          SearchDown _,
          SignedInPagesDown _ ->
          Side.ARCHIVE;
      case ArchiveSlow(_, boolean onlyHere) -> onlyHere ? Side.NETWORK : Side.ARCHIVE;
      case EdgeCannotReachArchive _, EdgeDown _, BrowserCheck _ -> Side.EDGE;
      case TooManyRequests _, PostingLimit _, AddressRefused _, RequestRefused _ -> Side.LIMIT;
      case StaleSession _, SignedOut _ -> Side.SESSION;
      case CookiesBlocked _, BrowserInterference _, BrowserNames _ -> Side.BROWSER;
      case NamesFailing _, NamesWrong _ -> Side.NAMES;
      case BlockedHere _, CaptivePortal _, Offline _, OneFamilyBroken _, ThisConnectionOnly _ ->
          Side.NETWORK;
      case Intercepted _, ClockWrong _, HostsFile _, LocalProxy _ -> Side.DEVICE;
      case Inconclusive _ -> Side.UNKNOWN;
    };
  }

  /** The stable code, such as {@code archive-down}: the type's name in kebab case. */
  default String code() {
    return Codes.WORD_START
        .matcher(getClass().getSimpleName())
        .replaceAll("-$0")
        .toLowerCase(Locale.ROOT);
  }

  /** How a type's name becomes a code. */
  final class Codes {
    private static final Pattern WORD_START = Pattern.compile("(?<!^)[A-Z]");

    private Codes() {}
  }

  /** A verdict that says all by its name: it has no parameters, and no words are made of them. */
  sealed interface Plain extends Verdict {}

  /** The same page answers now. */
  record Recovered() implements Plain {}

  /**
   * Dynamic pages fail from every vantage, and the path is whole.
   *
   * @param incident the title of the open incident on the status page, where one fits
   */
  record ArchiveDown(Optional<String> incident) implements Verdict {}

  /** AO3's own servers shed some requests and answer others. */
  record ArchiveOverloaded() implements Plain {}

  /**
   * Planned work.
   *
   * @param until when it is planned to end, where the status page says
   */
  record ArchiveMaintenance(Optional<Instant> until) implements Verdict {}

  /**
   * Only this page fails, and late; light pages answer.
   *
   * @param waited how long the page was waited for
   * @param lighter the kind of page to offer instead, where there is one
   */
  record PageTooSlow(Duration waited, Optional<String> lighter) implements Verdict {}

  /**
   * Everything answers, and far later than a person waits.
   *
   * @param waited how long the page was waited for
   * @param onlyHere whether it is slow from here alone: this connection is, and AO3 is not
   */
  record ArchiveSlow(Duration waited, boolean onlyHere) implements Verdict {}

  /** The search engine is down; works opened by their address still load. */
  record SearchDown() implements Plain {}

  /** Signed-in pages fail; guests are served from a cache. Cookies are not to blame. */
  record SignedInPagesDown() implements Plain {}

  /**
   * Cloudflare answers and cannot use AO3's servers.
   *
   * @param status the status Cloudflare gave: 502, 504, 520 to 526, 530
   */
  record EdgeCannotReachArchive(int status) implements Verdict {}

  /** Cloudflare itself is in trouble: it cannot answer what it answers without AO3. */
  record EdgeDown() implements Plain {}

  /**
   * Cloudflare asks the browser to prove itself.
   *
   * @param again it asked within the hour before: passing the check did not last, and something
   *     keeps it from lasting
   */
  record BrowserCheck(boolean again) implements Verdict {}

  /**
   * The limit of requests for this address is spent; it may be shared by a household.
   *
   * @param retryAfter the wait that AO3 asked for, where it did
   * @param often where it tells that not the pages of this person alone spend it
   */
  record TooManyRequests(Optional<Duration> retryAfter, Optional<Often> often) implements Verdict {
    /** What the number of times tells. */
    public enum Often {
      /** The third time within an hour or more, after waiting: something keeps asking. */
      AGAIN,
      /** The day's first request met it: others who share the address have spent it. */
      UNEXPECTED
    }
  }

  /** Posting too fast; posting is barred for 24 hours. */
  record PostingLimit() implements Plain {}

  /**
   * AO3 refuses this address.
   *
   * @param status 403, 418, or 451 where a law is the reason
   */
  record AddressRefused(int status) implements Verdict {}

  /**
   * One request is refused before AO3's application sees it, by a rule or as too large; others
   * pass.
   *
   * @param status 403, 408, 413, 421, 422 or 425
   */
  record RequestRefused(int status) implements Verdict {}

  /** It fails with this browser's cookies only, twice, and uncached. */
  record StaleSession() implements Plain {}

  /**
   * The session ended.
   *
   * @param forced whether AO3 ended it (`/lost_cookie`) rather than time
   */
  record SignedOut(boolean forced) implements Verdict {}

  /** The browser refuses AO3's cookies. */
  record CookiesBlocked() implements Plain {}

  /** The companion reaches AO3, this browser does not, with cookies or without. */
  record BrowserInterference() implements Plain {}

  /** The browser's own look-up of names fails while the system's is right. */
  record BrowserNames() implements Plain {}

  /**
   * The system's resolver fails; public ones answer. Or an official name other than the main one is
   * found nowhere, while the main one leads to AO3.
   *
   * @param gone that other name; empty where the main one is meant
   */
  record NamesFailing(Optional<String> gone) implements Verdict {
    /** Of AO3's main name. */
    public NamesFailing() {
      this(Optional.empty());
    }
  }

  /** The system's resolver sends AO3 somewhere that cannot prove to be AO3. */
  record NamesWrong() implements Plain {}

  /**
   * AO3 alone is refused, reset or replaced on this network.
   *
   * @param part what of it
   */
  record BlockedHere(Part part) implements Verdict {
    /** What of AO3 is cut off. */
    public enum Part {
      /** All of it, as far as is seen from here. */
      WHOLE,
      /** Some of its addresses; others are well. */
      SOME_ADDRESSES,
      /** Answers that are large: they begin to come, and stop; small ones come. */
      LARGE_ANSWERS,
      /** Its name: at the very same address, a connection that asks for another name is let be. */
      BY_NAME
    }

    /** All of it, as far as is seen from here. */
    public BlockedHere() {
      this(Part.WHOLE);
    }
  }

  /** A sign-in page stands in front of everything. */
  record CaptivePortal() implements Plain {}

  /** Nothing outside answers. */
  record Offline() implements Plain {}

  /**
   * One family of addresses is dead and the other is fine.
   *
   * @param dead the family that does not answer
   */
  record OneFamilyBroken(Family dead) implements Verdict {}

  /** Another uplink of this machine reaches AO3. */
  record ThisConnectionOnly() implements Plain {}

  /**
   * The certificate is not AO3's and comes from what rewrites TLS.
   *
   * @param issuer who signed it
   * @param trustedHere whether this machine's own store vouches for who signed it, as an antivirus
   *     program or an office has it; empty where nobody knows
   */
  record Intercepted(String issuer, Optional<Boolean> trustedHere) implements Verdict {
    /** One of which nobody knows whether this machine trusts it. */
    public Intercepted(String issuer) {
      this(issuer, Optional.empty());
    }
  }

  /**
   * Certificates fail because this machine's clock is off.
   *
   * @param ahead by how much, negative where it is behind; empty where that is not known
   */
  record ClockWrong(Optional<Duration> ahead) implements Verdict {}

  /**
   * Something on this machine overrides AO3's real address.
   *
   * @param entry whether that is seen to be an entry in the hosts file; false where it has none, so
   *     that something else answers for the name here (an old answer that is kept, a module of the
   *     look-up, a filter); empty where the file could not be read
   */
  record HostsFile(Optional<Boolean> entry) implements Verdict {
    /** An entry that was seen. */
    public HostsFile() {
      this(Optional.of(true));
    }
  }

  /** The error was written by a proxy on this machine or network. */
  record LocalProxy() implements Plain {}

  /** Nothing fits well enough; the diagnosis says what was missing. */
  record Inconclusive() implements Plain {}
}
