package org.why502.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who was asked for a name.
 *
 * @param kind its place in the world
 * @param label how it is called in evidence: the address of a public resolver; {@code machine},
 *     {@code configured-1-of-2} and so on for those whose address could tell where a person is
 */
public record Resolver(Kind kind, String label) {

  /**
   * The public resolvers that are always asked, each with the one that is asked where it stays
   * silent: the same company's other address. Two companies, so that one company's trouble is not
   * taken for the world's.
   */
  public static final Map<String, String> PUBLIC =
      Map.of("1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4");

  /**
   * The same companies' first addresses again, asked over https (RFC 8484) where plain questions
   * come to nothing, or lead to addresses that cannot prove to be AO3's: nothing on the way can
   * change those answers. Both show certificates for these very addresses, so no name is needed to
   * get there.
   */
  public static final List<String> OVER_HTTPS = List.of("1.1.1.1", "8.8.8.8");

  /**
   * The same companies' first addresses over IPv6, each by its address over IPv4: whom a machine
   * asks that has no way over IPv4. Both show certificates for these addresses, too. (Cloudflare's
   * and Google's own pages about their resolvers.)
   */
  public static final Map<String, String> OVER_IPV6 =
      Map.of("1.1.1.1", "2606:4700:4700::1111", "8.8.8.8", "2001:4860:4860::8888");

  /**
   * Where no resolver is, ever: the first address of TEST-NET-1, which RFC 5737 keeps for documents
   * and which nobody may use on the internet. An answer from there was written by whatever stands
   * on the way, and shows that questions to any resolver are answered by somebody else.
   */
  public static final String NOWHERE = "192.0.2.1";

  private static final String OVER = "-over-https";

  /** What sort of resolver. */
  public enum Kind {
    /** The operating system's own look-up, as every program here gets it. */
    MACHINE,
    /** A resolver of this machine's configuration, asked directly. */
    CONFIGURED,
    /** A well-known public resolver. */
    PUBLIC,
    /** A well-known public resolver, asked over https. */
    HTTPS,
    /** A resolver that does not exist. */
    NOBODY
  }

  /** The operating system's look-up. */
  public static Resolver machine() {
    return new Resolver(Kind.MACHINE, "machine");
  }

  /**
   * A resolver from the machine's configuration.
   *
   * @param place 1 for the first
   * @param of how many there are, so that one that is missing from evidence is missed
   */
  public static Resolver configured(int place, int of) {
    return new Resolver(Kind.CONFIGURED, "configured-" + place + "-of-" + of);
  }

  /**
   * Stands where the resolvers of the configuration would, on a machine that has none: that there
   * is nobody to ask is known, and is not the same as not having asked.
   */
  public static Resolver noneConfigured() {
    return configured(0, 0);
  }

  /** A public resolver, by its address. */
  public static Resolver open(String address) {
    return new Resolver(Kind.PUBLIC, address);
  }

  /** A public resolver that is asked over https, by its address. */
  public static Resolver overHttps(String address) {
    return new Resolver(Kind.HTTPS, address + OVER);
  }

  /** The resolver that does not exist. */
  public static Resolver nobody() {
    return new Resolver(Kind.NOBODY, NOWHERE);
  }

  /** Its address where it is a public one, by whatever way it is asked; otherwise its label. */
  public String address() {
    return kind == Kind.HTTPS ? label.substring(0, label.length() - OVER.length()) : label;
  }

  /**
   * Who is asked in its place where asking it failed: the same company's other address, or, where
   * this machine is connected and nothing leads to IPv4, the one over IPv6.
   *
   * @return empty where nobody can be, or it stands in for another itself
   */
  public Optional<Resolver> standIn(Failure failure) {
    boolean noWay = failure.kind() == FailureKind.UNREACHABLE;
    Map<String, String> others = noWay ? OVER_IPV6 : PUBLIC;
    return switch (kind) {
      case PUBLIC -> Optional.ofNullable(others.get(address())).map(Resolver::open);
      case HTTPS ->
          Optional.ofNullable(OVER_IPV6.get(address())).filter(_ -> noWay).map(Resolver::overHttps);
      case MACHINE, CONFIGURED, NOBODY -> Optional.empty();
    };
  }
}
