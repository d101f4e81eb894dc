package org.why502.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser's own error codes, and our own, read as failures. */
class BrowserErrorTest {

  @ParameterizedTest
  @CsvSource({
    "net::ERR_NAME_NOT_RESOLVED, NAME, NAME_NOT_FOUND",
    "NS_ERROR_UNKNOWN_HOST, NAME, NAME_NOT_FOUND",
    "net::ERR_CONNECTION_REFUSED, CONNECT, REFUSED",
    "NS_ERROR_NET_TIMEOUT, CONNECT, TIMED_OUT",
    "net::ERR_CONNECTION_RESET, FIRST_BYTE, RESET",
    "net::ERR_CERT_AUTHORITY_INVALID, TLS, BAD_CERTIFICATE",
    "net::ERR_CERT_DATE_INVALID, TLS, BAD_CERTIFICATE",
    "SEC_ERROR_EXPIRED_CERTIFICATE, TLS, BAD_CERTIFICATE",
    "SEC_ERROR_EXPIRED_ISSUER_CERTIFICATE, TLS, BAD_CERTIFICATE",
    "MOZILLA_PKIX_ERROR_NOT_YET_VALID_CERTIFICATE, TLS, BAD_CERTIFICATE",
    "SEC_ERROR_UNKNOWN_ISSUER, TLS, BAD_CERTIFICATE",
    "MOZILLA_PKIX_ERROR_MITM_DETECTED, TLS, BAD_CERTIFICATE",
    "SSL_ERROR_BAD_CERT_DOMAIN, TLS, BAD_CERTIFICATE",
    "net::ERR_SSL_PROTOCOL_ERROR, TLS, TLS_REFUSED",
    "SSL_ERROR_RX_RECORD_TOO_LONG, TLS, TLS_REFUSED",
    "NS_ERROR_NET_ERROR_RESPONSE, BODY, EMPTY",
    "net::ERR_TOO_MANY_REDIRECTS, BODY, TOO_MANY_REDIRECTS",
    "net::ERR_BLOCKED_BY_CLIENT, REQUEST, BLOCKED_LOCALLY",
    "NS_ERROR_ABORT, REQUEST, BLOCKED_LOCALLY",
    "NS_ERROR_BLOCKED_BY_POLICY, REQUEST, BLOCKED_LOCALLY",
    "net::ERR_DNS_SECURE_RESOLVER_HOSTNAME_RESOLUTION_FAILED, NAME, NAME_NOT_FOUND",
    "net::ERR_DNS_TIMED_OUT, NAME, TIMED_OUT",
    "net::ERR_PROXY_CONNECTION_FAILED, CONNECT, PROXY",
    "net::ERR_INTERNET_DISCONNECTED, NAME, NO_NETWORK",
    "SOMETHING_NEW, REQUEST, OTHER",
    "'', REQUEST, OTHER",
  })
  void codes(String code, Step step, FailureKind kind) {
    Failure failure = BrowserError.failure(code);
    assertEquals(step, failure.step());
    assertEquals(kind, failure.kind());
  }

  @Test
  void our_own_codes_are_read_back() {
    for (Step step : Step.values()) {
      for (FailureKind kind : FailureKind.values()) {
        Failure failure = new Failure(step, kind, "");
        assertEquals(failure, BrowserError.failure(BrowserError.code(failure)));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"why502:", "why502:tls", "why502:tomorrow/new", "why502:tls/", "why502:///"})
  void a_newer_companions_code_is_some_failure(String code) {
    assertEquals(FailureKind.OTHER, BrowserError.failure(code).kind());
  }
}
