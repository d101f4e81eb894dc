package org.why502.verdict.facts;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Answer;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;

/** Facts about how far answers of AO3's and its edge's came: whole, or a part of them. */
public final class TransferFacts {
  /** How an answer ends that something stops on its way. */
  static final Set<FailureKind> STOPPED =
      EnumSet.of(FailureKind.TIMED_OUT, FailureKind.RESET, FailureKind.CLOSED);

  /** The looks at whole pages, which are larger than what the companion itself asks for. */
  private static final List<Question> PAGES =
      List.of(
          Question.LIGHT_PAGE_WITH_COOKIES,
          Question.LIGHT_PAGE_WITHOUT_COOKIES,
          Question.SAME_PAGE_WITH_COOKIES,
          Question.SAME_PAGE_WITHOUT_COOKIES);

  /** Bytes: no least answer of AO3's or its edge's has more; what stopped before may be one. */
  private static final long SMALL = 1024;

  private final PageFacts pages;

  TransferFacts(PageFacts pages) {
    this.pages = pages;
  }

  /**
   * Some page that AO3 or its edge had begun to send stopped on its way: the head of it came, and
   * then silence, a reset or the end of the connection.
   */
  public Fact somePageStopsMidway() {
    return Fact.any(PAGES.stream().map(this::stopsMidway).toArray(Fact[]::new));
  }

  /**
   * A few bytes come whole: the application's least answer, or what the edge answers by itself. So
   * whatever stops a page on its way has something against its size.
   */
  public Fact smallAnswersCome() {
    return Fact.any(comesWhole(Question.APPLICATION), comesWhole(Question.EDGE));
  }

  private Fact stopsMidway(Question question) {
    return pages.about(
        question,
        "stops-midway",
        o ->
            switch (o) {
              case Outcome.Saw<Answer> _ -> Optional.of(false);
              case Outcome.Failed<Answer>(var f, var _) -> Optional.of(stopped(f));
              case Outcome.NotAsked<Answer> _ -> Optional.empty();
            });
  }

  private static boolean stopped(Failure failure) {
    return STOPPED.contains(failure.kind())
        && failure
            .begun()
            .filter(a -> a.status() < 400 && a.bytes() > SMALL)
            .filter(a -> Reading.throughEdge(a.headers()))
            .isPresent();
  }

  private Fact comesWhole(Question question) {
    return pages.answered(question, "comes-whole", a -> Reading.throughEdge(a.headers()));
  }
}
