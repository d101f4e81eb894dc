package org.why502.probe.web;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.Certificate;
import org.why502.evidence.Certificate.Trust;
import org.why502.probe.setup.OwnRoots;

/** Says what a certificate proves about who showed it. */
public final class CertificateJudge {
  private static final Logger LOG = LoggerFactory.getLogger(CertificateJudge.class);

  /** GeneralName's choice for a DNS name (RFC 5280, 4.2.1.6). */
  private static final int DNS_NAME = 2;

  /** Who signs a site's certificate, who signs theirs, and their root: no real chain is longer. */
  private static final int MOST_SIGNERS = 4;

  /** How long this machine's own roots are waited for: what is shown is judged without them. */
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private final X509TrustManager roots;
  private final OwnRoots own;

  /** All of AO3's addresses show the same chain, as a rule; a verdict on it holds for seconds. */
  private final ConcurrentHashMap<Shown, Judged> judged = new ConcurrentHashMap<>();

  private record Judged(Trust trust, Optional<Boolean> trustedHere) {}

  /** What was shown for a name. */
  private record Shown(List<X509Certificate> chain, String host) {}

  /**
   * Judges by whom these roots vouch for.
   *
   * @param roots public ones
   * @param own what this machine itself trusts beside them
   */
  public CertificateJudge(X509TrustManager roots, OwnRoots own) {
    this.roots = roots;
    this.own = own;
  }

  /** Trusts the roots that Java brings. */
  public static X509TrustManager javaRoots() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return Stream.of(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (NoSuchAlgorithmException | KeyStoreException e) {
      throw new IllegalStateException("every Java brings roots", e);
    }
  }

  /**
   * Judges a chain, its own certificate first.
   *
   * <p>The order of the reasons matters: a stranger's certificate that is also out of date is a
   * stranger's. "Expired" and "not yet valid" are said only of what would be the name's own at
   * another time, so that they speak about clocks and renewals and nothing else.
   */
  Certificate judge(List<X509Certificate> chain, String authType, String host) {
    X509Certificate own = chain.getFirst();
    Instant from = own.getNotBefore().toInstant();
    Instant to = own.getNotAfter().toInstant();
    List<String> issuers = chain.stream().limit(MOST_SIGNERS).flatMap(c -> issuer(c)).toList();
    // a certificate may name hundreds of sites; whether it names this one must be told
    List<String> names =
        names(own).stream().sorted(Comparator.comparing(n -> !matches(n, host))).toList();
    Judged verdict =
        judged.computeIfAbsent(new Shown(chain, host), s -> judged(s.chain(), authType, s.host()));
    return new Certificate(
        verdict.trust(),
        issuers.stream().findFirst().orElse(""),
        issuers,
        names,
        from,
        to,
        verdict.trustedHere());
  }

  private Judged judged(List<X509Certificate> chain, String authType, String host) {
    Trust trust = trust(chain, authType, host);
    return new Judged(
        trust, trust == Trust.UNTRUSTED ? trustedHere(chain, host) : Optional.empty());
  }

  /** Whether this machine's own store vouches for it, now and for this name. */
  private Optional<Boolean> trustedHere(List<X509Certificate> chain, String host) {
    try {
      return own.within(PATIENCE)
          .map(
              all ->
                  names(chain.getFirst()).stream().anyMatch(pattern -> matches(pattern, host))
                      && leads(chain, all.stream(), new Date()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Trust trust(List<X509Certificate> chain, String authType, String host) {
    X509Certificate own = chain.getFirst();
    boolean now = trustedNow(chain, authType);
    if (!now && !trustedInItsTime(chain)) {
      return Trust.UNTRUSTED;
    }
    if (names(own).stream().noneMatch(pattern -> matches(pattern, host))) {
      return Trust.WRONG_NAME;
    }
    if (now) {
      return Trust.PROVEN;
    }
    Instant clock = Instant.now();
    if (clock.isBefore(own.getNotBefore().toInstant())) {
      return Trust.NOT_YET_VALID;
    }
    return clock.isAfter(own.getNotAfter().toInstant()) ? Trust.EXPIRED : Trust.UNTRUSTED;
  }

  private boolean trustedNow(List<X509Certificate> chain, String authType) {
    try {
      roots.checkServerTrusted(chain.toArray(X509Certificate[]::new), authType);
      return true;
    } catch (CertificateException e) {
      LOG.debug("not trusted now: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  /** Whether the roots would have vouched for it in the middle of its validity. */
  private boolean trustedInItsTime(List<X509Certificate> chain) {
    X509Certificate first = chain.getFirst();
    long middle = (first.getNotBefore().getTime() + first.getNotAfter().getTime()) / 2;
    return leads(chain, Stream.of(roots.getAcceptedIssuers()), new Date(middle));
  }

  /** Whether a chain leads to one of these at that time. */
  private static boolean leads(
      List<X509Certificate> chain, Stream<X509Certificate> roots, Date then) {
    Set<TrustAnchor> anchors =
        roots.map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet());
    X509CertSelector itself = new X509CertSelector();
    itself.setCertificate(chain.getFirst());
    try {
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, itself);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      parameters.setDate(then);
      // As in every browser's first look: asking the issuer would contact a stranger.
      parameters.setRevocationEnabled(false);
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (InvalidAlgorithmParameterException e) {
      LOG.debug("no roots to trust: {}", e.getClass().getSimpleName());
      return false;
    } catch (GeneralSecurityException e) {
      LOG.debug("no way to a root at that time: {}", e.getClass().getSimpleName());
      return false;
    }
  }

  /** Whether a certificate's name covers a host: RFC 9525, 6.3, one whole left-most wildcard. */
  static boolean matches(String pattern, String host) {
    String name = pattern.toLowerCase(Locale.ROOT);
    if (!name.startsWith("*.")) {
      return name.equals(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && name.substring(1).equals(host.substring(dot));
  }

  private static List<String> names(X509Certificate own) {
    try {
      Collection<List<?>> all = own.getSubjectAlternativeNames();
      // Null where the extension is missing (its Javadoc); a name in the subject counts no more.
      return all == null
          ? List.of()
          : all.stream()
              .filter(n -> n.get(0).equals(DNS_NAME))
              .map(n -> String.valueOf(n.get(1)))
              .toList();
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }

  /** The issuer's common name and its organisation, as far as it has them. */
  private static Stream<String> issuer(X509Certificate one) {
    try {
      LdapName issuer = new LdapName(one.getIssuerX500Principal().getName());
      return Stream.of("CN", "O").flatMap(type -> part(issuer, type).stream());
    } catch (InvalidNameException _) {
      return Stream.empty();
    }
  }

  private static Optional<String> part(LdapName name, String type) {
    return name.getRdns().stream()
        .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
        .map(Rdn::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .findFirst();
  }
}
