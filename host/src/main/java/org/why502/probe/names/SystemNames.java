package org.why502.probe.names;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.why502.probe.setup.AddressText;
import org.why502.probe.setup.NameLookup;

/** Names as every program on this machine gets them: hosts file, VPN and all. */
public final class SystemNames implements NameLookup {

  static {
    // The JVM would remember a name for 30 s and a failure for 10 s: an investigation that looks
    // again after a remedy would see the past. The setting is read when the first name is looked
    // up.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /**
   * So many look-ups may hang at once; what comes then waits for one of them to end. We ask for a
   * dozen fixed names and the name of a proxy.
   */
  static final int MOST_AT_ONCE = 16;

  /** One for the whole process: its diagnoses share what hangs. */
  private static final SystemNames THIS =
      new SystemNames(name -> List.of(InetAddress.getAllByName(name)));

  private final NameLookup system;
  private final ExecutorService threads;
  private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /** Any look-up that blocks without regard to interrupts. */
  public SystemNames(NameLookup system) {
    this.system = system;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("why502-system-lookup").factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /** The operating system's look-up, the same for all who ask in this process. */
  public static SystemNames ofThisProcess() {
    return THIS;
  }

  /**
   * Looks a name up on a platform thread of its own: {@code getaddrinfo} blocks natively, for ten
   * seconds and more, and would take a virtual thread's carrier with it. Nothing can end it early,
   * so the thread is a daemon, the waiting ends without it, and whoever asks for the same name
   * meanwhile, in whichever diagnosis, waits for the same answer.
   */
  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException, InterruptedException {
    try {
      return underWay.computeIfAbsent(name, this::start).get();
    } catch (ExecutionException e) {
      UnknownHostException unknown = new UnknownHostException("not found");
      unknown.initCause(e.getCause());
      throw unknown;
    }
  }

  private CompletableFuture<List<InetAddress>> start(String name) {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            List<InetAddress> found = system.lookup(name);
            underWay.remove(name);
            answer.complete(found);
          } catch (Throwable e) {
            underWay.remove(name);
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /** A look-up's answer as evidence keeps it, bounded as other resolvers' answers are. */
  public static List<String> kept(List<InetAddress> found) {
    return Stream.of(Inet4Address.class, Inet6Address.class)
        .flatMap(
            family -> found.stream().filter(family::isInstance).limit(DnsLookup.MOST_PER_FAMILY))
        .map(AddressText::of)
        .toList();
  }
}
