package org.why502.probe.setup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The resolvers as the Java platform itself reads them, where no file of the system's names them:
 * on Windows by {@code GetAdaptersAddresses}, for every adapter that is up. The module {@code
 * jdk.naming.dns} tells them in the address that it is provided by; nobody is asked anything.
 */
final class PlatformResolvers {
  private static final Logger LOG = LoggerFactory.getLogger(PlatformResolvers.class);
  private static final int DNS = 53;

  /** Its own; without servers, it takes the platform's. */
  private static final String FACTORY = "com.sun.jndi.dns.DnsContextFactory";

  private static final String THE_PLATFORMS = "dns:";

  /** One of the addresses that stand there, with spaces between: RFC 4501 for their form. */
  private static final Pattern SERVER =
      Pattern.compile("dns://(?:\\[([^]/ ]+)]|([^:/ \\[]+))(?::(\\d{1,5}))?(?:/\\S*)?");

  private PlatformResolvers() {}

  /** This machine's, in their order; none where none is named. */
  static List<InetSocketAddress> read() {
    // JNDI takes no other kind of map.
    Hashtable<String, String> wanted =
        new Hashtable<>(
            Map.of(Context.INITIAL_CONTEXT_FACTORY, FACTORY, Context.PROVIDER_URL, THE_PLATFORMS));
    try {
      Context context = new InitialDirContext(wanted);
      try {
        return named(String.valueOf(context.getEnvironment().get(Context.PROVIDER_URL)));
      } finally {
        context.close();
      }
    } catch (NamingException e) {
      LOG.info("The platform names no resolvers: {}", e.getClass().getSimpleName());
      return List.of();
    }
  }

  /**
   * Those of such a list of addresses. Where the platform knows none, {@code localhost} stands
   * there, which is nobody's setting.
   */
  static List<InetSocketAddress> named(String providers) {
    return SERVER
        .matcher(providers)
        .results()
        .flatMap(
            found ->
                Optional.ofNullable(found.group(1))
                    .or(() -> Optional.ofNullable(found.group(2)))
                    .flatMap(PlatformResolvers::address)
                    .map(address -> new InetSocketAddress(address, port(found)))
                    .stream())
        .distinct()
        .toList();
  }

  private static int port(MatchResult found) {
    return Optional.ofNullable(found.group(3))
        .map(Integer::parseInt)
        .filter(port -> port > 0 && port <= 0xffff)
        .orElse(DNS);
  }

  /**
   * Windows puts {@code fec0:0:0:ffff::1} and its two neighbours where no server is set over IPv6;
   * nobody has such addresses any more (RFC 3879).
   */
  private static Optional<InetAddress> address(String text) {
    return AddressText.literal(text)
        .filter(a -> !(a instanceof Inet6Address && a.isSiteLocalAddress()));
  }
}
