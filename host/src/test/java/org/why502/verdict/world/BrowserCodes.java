package org.why502.verdict.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.why502.evidence.BrowserError;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Step;

/** The codes with which the browsers of both families end a load, and what each rules out. */
final class BrowserCodes {
  private static final Set<FailureKind> LOST =
      EnumSet.of(FailureKind.RESET, FailureKind.CLOSED, FailureKind.EMPTY);

  private BrowserCodes() {}

  /** Every code of both families' own lists. */
  static List<String> all() {
    return Stream.of("chromium.txt", "firefox.txt").flatMap(BrowserCodes::lines).toList();
  }

  /** One code for each step and way in which a load can fail. */
  static List<String> ofEachKind() {
    Map<String, String> kinds = new LinkedHashMap<>();
    all().forEach(code -> kinds.putIfAbsent(kind(code), code));
    return List.copyOf(kinds.values());
  }

  /** The step and the way. */
  static String kind(String code) {
    Failure failure = BrowserError.failure(code);
    return failure.step() + "/" + failure.kind();
  }

  private static Stream<String> lines(String list) {
    try {
      return Files.readAllLines(Path.of("src/test/resources/browser-errors", list)).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ")[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a browser whose load ends so may say it with such a code. */
  static boolean fits(Failure end, Failure code) {
    return switch (end.kind()) {
      case NAME_NOT_FOUND -> isName(code);
      case NO_NETWORK -> code.kind() == FailureKind.NO_NETWORK && code.step() == Step.NAME;
      case UNREACHABLE -> end.step() == Step.NAME ? isName(code) : code.kind() == end.kind();
      case TIMED_OUT ->
          end.step() == Step.NAME
              ? isName(code)
              : code.kind() == FailureKind.TIMED_OUT && code.step() != Step.NAME;
      case RESET -> LOST.contains(code.kind()) && code.step() == Step.FIRST_BYTE;
      case BAD_CERTIFICATE, TLS_REFUSED, PROXY, MALFORMED ->
          code.kind() == end.kind() && code.step() == end.step();
      case REFUSED,
          CLOSED,
          TOO_LARGE,
          TOO_MANY_REDIRECTS,
          EMPTY,
          BLOCKED_LOCALLY,
          CANCELLED,
          OTHER ->
          false;
    };
  }

  private static boolean isName(Failure code) {
    return code.step() == Step.NAME
        && code.kind() != FailureKind.NO_NETWORK
        && code.kind() != FailureKind.OTHER;
  }

  /** The verdicts that a browser tells by itself which fails so, and nobody else does. */
  static Set<String> tells(Failure code) {
    return switch (code.kind()) {
      case PROXY -> Set.of("local-proxy");
      case BLOCKED_LOCALLY -> Set.of("browser-interference");
      case NAME_NOT_FOUND -> Set.of("browser-names");
      case TIMED_OUT, MALFORMED -> code.step() == Step.NAME ? Set.of("browser-names") : Set.of();
      case REFUSED,
          RESET,
          CLOSED,
          UNREACHABLE,
          NO_NETWORK,
          BAD_CERTIFICATE,
          TLS_REFUSED,
          TOO_LARGE,
          TOO_MANY_REDIRECTS,
          EMPTY,
          CANCELLED,
          OTHER ->
          Set.of();
    };
  }

  /** Whether who met this verdict's cause would not have failed so. */
  static boolean contradicts(Failure code, String verdict) {
    boolean name = code.step() == Step.NAME;
    boolean certificate = code.kind() == FailureKind.BAD_CERTIFICATE;
    boolean way =
        code.step() == Step.CONNECT || code.step() == Step.TLS || code.step() == Step.FIRST_BYTE;
    boolean itself =
        switch (code.kind()) {
          case PROXY, BLOCKED_LOCALLY, TOO_MANY_REDIRECTS -> true;
          case NO_NETWORK,
              TIMED_OUT,
              REFUSED,
              RESET,
              CLOSED,
              UNREACHABLE,
              NAME_NOT_FOUND,
              BAD_CERTIFICATE,
              TLS_REFUSED,
              MALFORMED,
              TOO_LARGE,
              EMPTY,
              CANCELLED,
              OTHER ->
              false;
        };
    return switch (verdict) {
      case "names-failing", "browser-names" -> itself || !name;
      case "names-wrong", "hosts-file" -> itself || name;
      case "offline" -> itself || certificate || code.step().compareTo(Step.FIRST_BYTE) > 0;
      case "blocked-here", "captive-portal", "this-connection-only" -> itself;
      case "one-family-broken" -> itself || name || certificate || !way;
      case "intercepted", "clock-wrong" -> !certificate;
      case "local-proxy" -> code.kind() != FailureKind.PROXY;
      case "browser-interference" -> code.kind() != FailureKind.BLOCKED_LOCALLY;
      case "stale-session" -> code.kind() != FailureKind.TOO_MANY_REDIRECTS;
      case "archive-down" -> itself || (!name && !certificate);
      case "page-too-slow" -> code.kind() != FailureKind.TIMED_OUT || !way;
      case "inconclusive" -> false;
      // a page would have come
      default -> true;
    };
  }
}
