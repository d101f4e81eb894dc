package org.why502.verdict.facts;

import java.time.Duration;
import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;

/** Facts about how soon answers came. */
public final class PaceFacts {
  /**
   * A name, a connection, TLS and an answer that is ready: four journeys, which take well under a
   * second on a good line and some two by satellite.
   */
  private static final Duration SOON = Duration.ofMillis(2500);

  private final PageFacts pages;

  PaceFacts(PageFacts pages) {
    this.pages = pages;
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
                      a.timings().firstByte().orElse(took).compareTo(SightingFacts.LATE) >= 0);
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
    return pages.about(
        question,
        "answered-soon",
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var _, var took) -> Optional.of(took.compareTo(SOON) < 0);
              case Outcome.Failed<Answer> _ -> Optional.of(false);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  /** What is answered at once by its nature took long, or longer than it was waited for. */
  public Fact slowly(Question question) {
    return pages.about(
        question,
        "answered-slowly",
        o ->
            switch (o) {
              case Outcome.Saw<Answer>(var _, var took) -> Optional.of(took.compareTo(SOON) >= 0);
              case Outcome.Failed<Answer>(var f, var _) ->
                  Optional.of(f.kind() == FailureKind.TIMED_OUT);
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }
}
