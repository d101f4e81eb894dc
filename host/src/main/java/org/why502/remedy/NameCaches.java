package org.why502.remedy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    /** dnsmasq, a person's or NetworkManager's. */
    DNSMASQ,
    /** unbound. */
    UNBOUND,
    /** named (BIND 9). */
    NAMED,
    /** Something else listens on this machine and is asked for names. */
    OTHER
  }

  /** systemd-resolved.service(8): the stub, and the one that answers without it. */
  private static final Set<String> RESOLVED_STUBS = Set.of("127.0.0.53", "127.0.0.54");

  private static final List<String> NSCD_SOCKETS =
      List.of("run/nscd/socket", "var/run/nscd/socket");

  /** Programs that answer for names, as the kernel calls them (proc_pid_comm(5): 15 characters). */
  private static final Map<String, Cache> SERVERS =
      Map.of("dnsmasq", Cache.DNSMASQ, "unbound", Cache.UNBOUND, "named", Cache.NAMED);

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
    if (!servers.stream().allMatch(RESOLVED_STUBS::contains)) {
      Set<Cache> running = running(root);
      found.addAll(running.isEmpty() ? Set.of(Cache.OTHER) : running);
    }
    return new NameCaches(found);
  }

  /** Which of them run: any of them may be the one that is asked. */
  private static Set<Cache> running(Path root) {
    Set<Cache> running = new TreeSet<>();
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
      for (Path process : processes) {
        Optional.ofNullable(SERVERS.get(name(process))).ifPresent(running::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.info("The processes cannot be listed: {}", e.getClass().getSimpleName());
    }
    return running;
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm"), StandardCharsets.ISO_8859_1).strip();
    } catch (IOException _) {
      return ""; // it has ended meanwhile
    }
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
