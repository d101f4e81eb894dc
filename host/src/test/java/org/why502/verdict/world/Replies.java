package org.why502.verdict.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Markers;
import org.why502.evidence.Outcome;
import org.why502.evidence.PartialAnswer;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;
import org.why502.evidence.Timings;

/** What servers answer and how they fail, as the field guide has it. */
final class Replies {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  static final Duration QUICK = Duration.ofMillis(90);

  /** As long as AO3's application works on a page before it is given up. */
  static final Duration LONG = Duration.ofSeconds(25);

  /** What connecting costs on a bad day in a train. */
  static final Duration SLOW = Duration.ofSeconds(6);

  private static final Duration YEAR = Duration.ofDays(365);

  /** Bytes (net4people/bbs, issue 490). */
  private static final long CUT = 16 * 1024;

  private Replies() {}

  static <T> Outcome<T> saw(T value) {
    return new Outcome.Saw<>(value, QUICK);
  }

  static <T> Outcome<T> failed(Failure failure) {
    return new Outcome.Failed<>(failure, QUICK);
  }

  static Failure failure(Step step, FailureKind kind) {
    return new Failure(step, kind, "");
  }

  /** The head of a page came, and as much as some networks let pass; then nothing. */
  static Failure cutOff() {
    return failure(Step.BODY, FailureKind.TIMED_OUT)
        .after(new PartialAnswer(200, edge("text/html"), CUT));
  }

  /** The handshake ended with this certificate, which proves nobody. */
  static <T> Outcome<T> distrusted(Certificate shown) {
    return failed(new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, "", Optional.of(shown)));
  }

  /** An ordinary page of AO3's, or its application's least answer. */
  static Answer fine(Viewer viewer) {
    return switch (viewer.asked()) {
      case PAGE, SAME, LIGHT ->
          answer(200, edge("text/html"), page(List.of("works-show"), List.of("greeting")));
      case TOKEN -> answer(200, edge("application/json"), text("token"));
      case TRACE -> answer(200, edge("text/plain"), text("trace"));
    };
  }

  static Answer cached() {
    return answer(
        200,
        edge("text/html", Optional.empty(), Optional.of("3131"), "HIT"),
        page(List.of("works-show"), List.of("greeting")));
  }

  /** The front server's own page: {@code error-502}, {@code error-503-maintenance}, … */
  static Answer front(int status, String error) {
    return answer(status, edge("text/html"), page(List.of("system", "errors", error), List.of()));
  }

  /** Cloudflare speaks for an origin that it could not use. */
  static Answer cloudflare(int status) {
    return answer(
        status,
        edge("text/html"),
        new Markers(Optional.empty(), List.of(), List.of(), List.of("cf-wrapper"), ""));
  }

  static Answer challenge() {
    return answer(
        403,
        edge("text/html", Optional.of("challenge"), Optional.empty(), "DYNAMIC"),
        Markers.none());
  }

  static Answer limit() {
    return answer(429, edge("text/html"), Markers.none());
  }

  /** The edge's own page about a request that it would not pass on. */
  static Answer tooManyCookies() {
    return answer(400, edge("text/html"), Markers.none());
  }

  static Answer legalReasons() {
    return answer(451, edge("text/html"), Markers.none());
  }

  static Answer led(int status, RedirectTarget landing) {
    Answer plain = answer(status, edge("text/html"), page(List.of("works-show"), List.of()));
    return new Answer(
        status,
        plain.serverIp(),
        1,
        Optional.of(landing),
        plain.headers(),
        plain.markers(),
        plain.timings());
  }

  static Answer nobodys(int status) {
    return answer(status, Headers.none(), Markers.none());
  }

  private static Answer answer(int status, Headers headers, Markers markers) {
    return new Answer(
        status, Optional.empty(), 0, Optional.empty(), headers, markers, Timings.none());
  }

  private static Markers page(List<String> main, List<String> more) {
    List<String> ids = new ArrayList<>(more);
    ids.add("main");
    return new Markers(Optional.empty(), main, List.of(), ids, "");
  }

  private static Markers text(String text) {
    return new Markers(Optional.empty(), List.of(), List.of(), List.of(), text);
  }

  private static Headers edge(String type) {
    return edge(type, Optional.empty(), Optional.empty(), "DYNAMIC");
  }

  private static Headers edge(
      String type, Optional<String> mitigated, Optional<String> age, String cache) {
    Optional<String> no = Optional.empty();
    return new Headers(
        Optional.of("cloudflare"),
        Optional.of("present"),
        mitigated,
        no,
        age,
        Optional.of(cache),
        no,
        no,
        Optional.of(type));
  }

  /** What AO3's own servers show. */
  static Certificate proven() {
    return certificate(Certificate.Trust.PROVEN, "Some CA", Duration.ofDays(-30));
  }

  /** Made up by what breaks into connections, for the name that was asked for. */
  static Certificate rewritten(String issuer) {
    return madeUp(issuer, false);
  }

  /** The same by a program of this machine's, which its own store vouches for. */
  static Certificate rewrittenHere(String issuer) {
    return madeUp(issuer, true);
  }

  private static Certificate madeUp(String issuer, boolean trustedHere) {
    Certificate made = certificate(Certificate.Trust.UNTRUSTED, issuer, Duration.ofDays(-30));
    return new Certificate(
        made.trust(),
        made.issuer(),
        made.issuers(),
        made.names(),
        made.notBefore(),
        made.notAfter(),
        Optional.of(trustedHere));
  }

  /** AO3's own, seen by a machine whose clock is a year ahead. */
  static Certificate aYearAgo() {
    return certificate(Certificate.Trust.EXPIRED, "Some CA", YEAR.negated().minusDays(30));
  }

  static Duration yearAhead() {
    return YEAR;
  }

  private static Certificate certificate(Certificate.Trust trust, String issuer, Duration from) {
    return new Certificate(
        trust,
        issuer,
        List.of(issuer),
        List.of("archiveofourown.org"),
        NOW.plus(from),
        NOW.plus(from).plus(Duration.ofDays(90)));
  }
}
