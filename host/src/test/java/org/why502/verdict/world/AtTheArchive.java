package org.why502.verdict.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.why502.evidence.Answer;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.PageKind;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;

/** Causes at AO3 and at its edge: what is answered there, to whom, and what is announced. */
final class AtTheArchive {
  private AtTheArchive() {}

  /** The edge answers so, whatever it is asked for. */
  static Effect everything(Answer answer) {
    return to(_ -> true, answer);
  }

  /** Whoever is to be let through to AO3's own servers is answered so. */
  static Effect servers(Answer answer) {
    return to(Viewer::beyondEdge, answer);
  }

  /** Whoever asks for this page is answered so. */
  static Effect page(Answer answer) {
    return to(Viewer::page, answer);
  }

  /** Whoever comes with the person's cookies is answered so. */
  static Effect cookies(Answer answer) {
    return to(Viewer::cookies, answer);
  }

  /** The companion alone is answered so. */
  static Effect companion(Answer answer) {
    return to(viewer -> !viewer.browser() && viewer.beyondEdge(), answer);
  }

  /** The application's least answer is so. */
  static Effect token(Answer answer) {
    return to(viewer -> viewer.asked() == Viewer.Asked.TOKEN, answer);
  }

  /** One kind of page, and nothing else, is answered so. */
  static Effect page(PageKind kind, Answer answer) {
    return new Effect() {
      @Override
      public Optional<Answer> answer(Viewer viewer) {
        return Optional.of(answer).filter(_ -> viewer.page());
      }

      @Override
      public Optional<PageKind> kind() {
        return Optional.of(kind);
      }
    };
  }

  static Effect membersBehindACache() {
    return Effect.answers(
        viewer -> {
          boolean whole = viewer.cookies() || viewer.asked() == Viewer.Asked.TOKEN;
          return Optional.of(whole ? Replies.front(502, "error-502") : Replies.cached())
              .filter(_ -> viewer.beyondEdge());
        });
  }

  /** Whoever is signed in waits, and nothing comes. */
  static Effect silenceForMembers() {
    return new Effect() {
      @Override
      public boolean silent(Viewer viewer) {
        return viewer.cookies() && viewer.beyondEdge();
      }
    };
  }

  /** Some requests are shed, and the light ones come through. */
  static Effect overload() {
    return to(
        viewer -> viewer.page() || viewer.asked() == Viewer.Asked.TOKEN,
        Replies.front(502, "error-502"));
  }

  static Effect heavyPage() {
    return new Effect() {
      @Override
      public Optional<Answer> answer(Viewer viewer) {
        return Optional.of(Replies.led(504, RedirectTarget.TIMEOUT_ERROR))
            .filter(_ -> viewer.page());
      }

      @Override
      public Duration works() {
        return Replies.LONG;
      }
    };
  }

  /** All that AO3's servers are asked for comes after half a minute, longer than a look waits. */
  static Effect slowness() {
    return new Effect() {
      @Override
      public Optional<Failure> stop(Viewer viewer) {
        return Optional.of(Replies.failure(Step.FIRST_BYTE, FailureKind.TIMED_OUT))
            .filter(_ -> viewer.beyondEdge() && viewer.asked() != Viewer.Asked.PAGE);
      }

      @Override
      public Duration works() {
        return Replies.LONG.plus(Replies.LONG);
      }
    };
  }

  /** A major incident is open that touches the Archive, or another of the same people's sites. */
  static Effect incident(boolean ofTheArchive) {
    StatusReport.Notice notice =
        new StatusReport.Notice(
            "Trouble",
            "major",
            "identified",
            Optional.of(Replies.NOW),
            Optional.empty(),
            ofTheArchive);
    return Effect.says(
        new StatusReport(
            "major",
            Optional.of(ofTheArchive ? "major_outage" : "operational"),
            List.of(notice),
            List.of()));
  }

  /** Planned work is announced as being under way. */
  static Effect announced(boolean ofTheArchive) {
    StatusReport.Notice notice =
        new StatusReport.Notice(
            "Work",
            "maintenance",
            "in_progress",
            Optional.of(Replies.NOW),
            Optional.empty(),
            ofTheArchive);
    return Effect.says(
        new StatusReport("maintenance", Optional.of("operational"), List.of(), List.of(notice)));
  }

  private static Effect to(Predicate<Viewer> whom, Answer answer) {
    return Effect.answers(viewer -> Optional.of(answer).filter(_ -> whom.test(viewer)));
  }
}
