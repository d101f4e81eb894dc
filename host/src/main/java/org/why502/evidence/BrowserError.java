package org.why502.evidence;

import java.util.Locale;
import java.util.Map;

/**
 * What a browser's own error code says broke. Chromium's codes are those of {@code
 * net/base/net_error_list.h}; Firefox's those of {@code nsresult} and of NSS.
 */
public final class BrowserError {

  private record Meaning(Step step, FailureKind kind) {}

  private static final Map<String, Meaning> CODES =
      Map.ofEntries(
          Map.entry("ERR_NAME_NOT_RESOLVED", name()),
          Map.entry("ERR_NAME_RESOLUTION_FAILED", name()),
          Map.entry("ERR_DNS_SERVER_FAILED", name()),
          Map.entry("ERR_DNS_MALFORMED_RESPONSE", new Meaning(Step.NAME, FailureKind.MALFORMED)),
          Map.entry("ERR_ICANN_NAME_COLLISION", name()),
          Map.entry("ERR_DNS_TIMED_OUT", new Meaning(Step.NAME, FailureKind.TIMED_OUT)),
          Map.entry("NS_ERROR_UNKNOWN_HOST", name()),
          Map.entry("NS_ERROR_UNKNOWN_PROXY_HOST", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("ERR_PROXY_CONNECTION_FAILED", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("ERR_TUNNEL_CONNECTION_FAILED", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry(
              "NS_ERROR_PROXY_CONNECTION_REFUSED", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("ERR_SOCKS_CONNECTION_FAILED", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry(
              "ERR_SOCKS_CONNECTION_HOST_UNREACHABLE",
              new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry(
              "ERR_MANDATORY_PROXY_CONFIGURATION_FAILED",
              new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("ERR_PROXY_CERTIFICATE_INVALID", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("ERR_NO_SUPPORTED_PROXIES", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("NS_ERROR_PROXY_BAD_GATEWAY", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("NS_ERROR_PROXY_GATEWAY_TIMEOUT", new Meaning(Step.CONNECT, FailureKind.PROXY)),
          Map.entry("ERR_CONNECTION_REFUSED", new Meaning(Step.CONNECT, FailureKind.REFUSED)),
          Map.entry("NS_ERROR_CONNECTION_REFUSED", new Meaning(Step.CONNECT, FailureKind.REFUSED)),
          Map.entry("ERR_CONNECTION_TIMED_OUT", new Meaning(Step.CONNECT, FailureKind.TIMED_OUT)),
          Map.entry("NS_ERROR_NET_TIMEOUT", new Meaning(Step.CONNECT, FailureKind.TIMED_OUT)),
          Map.entry("ERR_TIMED_OUT", new Meaning(Step.FIRST_BYTE, FailureKind.TIMED_OUT)),
          Map.entry("ERR_ADDRESS_UNREACHABLE", new Meaning(Step.CONNECT, FailureKind.UNREACHABLE)),
          Map.entry("ERR_INTERNET_DISCONNECTED", new Meaning(Step.NAME, FailureKind.NO_NETWORK)),
          Map.entry("ERR_NETWORK_CHANGED", new Meaning(Step.CONNECT, FailureKind.NO_NETWORK)),
          Map.entry("NS_ERROR_OFFLINE", new Meaning(Step.NAME, FailureKind.NO_NETWORK)),
          Map.entry("ERR_CONNECTION_RESET", new Meaning(Step.FIRST_BYTE, FailureKind.RESET)),
          Map.entry("NS_ERROR_NET_RESET", new Meaning(Step.FIRST_BYTE, FailureKind.RESET)),
          Map.entry("ERR_CONNECTION_CLOSED", new Meaning(Step.FIRST_BYTE, FailureKind.CLOSED)),
          Map.entry("NS_ERROR_NET_INTERRUPT", new Meaning(Step.BODY, FailureKind.CLOSED)),
          Map.entry("ERR_EMPTY_RESPONSE", new Meaning(Step.FIRST_BYTE, FailureKind.EMPTY)),
          Map.entry("NS_ERROR_NET_EMPTY_RESPONSE", new Meaning(Step.FIRST_BYTE, FailureKind.EMPTY)),
          Map.entry("NS_ERROR_NET_ERROR_RESPONSE", new Meaning(Step.BODY, FailureKind.EMPTY)),
          Map.entry(
              "ERR_TOO_MANY_REDIRECTS", new Meaning(Step.BODY, FailureKind.TOO_MANY_REDIRECTS)),
          Map.entry(
              "NS_ERROR_REDIRECT_LOOP", new Meaning(Step.BODY, FailureKind.TOO_MANY_REDIRECTS)),
          // Chromium's word for a firewall on this machine that lets no packet out
          Map.entry("ERR_NETWORK_ACCESS_DENIED", local()),
          Map.entry("ERR_BLOCKED_BY_CLIENT", local()),
          Map.entry("ERR_BLOCKED_BY_ADMINISTRATOR", local()),
          Map.entry("NS_ERROR_BLOCKED_BY_POLICY", local()),
          // Firefox, where another extension cancelled the request; a person's own stop has others
          Map.entry("NS_ERROR_ABORT", local()),
          Map.entry("ERR_FAILED", new Meaning(Step.REQUEST, FailureKind.OTHER)),
          Map.entry("TIMED_OUT", new Meaning(Step.FIRST_BYTE, FailureKind.TIMED_OUT)));

  /** How the companion names its own failures where it looked in a browser's stead. */
  private static final String OWN = "why502:";

  private BrowserError() {}

  /**
   * The code of a failure that the companion met itself, such as {@code why502:tls/reset}; {@link
   * #failure} reads it back.
   */
  public static String code(Failure failure) {
    return (OWN + failure.step() + "/" + failure.kind()).toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Failure own(String stepAndKind) {
    String[] parts = stepAndKind.toUpperCase(Locale.ROOT).replace('-', '_').split("/", 2);
    try {
      return new Failure(Step.valueOf(parts[0]), FailureKind.valueOf(parts[1]), "");
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      // a newer companion's document may name what this one does not know
      return new Failure(Step.REQUEST, FailureKind.OTHER, "");
    }
  }

  /**
   * The failure that a code names.
   *
   * @param code as the browser says it, such as {@code net::ERR_CONNECTION_RESET} or {@code
   *     NS_ERROR_UNKNOWN_HOST}
   * @return the failure; an unknown code is {@link FailureKind#OTHER}
   */
  public static Failure failure(String code) {
    String bare = code.startsWith("net::") ? code.substring("net::".length()) : code;
    if (bare.startsWith(OWN)) {
      return own(bare.substring(OWN.length()));
    }
    Meaning known = CODES.get(bare);
    if (known != null) {
      return new Failure(known.step(), known.kind(), bare);
    }
    // secure DNS has codes of its own
    if (bare.startsWith("ERR_DNS_")) {
      return new Failure(Step.NAME, FailureKind.NAME_NOT_FOUND, bare);
    }
    if (bare.startsWith("ERR_CERT_")
        || bare.startsWith("SEC_ERROR_")
        || bare.startsWith("MOZILLA_PKIX_ERROR_")
        || bare.equals("SSL_ERROR_BAD_CERT_DOMAIN")) {
      return new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, bare);
    }
    if (bare.startsWith("ERR_SSL_") || bare.startsWith("SSL_ERROR_")) {
      return new Failure(Step.TLS, FailureKind.TLS_REFUSED, bare);
    }
    return new Failure(Step.REQUEST, FailureKind.OTHER, bare);
  }

  private static Meaning name() {
    return new Meaning(Step.NAME, FailureKind.NAME_NOT_FOUND);
  }

  private static Meaning local() {
    return new Meaning(Step.REQUEST, FailureKind.BLOCKED_LOCALLY);
  }
}
