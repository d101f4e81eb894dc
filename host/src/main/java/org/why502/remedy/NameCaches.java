package org.why502.remedy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps answers about names on a Linux machine, as its files and sockets tell. glibc itself
 * keeps none (nss(5)); neither does musl.
 *
 * @param found each cache that was seen, in the order in which a name comes to them
 */
public record NameCaches(Set<Cache> found) {
  private static final Logger LOG = LoggerFactory.getLogger(NameCaches.class);

  public NameCaches {
    found = Set.copyOf(found);
  }

  /** Each in the order in which a name comes to it: the C library asks nscd before any resolver. */
  public enum Cache {
    /** The C library's own, by its socket (nscd(8)). */
    NSCD,
    /** systemd-resolved, by its stub's addresses or its module in nsswitch.conf. */
    RESOLVED,
    /** dnsmasq, a person's or NetworkManager's, by its file of its process. */
    DNSMASQ,
    /** unbound, by its file of its process. */
    UNBOUND,
    /** named (BIND 9), by its file of its process. */
    NAMED,
    /** Something else listens on this machine and is asked for names. */
    OTHER
  }

  /** systemd-resolved.service(8): the stub, and the one that answers without it. */
  private static final Set<String> RESOLVED_STUBS = Set.of("127.0.0.53", "127.0.0.54");

  private static final List<String> NSCD_SOCKETS =
      List.of("run/nscd/socket", "var/run/nscd/socket");
  private static final List<String> DNSMASQ_PIDS =
      List.of("run/dnsmasq/dnsmasq.pid", "run/dnsmasq.pid", "run/NetworkManager/dnsmasq.pid");
  private static final List<String> UNBOUND_PIDS =
      List.of("run/unbound.pid", "run/unbound/unbound.pid");
  private static final List<String> NAMED_PIDS =
      List.of("run/named/named.pid", "run/named.pid", "run/bind/named.pid");

  /** A resolv.conf has a few lines; what is a thousand times longer is none. In bytes. */
  private static final long LONGEST = 256 * 1024;

  /**
   * Looks.
   *
   * @param root {@code /}, but in tests
   */
  public static NameCaches on(Path root) {
    Set<Cache> found = new TreeSet<>();
    if (any(root, NSCD_SOCKETS)) {
      found.add(Cache.NSCD);
    }
    List<String> servers =
        words(root.resolve("etc/resolv.conf"), "nameserver").filter(NameCaches::isHere).toList();
    boolean byModule =
        words(root.resolve("etc/nsswitch.conf"), "hosts:").anyMatch("resolve"::equals)
            && Files.exists(root.resolve("run/systemd/resolve"));
    if (byModule || servers.stream().anyMatch(RESOLVED_STUBS::contains)) {
      found.add(Cache.RESOLVED);
    }
    // what else is asked here must be one of these, or is not known to us
    if (!servers.stream().allMatch(RESOLVED_STUBS::contains)) {
      found.add(server(root));
    }
    return new NameCaches(found);
  }

  private static Cache server(Path root) {
    if (any(root, DNSMASQ_PIDS)) {
      return Cache.DNSMASQ;
    }
    if (any(root, UNBOUND_PIDS)) {
      return Cache.UNBOUND;
    }
    return any(root, NAMED_PIDS) ? Cache.NAMED : Cache.OTHER;
  }

  private static boolean isHere(String server) {
    return server.startsWith("127.") || server.equals("::1");
  }

  private static boolean any(Path root, List<String> places) {
    return places.stream().map(root::resolve).anyMatch(Files::exists);
  }

  /** All words that stand behind this one, in lines that begin with it. */
  private static Stream<String> words(Path file, String first) {
    Predicate<String[]> itsLine = line -> line.length > 1 && line[0].equals(first);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return Stream.empty();
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .lines()
          .map(line -> line.replaceFirst("[#;].*", "").strip().split("\\s+"))
          .filter(itsLine)
          .flatMap(line -> Stream.of(line).skip(1));
    } catch (IOException e) {
      // then nobody knows of a cache, and none is emptied
      LOG.info("{} cannot be read: {}", file.getFileName(), e.getClass().getSimpleName());
      return Stream.empty();
    }
  }
}
