package org.why502.probe.setup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The proxies of the environment variables {@code https_proxy}, {@code all_proxy} and {@code
 * no_proxy}, in either case, for https alone; else what Java was told. Java does not read these
 * variables, and curl, Firefox and Chromium on Linux do: without them we would go where they do
 * not. They are read as curl does (its manual, "Environment"): lower case first, a scheme of the
 * proxy's own, {@code no_proxy} as a list of names that also mean all names below them.
 */
public final class EnvironmentProxies extends ProxySelector {
  /**
   * {@code [scheme://][user[:password]@]host[:port][/]}; a password is passed over and not kept.
   */
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:([a-z][a-z0-9+.-]*)://)?(?:[^/]*@)?(\\[[0-9a-f:.]+\\]|[^/:@\\s]+)(?::(\\d{1,5}))?(?:/.*)?",
          Pattern.CASE_INSENSITIVE);

  /** curl's, for a proxy without a port, whatever its scheme. */
  private static final int DEFAULT_PORT = 1080;

  private final Map<String, String> environment;
  private final ProxySelector otherwise;

  /**
   * Reads from an environment.
   *
   * @param otherwise what decides where the environment does not
   */
  public EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
    this.environment = Map.copyOf(environment);
    this.otherwise = otherwise;
  }

  @Override
  public List<Proxy> select(URI uri) {
    if (!"https".equalsIgnoreCase(uri.getScheme())) {
      return otherwise.select(uri);
    }
    Optional<Proxy> proxy =
        Stream.of("https_proxy", "all_proxy")
            .flatMap(name -> variable(name).stream())
            .findFirst()
            .flatMap(EnvironmentProxies::proxy);
    if (proxy.isEmpty()) {
      return otherwise.select(uri);
    }
    return exempt(uri.getHost()) ? List.of(Proxy.NO_PROXY) : List.of(proxy.get());
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    otherwise.connectFailed(uri, address, failure);
  }

  private Optional<String> variable(String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .flatMap(n -> Optional.ofNullable(environment.get(n)).stream())
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .findFirst();
  }

  /** A proxy that is itself spoken to over TLS is not used: okhttp cannot. */
  static Optional<Proxy> proxy(String value) {
    Matcher parts = VALUE.matcher(value);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String scheme = Optional.ofNullable(parts.group(1)).orElse("http").toLowerCase(Locale.ROOT);
    String host = parts.group(2).replaceAll("[\\[\\]]", "");
    int port = Optional.ofNullable(parts.group(3)).map(Integer::parseInt).orElse(DEFAULT_PORT);
    if (port > 65535) {
      return Optional.empty();
    }
    InetSocketAddress there = InetSocketAddress.createUnresolved(host, port);
    return switch (scheme) {
      case "http" -> Optional.of(new Proxy(Proxy.Type.HTTP, there));
      case "socks", "socks4", "socks4a", "socks5", "socks5h" ->
          Optional.of(new Proxy(Proxy.Type.SOCKS, there));
      default -> Optional.empty();
    };
  }

  private boolean exempt(String host) {
    return variable("no_proxy").stream()
        .flatMap(list -> Arrays.stream(list.split("[,\\s]+")))
        .map(n -> n.startsWith(".") ? n.substring(1) : n)
        .filter(n -> !n.isEmpty())
        .map(n -> n.toLowerCase(Locale.ROOT))
        .anyMatch(n -> n.equals("*") || host.equals(n) || host.endsWith("." + n));
  }
}
