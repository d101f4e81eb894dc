package org.why502.verdict.facts;

import java.time.Duration;
import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;

/**
 * Facts about how soon answers came. On a machine that is busy with other things an answer lies
 * there unread ({@link org.why502.evidence.Evidence#runDelay}). How much of one question's time
 * that was, nobody knows, so that each fact counts it as it may be: whatever accuses the network or
 * AO3 takes all of it off, and what excludes a slow connection for certain takes nothing off.
 */
public final class PaceFacts {
  /**
   * A name, a connection, TLS and an answer that is ready: four journeys, which take well under a
   * second on a good line and some two by satellite.
   */
  private static final Duration SOON = Duration.ofMillis(2500);

  private final PageFacts pages;
  private final Duration runDelay;

  PaceFacts(PageFacts pages, Duration runDelay) {
    this.pages = pages;
    this.runDelay = runDelay;
  }

  /** It was answered, as late as by a server that is busy with all that is asked of it. */
  public Fact late(Question question) {
    return pages.about(
        question,
        "answered-late",
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var a, var took) ->
                  // the server's own time, where it was measured: a slow connection is another
                  // cause
                  Optional.of(
                      least(a.timings().firstByte().orElse(took)).compareTo(SightingFacts.LATE)
                          >= 0);
              case Outcome.Failed<Answer> _ -> Optional.of(false);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** It was asked on an open connection, and nothing came within its limit. */
  public Fact silent(Question question) {
    return Fact.all(pages.trouble(question), pages.failedBy(question, FailureKind.TIMED_OUT));
  }

  /** It was answered, whatever it said, and soon: the way there is not slow. */
  public Fact soon(Question question) {
    return answeredWithin(question, "answered-soon", SOON);
  }

  /**
   * It was answered soon, but for what this machine may have kept it waiting: nothing says that the
   * way there is slow.
   */
  public Fact soonButForThisMachine(Question question) {
    return runDelay.isZero()
        ? soon(question)
        : answeredWithin(question, "answered-soon-but-for-this-machine", SOON.plus(runDelay));
  }

  private Fact answeredWithin(Question question, String code, Duration limit) {
    return pages.about(
        question,
        code,
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var _, var took) -> Optional.of(took.compareTo(limit) < 0);
              case Outcome.Failed<Answer> _ -> Optional.of(false);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** The least that it may have taken the network and who was asked. */
  private Duration least(Duration took) {
    return took.minus(runDelay);
  }

  /** What is answered at once by its nature took long, or longer than it was waited for. */
  public Fact slowly(Question question) {
    return pages.about(
        question,
        "answered-slowly",
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var _, var took) ->
                  Optional.of(least(took).compareTo(SOON) >= 0);
              case Outcome.Failed<Answer>(var f, var _) ->
                  Optional.of(f.kind() == FailureKind.TIMED_OUT);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }
}
