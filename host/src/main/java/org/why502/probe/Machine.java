package org.why502.probe;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/**
 * This machine's own view of the network: names as every program here gets them, hosts file, VPN
 * and all.
 */
final class Machine implements Addresses.Names {

  static {
    // The JVM would remember a name for 30 s and a failure for 10 s: an investigation that looks
    // again after a remedy would see the past. The setting is read when the first name is looked
    // up.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /**
   * Interfaces that are tunnels by their names: {@code tun0}, {@code tap0}, {@code wg0}, {@code
   * ppp0}, {@code utun4}; "TAP-Windows Adapter V9", "WireGuard Tunnel", "Wintun Userspace Tunnel".
   */
  private static final Pattern TUNNEL =
      Pattern.compile(
          "^(tun|tap|wg|ppp|utun)\\d|vpn|tunnel|wireguard|wintun|tap-win",
          Pattern.CASE_INSENSITIVE);

  /**
   * So many look-ups may hang at once; what comes then waits for one of them to end. We ask for a
   * dozen fixed names and the name of a proxy.
   */
  static final int MOST_AT_ONCE = 16;

  /** One for the whole process: its diagnoses share what hangs. */
  private static final Machine THIS = new Machine(name -> List.of(InetAddress.getAllByName(name)));

  private final Addresses.Names system;
  private final ExecutorService threads;
  private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();

  /** Any look-up that blocks without regard to interrupts. */
  Machine(Addresses.Names system) {
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
  static Machine ofThisProcess() {
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
  static List<String> kept(List<InetAddress> found) {
    return Stream.of(Inet4Address.class, Inet6Address.class)
        .flatMap(
            family -> found.stream().filter(family::isInstance).limit(DnsLookup.MOST_PER_FAMILY))
        .map(Machine::text)
        .toList();
  }

  /**
   * An address as browsers write it (RFC 5952 for IPv6), so that theirs and ours can be compared. A
   * scope ({@code %eth0}) names an interface of this machine and is dropped.
   */
  static String text(InetAddress address) {
    return new HttpUrl.Builder().scheme("https").host(bare(address)).build().host();
  }

  /** An address without its scope. */
  static String bare(InetAddress address) {
    String whole = address.getHostAddress();
    int scope = whole.indexOf('%');
    return scope < 0 ? whole : whole.substring(0, scope);
  }

  /**
   * Whether any interface but the loopback is up with an address that leads further than its own
   * wire.
   */
  static boolean hasNetwork() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Machine::isUp)
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress());
    } catch (SocketException _) {
      // Thrown where the machine has no interface at all (its Javadoc).
      return false;
    }
  }

  /** The names of the interfaces that are up with an address that leads beyond their own wire. */
  static List<String> interfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Machine::isUp)
          .filter(i -> i.inetAddresses().anyMatch(a -> !a.isLinkLocalAddress()))
          .map(NetworkInterface::getName)
          .toList();
    } catch (SocketException _) {
      // Thrown where the machine has no interface at all (its Javadoc).
      return List.of();
    }
  }

  /** The interfaces that are up, but the loopback, with what is needed to know a way out. */
  static List<Uplinks.Interface> interfacesThatAreUp() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Machine::isUp)
          .filter(i -> !isLoopback(i))
          .map(
              i ->
                  new Uplinks.Interface(
                      i.getName(), i.getIndex(), isTunnel(i), i.inetAddresses().toList()))
          .toList();
    } catch (SocketException _) {
      // Thrown where the machine has no interface at all (its Javadoc).
      return List.of();
    }
  }

  /**
   * Whether an interface is one of a VPN: one that has but one other end, as tunnels have on Linux
   * and macOS ({@code IFF_POINTOPOINT}), or that is called so. Windows tells its tunnels by what
   * they are called alone.
   */
  private static boolean isTunnel(NetworkInterface one) {
    try {
      return one.isPointToPoint()
          || TUNNEL.matcher(one.getName() + " " + one.getDisplayName()).find();
    } catch (SocketException _) {
      // It vanished while we looked.
      return false;
    }
  }

  private static boolean isLoopback(NetworkInterface one) {
    try {
      return one.isLoopback();
    } catch (SocketException _) {
      // It vanished while we looked.
      return false;
    }
  }

  private static boolean isUp(NetworkInterface one) {
    try {
      return one.isUp();
    } catch (SocketException _) {
      // It vanished while we looked.
      return false;
    }
  }
}
