package org.why502.lab.net;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.why502.lab.site.Place;
import org.why502.lab.situation.Fate.Identity;

/**
 * The lab's certificate authority, made once per checkout, and the certificates that the sites of
 * one run show.
 */
public final class Certificates {
  private static final Duration LEAF_LIFE = Duration.ofDays(90);

  /** Some situations live years ago, and a root must have been there then. */
  private static final Duration AGE = Duration.ofDays(3650);

  private static final int LONG_CHAIN = 50;
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** The edge's own site. */
  private static final String EDGES_OWN = "www.cloudflare.com";

  private final HeldCertificate authority;
  private final Path pem;
  private final Map<String, SSLContext> contexts = new ConcurrentHashMap<>();

  private Certificates(HeldCertificate authority, Path pem) {
    this.authority = authority;
    this.pem = pem;
  }

  /** Opens the authority kept in a folder, or makes it; several labs may start at once. */
  public static Certificates in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path pem = folder.resolve("ca.pem");
    Path secret = folder.resolve("ca-with-key.pem");
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      if (!Files.exists(secret) || youngerThanTheOldestClock(secret)) {
        HeldCertificate made =
            new HeldCertificate.Builder()
                .commonName("why502 lab CA, for tests only")
                .organizationalUnit("why502 tiny internet")
                .serialNumber(BigInteger.valueOf(Instant.now().getEpochSecond()))
                .validityInterval(
                    Instant.now().minus(AGE).toEpochMilli(),
                    Instant.now().plus(Duration.ofDays(3650)).toEpochMilli())
                .certificateAuthority(1)
                .build();
        Files.writeString(pem, made.certificatePem());
        Path part = folder.resolve("part");
        Files.writeString(part, made.certificatePem() + made.privateKeyPkcs8Pem());
        Files.move(
            part, secret, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      return new Certificates(HeldCertificate.decode(Files.readString(secret)), pem);
    }
  }

  /** Earlier checkouts made an authority that is too young for a world in the past. */
  private static boolean youngerThanTheOldestClock(Path secret) throws IOException {
    return HeldCertificate.decode(Files.readString(secret))
        .certificate()
        .getNotBefore()
        .toInstant()
        .isAfter(Instant.now().minus(AGE.dividedBy(2)));
  }

  /** The authority's certificate, for a browser's own store. */
  public Path pem() {
    return pem;
  }

  /** The authority itself, for a client within this process. */
  public X509Certificate authority() {
    return authority.certificate();
  }

  /**
   * Writes a Java trust store: what a runtime trusts already, and the lab's authority.
   *
   * @param base the runtime's own {@code cacerts}
   */
  public void writeTrustStore(Path base, Path target) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(base.toFile(), PASSWORD);
    store.setCertificateEntry("why502-lab", authority.certificate());
    Path part = Files.createTempFile(target.getParent(), "cacerts", ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      store.store(out, PASSWORD);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Writes the genuine certificate of a place, its authority's and its key to one PEM file, for a
   * program that stands there instead of the lab's server.
   */
  public void handOver(Place place, Path folder) throws IOException {
    HeldCertificate leaf = leaf(names(place), authority);
    Files.writeString(
        folder.resolve(place.label() + ".pem"),
        leaf.certificatePem() + authority.certificatePem() + leaf.privateKeyPkcs8Pem());
  }

  /** What a place shows to somebody who asks for this name. */
  public SSLContext context(Identity identity, Place place, String name) {
    return switch (identity) {
      // the edge has certificates for all whom it serves, at each of its addresses
      case Identity.Genuine _ when place == Place.ARCHIVE && name.equals(EDGES_OWN) ->
          contexts.computeIfAbsent(
              "edge", _ -> context(leaf(List.of(EDGES_OWN), authority), authority));
      case Identity.Genuine _ ->
          contexts.computeIfAbsent(
              "genuine " + place, _ -> context(leaf(names(place), authority), authority));
      case Identity.Dated(var from, var to) ->
          contexts.computeIfAbsent(
              "dated " + place + from + to,
              _ -> context(leaf(names(place), authority, from, to), authority));
      case Identity.LongChain _ ->
          contexts.computeIfAbsent("long " + place, _ -> longChain(names(place)));
      case Identity.Stranger(var other, var issuer) ->
          contexts.computeIfAbsent(
              "stranger " + other + issuer, _ -> strange(List.of(other), issuer));
      case Identity.Forged(var issuer) ->
          contexts.computeIfAbsent(
              "forged " + place + name + issuer,
              _ ->
                  strange(
                      // nobody names a site that is asked by its address
                      List.of(name.isEmpty() ? place.addresses().getFirst() : name), issuer));
    };
  }

  private static List<String> names(Place place) {
    return switch (place) {
      case ARCHIVE, ARCHIVE_ELSEWHERE -> Place.ARCHIVE.names();
      case CLOUDFLARE_RESOLVER, GOOGLE_RESOLVER -> place.addresses();
      case STATUS,
          DETECT_PORTAL,
          CONNECTIVITY,
          CONTROL,
          EXAMPLE,
          OTW,
          BLOCK_PAGE,
          OLD_ADDRESS,
          PORTAL ->
          place.names();
    };
  }

  private static SSLContext strange(List<String> names, String issuer) {
    HeldCertificate root =
        new HeldCertificate.Builder().commonName(issuer).certificateAuthority(0).build();
    return context(leaf(names, root), root);
  }

  private SSLContext longChain(List<String> names) {
    List<HeldCertificate> links = new ArrayList<>(List.of(authority));
    for (int below = LONG_CHAIN; below > 0; below--) {
      links.addFirst(
          new HeldCertificate.Builder()
              .commonName("why502 lab, link " + below)
              .signedBy(links.getFirst())
              .certificateAuthority(below)
              .build());
    }
    X509Certificate[] chain =
        links.stream().map(HeldCertificate::certificate).toArray(X509Certificate[]::new);
    return context(
        new HandshakeCertificates.Builder()
            .heldCertificate(leaf(names, links.getFirst()), chain)
            .build());
  }

  private static HeldCertificate leaf(List<String> names, HeldCertificate issuer) {
    return leaf(names, issuer, Duration.ofDays(-1), LEAF_LIFE);
  }

  private static HeldCertificate leaf(
      List<String> names, HeldCertificate issuer, Duration from, Duration to) {
    Instant now = Instant.now();
    HeldCertificate.Builder builder =
        new HeldCertificate.Builder()
            .commonName(names.getFirst())
            // Firefox refuses a second certificate with the same issuer and serial number.
            .serialNumber(new BigInteger(63, ThreadLocalRandom.current()).setBit(63))
            .signedBy(issuer)
            .validityInterval(now.plus(from).toEpochMilli(), now.plus(to).toEpochMilli());
    names.forEach(builder::addSubjectAlternativeName);
    return builder.build();
  }

  private static SSLContext context(HeldCertificate leaf, HeldCertificate root) {
    return context(
        new HandshakeCertificates.Builder().heldCertificate(leaf, root.certificate()).build());
  }

  private static SSLContext context(HandshakeCertificates held) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {held.keyManager()}, null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that we made ourselves is no good", e);
    }
  }
}
