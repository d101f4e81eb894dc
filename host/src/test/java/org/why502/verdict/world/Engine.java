package org.why502.verdict.world;

import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;

/** A family of browsers, each with words of its own for a failure. */
enum Engine {
  CHROMIUM {
    @Override
    String error(Failure failure) {
      if (failure.step() == Step.BODY) {
        return "net::ERR_TIMED_OUT";
      }
      if (failure.step() == Step.NAME && failure.kind() == FailureKind.TIMED_OUT) {
        return "net::ERR_NAME_NOT_RESOLVED";
      }
      return "net::"
          + switch (failure.kind()) {
            case NAME_NOT_FOUND -> "ERR_NAME_NOT_RESOLVED";
            case NO_NETWORK -> "ERR_INTERNET_DISCONNECTED";
            case TIMED_OUT -> "ERR_CONNECTION_TIMED_OUT";
            case REFUSED -> "ERR_CONNECTION_REFUSED";
            case UNREACHABLE -> "ERR_INTERNET_DISCONNECTED";
            case RESET, CLOSED -> "ERR_CONNECTION_RESET";
            case BAD_CERTIFICATE, TLS_REFUSED ->
                failure
                        .certificate()
                        .filter(c -> c.trust() == Certificate.Trust.EXPIRED)
                        .isPresent()
                    ? "ERR_CERT_DATE_INVALID"
                    : "ERR_CERT_AUTHORITY_INVALID";
            case PROXY -> "ERR_PROXY_CONNECTION_FAILED";
            case BLOCKED_LOCALLY -> "ERR_BLOCKED_BY_CLIENT";
            case TOO_MANY_REDIRECTS -> "ERR_TOO_MANY_REDIRECTS";
            case EMPTY -> "ERR_EMPTY_RESPONSE";
            case MALFORMED, TOO_LARGE, CANCELLED, OTHER -> "ERR_FAILED";
          };
    }
  },
  FIREFOX {
    @Override
    String error(Failure failure) {
      if (failure.step() == Step.BODY) {
        return "NS_ERROR_NET_INTERRUPT";
      }
      if (failure.step() == Step.NAME && failure.kind() == FailureKind.TIMED_OUT) {
        return "NS_ERROR_UNKNOWN_HOST";
      }
      return switch (failure.kind()) {
        case NAME_NOT_FOUND -> "NS_ERROR_UNKNOWN_HOST";
        case NO_NETWORK, UNREACHABLE -> "NS_ERROR_OFFLINE";
        case TIMED_OUT -> "NS_ERROR_NET_TIMEOUT";
        case REFUSED -> "NS_ERROR_CONNECTION_REFUSED";
        case RESET, CLOSED -> "NS_ERROR_NET_RESET";
        case BAD_CERTIFICATE, TLS_REFUSED ->
            failure.certificate().filter(c -> c.trust() == Certificate.Trust.EXPIRED).isPresent()
                ? "SEC_ERROR_EXPIRED_CERTIFICATE"
                : "SEC_ERROR_UNKNOWN_ISSUER";
        case PROXY -> "NS_ERROR_PROXY_CONNECTION_REFUSED";
        case BLOCKED_LOCALLY -> "NS_ERROR_BLOCKED_BY_POLICY";
        case TOO_MANY_REDIRECTS -> "NS_ERROR_REDIRECT_LOOP";
        case EMPTY -> "NS_ERROR_NET_EMPTY_RESPONSE";
        case MALFORMED, TOO_LARGE, CANCELLED, OTHER -> "NS_ERROR_FAILURE";
      };
    }
  };

  /** The code that it tells an extension. */
  abstract String error(Failure failure);
}
