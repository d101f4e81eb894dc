package org.why502.probe.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine trusts, where its bundle is whole, broken, huge, away or never comes. */
class OwnRootsTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void the_first_bundle_that_is_there_counts() throws Exception {
    Path here = bundle("# by hand\n" + pem("One") + pem("Two"));
    Path later = Files.writeString(folder.resolve("later"), pem("Three"));
    assertEquals(2, roots(folder.resolve("nowhere"), folder, here, later).orElseThrow().size());
  }

  @Test
  void a_broken_one_does_not_take_the_others_along() throws Exception {
    Path here =
        bundle(
            "-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n"
                + pem("One")
                + "-----BEGIN CERTIFICATE-----\n");
    assertEquals(1, roots(here).orElseThrow().size());
  }

  @Test
  void what_cannot_be_read_is_not_known() throws Exception {
    assertEquals(Optional.empty(), roots(), "there is none");
    assertEquals(Optional.empty(), roots(bundle("")), "it is empty");
    assertEquals(Optional.empty(), roots(bundle("no certificate at all")), "it is none");
    Path huge = bundle(pem("One"));
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    assertEquals(Optional.empty(), roots(huge), "it is too large");
    OwnRoots away =
        new OwnRoots(
            () -> {
              throw new IOException("the disk is away");
            });
    assertEquals(Optional.empty(), away.within(LONG));
  }

  @Test
  void one_that_hangs_holds_nobody_up_and_is_read_once() throws Exception {
    CountDownLatch there = new CountDownLatch(1);
    AtomicInteger read = new AtomicInteger();
    HeldCertificate root = new HeldCertificate.Builder().certificateAuthority(0).build();
    OwnRoots hanging =
        new OwnRoots(
            () -> {
              read.incrementAndGet();
              there.await();
              return List.of(root.certificate());
            });
    assertEquals(Optional.empty(), hanging.within(Duration.ofMillis(1)));
    assertEquals(Optional.empty(), hanging.within(Duration.ofMillis(1)));
    there.countDown();
    assertEquals(List.of(root.certificate()), hanging.within(LONG).orElseThrow());
    assertEquals(1, read.get());
  }

  @Test
  void every_system_has_roots_where_it_is_said_to_keep_them() throws Exception {
    assertTrue(OwnRoots.BUNDLES.stream().allMatch(Path::isAbsolute), "no setting leads elsewhere");
    assertEquals(6, OwnRoots.BUNDLES.stream().distinct().count());
  }

  private static Optional<List<X509Certificate>> roots(Path... places) throws Exception {
    return OwnRoots.inBundles(List.of(places)).within(LONG);
  }

  private Path bundle(String text) throws IOException {
    return Files.writeString(folder.resolve("bundle"), text);
  }

  private static String pem(String name) {
    return new HeldCertificate.Builder()
        .certificateAuthority(0)
        .commonName(name)
        .build()
        .certificatePem();
  }
}
