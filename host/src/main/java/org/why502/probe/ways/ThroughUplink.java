package org.why502.probe.ways;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.why502.evidence.Certificate;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Resolver;
import org.why502.evidence.Step;
import org.why502.probe.names.DnsLookup;
import org.why502.probe.names.PlainNameServer;
import org.why502.probe.setup.NameLookup;
import org.why502.probe.web.CertificateJudge;
import org.why502.probe.web.CertificateProbe;
import org.why502.probe.work.ProbeException;
import org.why502.probe.work.Progress;
import org.why502.probe.work.Work;

/**
 * Has AO3 show its certificate through one way out, everything bound to its own address: the name
 * asked of public resolvers, then a connection and a handshake. No request is sent, to AO3 or to
 * its edge: a certificate that proves to be AO3's is all that has to be known.
 *
 * @param way the way out
 * @param names this machine's way from a name to addresses
 * @param reach where to go for an address and port
 * @param judge says what a certificate proves
 */
public record ThroughUplink(
    Uplinks.Way way,
    NameLookup names,
    UnaryOperator<InetSocketAddress> reach,
    CertificateJudge judge)
    implements Work<Certificate> {
  private static final int DNS = 53;

  /** An ordinary resolver answers in a tenth of this; after it the machine's own answer must do. */
  private static final Duration NAMES = Duration.ofMillis(1200);

  /** One edge is as good as another: a second address is for the chance of a bad one. */
  private static final int MOST_PER_FAMILY = 2;

  @Override
  public Certificate run(Progress progress) throws Exception {
    progress.reach(Step.NAME);
    List<InetAddress> there = reachable(archive(progress));
    if (there.isEmpty()) {
      throw new ProbeException(Step.NAME, FailureKind.NAME_NOT_FOUND, "");
    }
    return shown(there, progress);
  }

  /**
   * AO3's addresses as this way out knows them. Where no public resolver answers here, the
   * machine's own answer is taken: it may come by another way, and an address is right when it
   * shows AO3's certificate.
   */
  private List<InetAddress> archive(Progress progress) throws Exception {
    if (way.ipv4().isPresent()) {
      List<Callable<List<InetAddress>>> asking =
          Resolver.PUBLIC.keySet().stream().sorted().map(r -> asking(r, progress)).toList();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        return threads.invokeAny(asking, NAMES.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException _) {
        // no resolver answers through this way: the machine's own answer must do
      }
    }
    return names.lookup(OfficialHosts.ARCHIVE);
  }

  private Callable<List<InetAddress>> asking(String resolver, Progress progress) {
    InetSocketAddress server =
        reach.apply(new InetSocketAddress(InetAddress.ofLiteral(resolver), DNS));
    DnsLookup lookup =
        new DnsLookup(new PlainNameServer(server, way.ipv4()), OfficialHosts.ARCHIVE);
    return () -> {
      NameAnswer answer = lookup.run(progress);
      if (answer.addresses().isEmpty()) {
        throw new ProbeException(Step.NAME, FailureKind.NAME_NOT_FOUND, answer.rcode());
      }
      return answer.addresses().stream().map(InetAddress::ofLiteral).toList();
    };
  }

  /** Those that this way leads to at all, few of each family. */
  private List<InetAddress> reachable(List<InetAddress> all) {
    Set<InetAddress> kept = new LinkedHashSet<>();
    for (InetAddress address : all) {
      long alike = kept.stream().filter(k -> k.getClass() == address.getClass()).count();
      if (way.from(address).isPresent() && alike < MOST_PER_FAMILY) {
        kept.add(address);
      }
    }
    return List.copyOf(kept);
  }

  /** The first certificate that proves to be AO3's, else what else was shown, else the failure. */
  private Certificate shown(List<InetAddress> there, Progress progress) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Certificate> ends = new ExecutorCompletionService<>(threads);
      for (InetAddress address : there) {
        CertificateProbe showing = new CertificateProbe(address, reach, way.from(address), judge);
        ends.submit(() -> showing.show(progress));
      }
      List<Certificate> strange = new ArrayList<>();
      Optional<Exception> failed = Optional.empty();
      for (int i = 0; i < there.size(); i++) {
        try {
          Certificate certificate = ends.take().get();
          if (certificate.trust() == Certificate.Trust.PROVEN) {
            threads.shutdownNow();
            return certificate;
          }
          strange.add(certificate);
        } catch (ExecutionException e) {
          failed = Optional.of(e.getCause() instanceof Exception cause ? cause : e);
        }
      }
      if (strange.isEmpty()) {
        throw failed.orElseGet(() -> new IOException("nothing was tried"));
      }
      return strange.getFirst();
    }
  }
}
