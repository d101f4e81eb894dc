package org.why502.probe.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.system.Os;

/**
 * The resolvers that this machine is set up to use, as its own configuration names them: {@code
 * resolv.conf} on Linux and macOS (resolv.conf(5)); on Windows each adapter's.
 *
 * <p>Where only systemd-resolved's stub stands there, the resolvers are those that it hands
 * questions on to: it keeps answers itself, so that what it says may be an old one, and never tells
 * whether the resolver behind it is wrong. It writes them down for whoever wants to pass it by
 * (systemd-resolved.service(8)); which of them it asks for a name is its own affair, where several
 * networks are up. Where that cannot be read, the stub itself is what is known.
 *
 * <p>Nothing is taken for granted. A library that finds no configuration asks 127.0.0.1, where on
 * most machines nobody listens, and a resolver that was never set up would be called one that
 * fails. So where nothing is named, nothing is known.
 */
public final class ConfiguredResolvers {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredResolvers.class);
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path BEHIND_THE_STUB = Path.of("/run/systemd/resolve/resolv.conf");

  /** Its stub, and the one that answers without its own names (systemd-resolved.service(8)). */
  private static final Set<InetAddress> STUBS =
      Set.of(InetAddress.ofLiteral("127.0.0.53"), InetAddress.ofLiteral("127.0.0.54"));

  private static final int DNS = 53;

  /** No such file is longer; a fault may be. */
  private static final long MOST_BYTES = 64 * 1024;

  private ConfiguredResolvers() {}

  /**
   * This machine's, in their order; none where that is not known. Windows' configuration stands in
   * no file; Java's own platform reads it.
   */
  public static List<InetSocketAddress> ofThisMachine() {
    return switch (Os.current()) {
      case LINUX -> read(RESOLV_CONF, BEHIND_THE_STUB, Interface::up);
      case MACOS -> read(RESOLV_CONF);
      case WINDOWS -> PlatformResolvers.read();
    };
  }

  /**
   * Those that a file names; where it names a stub alone, those behind it. Where a VPN is on, the
   * stub stays: it alone knows which names go through the tunnel, and whoever passes it by may tell
   * the network outside whose name is asked for.
   *
   * @param behindTheStub where systemd-resolved writes them down, in the same form
   * @param interfaces those that are up; asked for only where a stub stands there
   */
  static List<InetSocketAddress> read(
      Path file, Path behindTheStub, Supplier<List<Interface>> interfaces) {
    List<InetSocketAddress> named = read(file);
    if (named.isEmpty() || !named.stream().map(a -> a.getAddress()).allMatch(STUBS::contains)) {
      return named;
    }
    if (interfaces.get().stream().anyMatch(Interface::vpn)) {
      return named;
    }
    List<InetSocketAddress> behind = read(behindTheStub);
    return behind.isEmpty() ? named : behind;
  }

  /** Those that a file names; none where it names none, or cannot be read. */
  static List<InetSocketAddress> read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return List.of();
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1)
          .lines()
          .flatMap(ConfiguredResolvers::server)
          .distinct()
          .toList();
    } catch (IOException e) {
      LOG.info("The resolvers' configuration cannot be read: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }

  private static Stream<InetSocketAddress> server(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 2 || !words[0].equals("nameserver")) {
      return Stream.empty();
    }
    // what is none, or is one of an interface that is gone, the system cannot ask either
    return AddressText.literal(words[1]).map(a -> new InetSocketAddress(a, DNS)).stream();
  }
}
