package org.why502.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every code of both engines' own lists is classified, or named as one that says nothing to us. */
class BrowserErrorListsTest {
  private static final String NONE = " none";

  private static List<String> lines(String list) throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/browser-errors", list)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  private static boolean isClassified(String code) {
    Failure failure = BrowserError.failure(code);
    return failure.kind() != FailureKind.OTHER || failure.step() != Step.REQUEST;
  }

  @ParameterizedTest
  @ValueSource(strings = {"chromium.txt", "firefox.txt"})
  void each_is_classified_or_named_as_none_of_ours(String list) throws IOException {
    List<String> all = lines(list);
    assertTrue(all.size() > 100, "the list of " + list + " is whole");
    assertEquals(
        List.of(),
        all.stream().filter(l -> !l.endsWith(NONE) && !isClassified(l)).toList(),
        "classified by nobody");
    assertEquals(
        List.of(),
        all.stream()
            .filter(l -> l.endsWith(NONE) && isClassified(l.substring(0, l.indexOf(' '))))
            .toList(),
        "classified, though they say nothing");
  }

  /** The step decides which rules a failure may bear out. */
  @ParameterizedTest
  @CsvSource({
    "net::ERR_QUIC_PROTOCOL_ERROR,FIRST_BYTE,MALFORMED",
    "net::ERR_QUIC_HANDSHAKE_FAILED,TLS,TLS_REFUSED",
    "net::ERR_QUIC_CERT_ROOT_NOT_KNOWN,TLS,BAD_CERTIFICATE",
    "net::ERR_HTTP2_PROTOCOL_ERROR,FIRST_BYTE,MALFORMED",
    "net::ERR_HTTP2_PING_FAILED,FIRST_BYTE,TIMED_OUT",
    "net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH,TLS,TLS_REFUSED",
    "net::ERR_ECH_FALLBACK_CERTIFICATE_INVALID,TLS,BAD_CERTIFICATE",
    "net::ERR_NETWORK_IO_SUSPENDED,CONNECT,NO_NETWORK",
    "net::ERR_NETWORK_CHANGED,CONNECT,NO_NETWORK",
    "net::ERR_CONNECTION_ABORTED,FIRST_BYTE,RESET",
    "net::ERR_INCOMPLETE_CHUNKED_ENCODING,BODY,CLOSED",
    "net::ERR_DNS_SECURE_RESOLVER_HOSTNAME_RESOLUTION_FAILED,NAME,NAME_NOT_FOUND",
    "net::ERR_PROXY_UNABLE_TO_CONNECT_TO_DESTINATION,CONNECT,PROXY",
    "NS_ERROR_PROXY_AUTHENTICATION_FAILED,CONNECT,PROXY",
    "NS_ERROR_NET_HTTP3_PROTOCOL_ERROR,FIRST_BYTE,MALFORMED",
    "NS_ERROR_NET_HTTP2_SENT_GOAWAY,FIRST_BYTE,RESET",
    "NS_ERROR_NET_PARTIAL_TRANSFER,BODY,CLOSED",
    "NS_ERROR_NET_INADEQUATE_SECURITY,TLS,TLS_REFUSED",
    "MOZILLA_PKIX_ERROR_MITM_DETECTED,TLS,BAD_CERTIFICATE"
  })
  void the_newer_protocols_and_a_machine_that_slept(String code, Step step, FailureKind kind) {
    Failure failure = BrowserError.failure(code);
    assertEquals(List.of(step, kind), List.of(failure.step(), failure.kind()));
  }
}
