package org.why502.probe.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.system.Os;

/**
 * The roots that this machine itself trusts, beside those that Java brings: what an antivirus
 * program, an office or a school has put there counts for browsers that go by the system, and for
 * us proves that somebody with rights on this machine wanted it.
 *
 * <p>They are read once, when first wanted, by a thread of their own: a folder that hangs holds
 * nobody up. Only Java's roots say what is AO3's; these are never asked for that.
 */
public final class OwnRoots {
  private static final Logger LOG = LoggerFactory.getLogger(OwnRoots.class);

  /**
   * Where Linux distributions keep the bundle that they make of all roots, in the order of Go's
   * crypto/x509 (root_linux.go): Debian, Ubuntu, Arch and Gentoo; Fedora and older Red Hat;
   * openSUSE; OpenELEC; newer Red Hat; Alpine.
   */
  static final List<Path> BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/pki/tls/cacert.pem"),
          Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  /**
   * What Java calls the stores of the system (JDK Providers Documentation, SunMSCAPI and Apple):
   * Windows' roots of the person and of the machine; macOS's own roots, and what was put into
   * keychains beside them.
   */
  private static final List<String> WINDOWS = List.of("Windows-ROOT", "Windows-ROOT-LOCALMACHINE");

  private static final List<String> MACOS = List.of("KeychainStore-ROOT", "KeychainStore");

  /** Bytes; bundles have a quarter of a million. */
  private static final long LARGEST = 8L * 1024 * 1024;

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

  private final FutureTask<List<X509Certificate>> reading;
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Roots that are read so, when they are first wanted. */
  OwnRoots(Callable<List<X509Certificate>> reading) {
    this.reading = new FutureTask<>(reading);
  }

  /** Those of this machine. */
  public static OwnRoots ofThisMachine() {
    return switch (Os.current()) {
      case LINUX -> inBundles(BUNDLES);
      case WINDOWS -> new OwnRoots(() -> stored(WINDOWS));
      case MACOS -> new OwnRoots(() -> stored(MACOS));
    };
  }

  /** Those of the first of these bundles that is there. */
  public static OwnRoots inBundles(List<Path> places) {
    return new OwnRoots(() -> bundled(places));
  }

  /**
   * All of them.
   *
   * @param patience how long they are waited for at most
   * @return empty where they could not be read by then, or there are none: then nobody knows what
   *     this machine trusts
   */
  public Optional<List<X509Certificate>> within(Duration patience) throws InterruptedException {
    if (begun.compareAndSet(false, true)) {
      // a file on a network that is away can hold a thread for ever, and a virtual one's carrier
      Thread.ofPlatform().daemon().name("why502-own-roots").start(reading);
    }
    try {
      return Optional.of(reading.get(patience.toMillis(), TimeUnit.MILLISECONDS))
          .filter(all -> !all.isEmpty());
    } catch (ExecutionException e) {
      LOG.debug("not readable: {}", e.getCause().getClass().getSimpleName());
      return Optional.empty();
    } catch (TimeoutException _) {
      LOG.debug("not read in time");
      return Optional.empty();
    }
  }

  private static List<X509Certificate> bundled(List<Path> places)
      throws IOException, CertificateException {
    Optional<Path> first = places.stream().filter(Files::isRegularFile).findFirst();
    if (first.isEmpty() || Files.size(first.get()) > LARGEST) {
      return List.of();
    }
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    String text = new String(Files.readAllBytes(first.get()), StandardCharsets.ISO_8859_1);
    List<X509Certificate> all = new ArrayList<>();
    for (Matcher one = PEM.matcher(text); one.find(); ) {
      byte[] bytes = one.group().getBytes(StandardCharsets.ISO_8859_1);
      try {
        all.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
      } catch (CertificateException e) {
        LOG.debug("one is broken, the others count: {}", e.getClass().getSimpleName());
      }
    }
    return List.copyOf(all);
  }

  private static List<X509Certificate> stored(List<String> stores) {
    return stores.stream().flatMap(OwnRoots::stored).toList();
  }

  private static Stream<X509Certificate> stored(String name) {
    try {
      KeyStore store = KeyStore.getInstance(name);
      store.load(null, null);
      List<X509Certificate> all = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate root) {
          all.add(root);
        }
      }
      return all.stream();
    } catch (IOException | GeneralSecurityException e) {
      LOG.debug("one store is not there, the others count: {}", e.getClass().getSimpleName());
      return Stream.empty();
    }
  }
}
