package org.why502.probe.work;

import com.fasterxml.jackson.core.JacksonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.StreamResetException;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;
import org.why502.probe.setup.Interface;
import org.xbill.DNS.WireParseException;

/**
 * The one place that turns an exception into a {@link Failure}.
 *
 * <p>It goes by the exception's class and by the step that was under way wherever it can: the
 * messages of system calls are in the language of the system ({@code strerror}). The few messages
 * that it reads are constants of the JDK, okhttp and okio, in English everywhere; each is held by a
 * test that makes the real thing happen.
 */
final class Failures {

  /**
   * okhttp gives up on the headers of an answer after 256 KiB. In HTTP/2 it says so; in HTTP/1 it
   * says the same as when the connection ends, and only how much has come tells them apart.
   */
  private static final long MANY_HEADER_BYTES = 240 * 1024;

  private static final String MANY_HEADERS_IN_HTTP2 = "header byte count limit";

  /** Java takes a certificate chain of ten, and handshake messages of 32 KiB. */
  private static final String TOO_MUCH_OF_TLS = "exceeds the maximum allowed";

  private static final int DEEPEST = 12;

  private Failures() {}

  /** What an exception means, thrown when the work had come as far as {@code progress} says. */
  static Failure of(Throwable thrown, Progress progress) {
    List<Throwable> causes = causes(thrown);
    Optional<ProbeException> ours = first(causes, ProbeException.class);
    if (ours.isPresent()) {
      ProbeException own = ours.get();
      return new Failure(own.step().orElse(progress.step()), own.kind(), own.getMessage());
    }
    FailureKind kind = kind(thrown, causes, progress);
    return new Failure(
        step(kind, progress.step()),
        kind,
        detail(kind, causes),
        progress.shown().filter(_ -> kind == FailureKind.BAD_CERTIFICATE));
  }

  private static FailureKind kind(Throwable thrown, List<Throwable> causes, Progress progress) {
    boolean early = Set.of(Step.NAME, Step.CONNECT).contains(progress.step());
    FailureKind kind = kind(causes, progress);
    if (kind == FailureKind.CANCELLED) {
      return kind;
    }
    if (progress.proxied() && early) {
      return FailureKind.PROXY;
    }
    if (kind == FailureKind.UNREACHABLE) {
      // okhttp tried every address side by side and throws the first one's exception. On a machine
      // without IPv6 that is always "unreachable"; what the other addresses said tells more.
      return Stream.of(thrown.getSuppressed())
          .map(other -> kind(causes(other), progress))
          .filter(other -> other != FailureKind.UNREACHABLE)
          .findFirst()
          .orElseGet(() -> Interface.anyLeadsFurther() ? kind : FailureKind.NO_NETWORK);
    }
    return kind;
  }

  /** From the most telling class of exception to the least. */
  private static FailureKind kind(List<Throwable> causes, Progress progress) {
    boolean connecting = Set.of(Step.NAME, Step.CONNECT).contains(progress.step());
    if (has(causes, InterruptedException.class)
        || has(causes, ClosedByInterruptException.class)
        || says(causes, IOException.class, "Canceled")
        || says(causes, InterruptedIOException.class, "interrupted")) {
      return FailureKind.CANCELLED;
    }
    if (has(causes, CertificateException.class)
        || has(causes, CertPathValidatorException.class)
        || has(causes, SSLPeerUnverifiedException.class)) {
      return FailureKind.BAD_CERTIFICATE;
    }
    if (says(causes, SSLException.class, TOO_MUCH_OF_TLS)) {
      return FailureKind.TOO_LARGE;
    }
    if (has(causes, UnknownHostException.class)) {
      return FailureKind.NAME_NOT_FOUND;
    }
    if (has(causes, SocketTimeoutException.class)
        || has(causes, InterruptedIOException.class)
        || says(causes, ConnectException.class, "timed out")) {
      return FailureKind.TIMED_OUT;
    }
    if (has(causes, PortUnreachableException.class)) {
      return FailureKind.REFUSED;
    }
    if (has(causes, NoRouteToHostException.class)) {
      return FailureKind.UNREACHABLE;
    }
    if (has(causes, ConnectException.class)) {
      return FailureKind.REFUSED;
    }
    if (says(causes, SocketException.class, "reset")) {
      return FailureKind.RESET;
    }
    if (has(causes, SocketException.class)) {
      // ENETUNREACH has no exception class of its own; once connected, only a broken pipe is left.
      return connecting ? FailureKind.UNREACHABLE : FailureKind.RESET;
    }
    if (has(causes, StreamResetException.class)) {
      return FailureKind.RESET;
    }
    if (has(causes, EOFException.class)
        || has(causes, ConnectionShutdownException.class)
        || says(causes, IOException.class, "unexpected end of stream")) {
      return progress.step() == Step.FIRST_BYTE && progress.received() >= MANY_HEADER_BYTES
          ? FailureKind.TOO_LARGE
          : FailureKind.CLOSED;
    }
    if (says(causes, IOException.class, MANY_HEADERS_IN_HTTP2)) {
      return FailureKind.TOO_LARGE;
    }
    if (says(causes, SSLException.class, "Unsupported or unrecognized SSL message")) {
      return FailureKind.MALFORMED;
    }
    if (has(causes, SSLException.class)) {
      return FailureKind.TLS_REFUSED;
    }
    if (says(causes, IOException.class, "Unexpected response code for CONNECT")
        || says(causes, IOException.class, "Failed to authenticate with proxy")) {
      return FailureKind.PROXY;
    }
    if (has(causes, ProtocolException.class)
        || has(causes, WireParseException.class)
        || has(causes, JacksonException.class)) {
      return FailureKind.MALFORMED;
    }
    if (progress.step() == Step.BODY && has(causes, IOException.class)) {
      // The compression or the chunks are broken; the connection itself was fine.
      return FailureKind.MALFORMED;
    }
    return FailureKind.OTHER;
  }

  private static Step step(FailureKind kind, Step reached) {
    return switch (kind) {
      case NAME_NOT_FOUND -> Step.NAME;
      case BAD_CERTIFICATE, TLS_REFUSED -> Step.TLS;
      // another address may have come further, and told less
      case UNREACHABLE, NO_NETWORK -> reached.compareTo(Step.CONNECT) > 0 ? Step.CONNECT : reached;
      case TIMED_OUT,
          REFUSED,
          RESET,
          CLOSED,
          MALFORMED,
          TOO_LARGE,
          TOO_MANY_REDIRECTS,
          EMPTY,
          BLOCKED_LOCALLY,
          PROXY,
          CANCELLED,
          OTHER ->
          reached;
    };
  }

  /**
   * Words for a report. Only TLS's own messages are taken as they are (they name the alert); those
   * of other exceptions can hold a name or an address of this network, so their class must do.
   */
  private static String detail(FailureKind kind, List<Throwable> causes) {
    return switch (kind) {
      case TLS_REFUSED ->
          first(causes, SSLException.class).map(e -> String.valueOf(e.getMessage())).orElse("");
      case OTHER, MALFORMED, PROXY, BAD_CERTIFICATE -> causes.getLast().getClass().getSimpleName();
      case TIMED_OUT,
          REFUSED,
          RESET,
          CLOSED,
          UNREACHABLE,
          NO_NETWORK,
          NAME_NOT_FOUND,
          TOO_LARGE,
          TOO_MANY_REDIRECTS,
          EMPTY,
          BLOCKED_LOCALLY,
          CANCELLED ->
          "";
    };
  }

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable t = thrown; t != null && causes.size() < DEEPEST; t = t.getCause()) {
      causes.add(t);
    }
    return causes;
  }

  private static <E extends Throwable> Optional<E> first(List<Throwable> causes, Class<E> kind) {
    return causes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> kind) {
    return first(causes, kind).isPresent();
  }

  private static boolean says(
      List<Throwable> causes, Class<? extends Throwable> kind, String words) {
    return causes.stream()
        .anyMatch(t -> kind.isInstance(t) && String.valueOf(t.getMessage()).contains(words));
  }
}
