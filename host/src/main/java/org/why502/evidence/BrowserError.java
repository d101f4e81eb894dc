package org.why502.evidence;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a browser's own error code says broke. Chromium's codes are those of {@code
 * net/base/net_error_list.h}; Firefox's those of {@code nsresult} and of NSS.
 */
public final class BrowserError {

  private record Meaning(Step step, FailureKind kind) {}

  private static final Map<String, Meaning> CODES = new HashMap<>();

  private static void means(Step step, FailureKind kind, String... codes) {
    for (String code : codes) {
      CODES.put(code, new Meaning(step, kind));
    }
  }

  static {
    means(
        Step.NAME,
        FailureKind.NAME_NOT_FOUND,
        "ERR_NAME_NOT_RESOLVED",
        "ERR_NAME_RESOLUTION_FAILED",
        "ERR_DNS_SERVER_FAILED",
        "ERR_ICANN_NAME_COLLISION",
        "NS_ERROR_UNKNOWN_HOST",
        "NS_ERROR_DEFINITIVE_UNKNOWN_HOST");
    means(Step.NAME, FailureKind.MALFORMED, "ERR_DNS_MALFORMED_RESPONSE");
    means(Step.NAME, FailureKind.TIMED_OUT, "ERR_DNS_TIMED_OUT");
    means(Step.NAME, FailureKind.NO_NETWORK, "ERR_INTERNET_DISCONNECTED", "NS_ERROR_OFFLINE");
    // the browser has too many names to look up at once
    means(
        Step.NAME,
        FailureKind.OTHER,
        "ERR_HOST_RESOLVER_QUEUE_TOO_LARGE",
        "NS_ERROR_DNS_LOOKUP_QUEUE_FULL");
    // another network, or a machine that sleeps: what was under way is lost
    means(
        Step.CONNECT,
        FailureKind.NO_NETWORK,
        "ERR_NETWORK_CHANGED",
        "ERR_NETWORK_IO_SUSPENDED",
        "ERR_NETWORK_ACCESS_REVOKED");
    means(
        Step.CONNECT,
        FailureKind.PROXY,
        "ERR_TUNNEL_CONNECTION_FAILED",
        "ERR_SOCKS_CONNECTION_FAILED",
        "ERR_SOCKS_CONNECTION_HOST_UNREACHABLE",
        "ERR_MANDATORY_PROXY_CONFIGURATION_FAILED",
        "ERR_NO_SUPPORTED_PROXIES",
        "ERR_HTTPS_PROXY_TUNNEL_RESPONSE_REDIRECT",
        "ERR_UNEXPECTED_PROXY_AUTH",
        "ERR_UNABLE_TO_REUSE_CONNECTION_FOR_PROXY_AUTH",
        "NS_ERROR_UNKNOWN_PROXY_HOST");
    means(
        Step.CONNECT, FailureKind.REFUSED, "ERR_CONNECTION_REFUSED", "NS_ERROR_CONNECTION_REFUSED");
    means(
        Step.CONNECT,
        FailureKind.TIMED_OUT,
        "ERR_CONNECTION_TIMED_OUT",
        "NS_ERROR_NET_TIMEOUT",
        "NS_ERROR_NET_TIMEOUT_EXTERNAL");
    means(
        Step.CONNECT,
        FailureKind.UNREACHABLE,
        "ERR_ADDRESS_UNREACHABLE",
        "ERR_ADDRESS_INVALID",
        "ERR_CONNECTION_FAILED",
        "NS_ERROR_SOCKET_ADDRESS_NOT_SUPPORTED");
    means(
        Step.TLS,
        FailureKind.BAD_CERTIFICATE,
        "ERR_CERTIFICATE_TRANSPARENCY_REQUIRED",
        "ERR_ECH_FALLBACK_CERTIFICATE_INVALID",
        "ERR_QUIC_CERT_ROOT_NOT_KNOWN",
        "ERR_SSL_BAD_PEER_PUBLIC_KEY",
        "ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN",
        "ERR_SSL_SERVER_CERT_BAD_FORMAT",
        "ERR_SSL_SERVER_CERT_CHANGED",
        "SSL_ERROR_BAD_CERT_DOMAIN",
        "NS_ERROR_BAD_HSTS_CERT");
    means(
        Step.TLS,
        FailureKind.TLS_REFUSED,
        "ERR_ALPN_NEGOTIATION_FAILED",
        "ERR_BAD_SSL_CLIENT_AUTH_CERT",
        "ERR_CLIENT_AUTH_CERT_TYPE_UNSUPPORTED",
        "ERR_EARLY_DATA_REJECTED",
        "ERR_ECH_NOT_NEGOTIATED",
        "ERR_HTTP2_INADEQUATE_TRANSPORT_SECURITY",
        "ERR_INVALID_ECH_CONFIG_LIST",
        "ERR_NO_SSL_VERSIONS_ENABLED",
        "ERR_QUIC_HANDSHAKE_FAILED",
        "ERR_TLS13_DOWNGRADE_DETECTED",
        "ERR_WRONG_VERSION_ON_EARLY_DATA",
        "NS_ERROR_NET_INADEQUATE_SECURITY");
    // the first is Chromium's word for a firewall on this machine that lets no packet out;
    // NS_ERROR_ABORT is Firefox's where another extension cancelled the request, and a person's own
    // stop has others
    means(
        Step.REQUEST,
        FailureKind.BLOCKED_LOCALLY,
        "ERR_NETWORK_ACCESS_DENIED",
        "ERR_BLOCKED_BY_ADMINISTRATOR",
        "ERR_BLOCKED_BY_CLIENT",
        "ERR_BLOCKED_BY_FINGERPRINTING_PROTECTION",
        "ERR_BLOCKED_ENROLLMENT_CHECK_PENDING",
        "ERR_BLOCKED_IN_INCOGNITO_BY_ADMINISTRATOR",
        "NS_ERROR_ABORT",
        "NS_ERROR_BLOCKED_BY_POLICY");
    means(
        Step.FIRST_BYTE,
        FailureKind.TIMED_OUT,
        "ERR_TIMED_OUT",
        "ERR_HTTP2_PING_FAILED",
        "TIMED_OUT");
    means(
        Step.FIRST_BYTE,
        FailureKind.RESET,
        "ERR_CONNECTION_ABORTED",
        "ERR_CONNECTION_RESET",
        "ERR_HTTP2_RST_STREAM_NO_ERROR_RECEIVED",
        "ERR_HTTP2_SERVER_REFUSED_STREAM",
        "ERR_HTTP2_STREAM_CLOSED",
        "ERR_QUIC_GOAWAY_REQUEST_CAN_BE_RETRIED",
        "ERR_SOCKET_NOT_CONNECTED",
        "NS_ERROR_NET_HTTP2_SENT_GOAWAY",
        "NS_ERROR_NET_RESET",
        "NS_ERROR_NET_UNCLEAN_SHUTDOWN",
        "NS_ERROR_NOT_CONNECTED");
    means(
        Step.FIRST_BYTE,
        FailureKind.CLOSED,
        "ERR_CONNECTION_CLOSED",
        "ERR_INCOMPLETE_HTTP2_HEADERS",
        "ERR_RESPONSE_HEADERS_TRUNCATED");
    means(Step.FIRST_BYTE, FailureKind.EMPTY, "ERR_EMPTY_RESPONSE", "NS_ERROR_NET_EMPTY_RESPONSE");
    // what came was not the protocol that was spoken: most often by what rewrites it on the way
    means(
        Step.FIRST_BYTE,
        FailureKind.MALFORMED,
        "ERR_HTTP2_COMPRESSION_ERROR",
        "ERR_HTTP2_FLOW_CONTROL_ERROR",
        "ERR_HTTP2_FRAME_SIZE_ERROR",
        "ERR_HTTP2_PROTOCOL_ERROR",
        "ERR_HTTP_1_1_REQUIRED",
        "ERR_INVALID_HTTP_RESPONSE",
        "ERR_INVALID_RESPONSE",
        "ERR_QUIC_PROTOCOL_ERROR",
        "ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_DISPOSITION",
        "ERR_RESPONSE_HEADERS_MULTIPLE_CONTENT_LENGTH",
        "ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION",
        "NS_ERROR_HTTP2_FALLBACK_TO_HTTP1",
        "NS_ERROR_NET_HTTP3_PROTOCOL_ERROR",
        "NS_ERROR_PARSING_HTTP_STATUS_LINE");
    means(Step.FIRST_BYTE, FailureKind.TOO_LARGE, "ERR_RESPONSE_HEADERS_TOO_BIG");
    means(
        Step.BODY,
        FailureKind.CLOSED,
        "ERR_CONTENT_LENGTH_MISMATCH",
        "ERR_INCOMPLETE_CHUNKED_ENCODING",
        "NS_ERROR_NET_INTERRUPT",
        "NS_ERROR_NET_PARTIAL_TRANSFER");
    means(Step.BODY, FailureKind.EMPTY, "NS_ERROR_NET_ERROR_RESPONSE");
    means(
        Step.BODY,
        FailureKind.MALFORMED,
        "ERR_CONTENT_DECODING_FAILED",
        "ERR_CONTENT_DECODING_INIT_FAILED",
        "ERR_ENCODING_DETECTION_FAILED",
        "ERR_INVALID_CHUNKED_ENCODING",
        "ERR_ZSTD_WINDOW_SIZE_TOO_BIG",
        "NS_ERROR_CORRUPTED_CONTENT",
        "NS_ERROR_INVALID_CONTENT_ENCODING");
    means(
        Step.BODY,
        FailureKind.TOO_MANY_REDIRECTS,
        "ERR_TOO_MANY_REDIRECTS",
        "NS_ERROR_REDIRECT_LOOP");
  }

  /** Codes that begin like others and are not of their kind: they say nothing of AO3's page. */
  private static final Set<String> OF_ANOTHER_KIND =
      Set.of("ERR_CERT_DATABASE_CHANGED", "ERR_CERT_END", "ERR_CERT_VERIFIER_CHANGED");

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
    if (OF_ANOTHER_KIND.contains(bare)) {
      return new Failure(Step.REQUEST, FailureKind.OTHER, bare);
    }
    // secure DNS has codes of its own
    if (bare.startsWith("ERR_DNS_")) {
      return new Failure(Step.NAME, FailureKind.NAME_NOT_FOUND, bare);
    }
    // Firefox has one for each answer of a proxy's to CONNECT
    if (bare.startsWith("ERR_PROXY_") || bare.startsWith("NS_ERROR_PROXY_")) {
      return new Failure(Step.CONNECT, FailureKind.PROXY, bare);
    }
    if (bare.startsWith("ERR_CERT_")
        || bare.startsWith("SEC_ERROR_")
        || bare.startsWith("MOZILLA_PKIX_ERROR_")) {
      return new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, bare);
    }
    if (bare.startsWith("ERR_SSL_") || bare.startsWith("SSL_ERROR_")) {
      return new Failure(Step.TLS, FailureKind.TLS_REFUSED, bare);
    }
    return new Failure(Step.REQUEST, FailureKind.OTHER, bare);
  }
}
