package org.why502.probe.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.system.Os;

/**
 * The resolvers that this machine is set up to use, as its own configuration names them: {@code
 * resolv.conf} on Linux and macOS (resolv.conf(5)), a stub of systemd-resolved's among them; on
 * Windows each adapter's.
 *
 * <p>Nothing is taken for granted. A library that finds no configuration asks 127.0.0.1, where on
 * most machines nobody listens, and a resolver that was never set up would be called one that
 * fails. So where nothing is named, nothing is known.
 */
public final class ConfiguredResolvers {
  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredResolvers.class);
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
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
      case LINUX, MACOS -> read(RESOLV_CONF);
      case WINDOWS -> PlatformResolvers.read();
    };
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
