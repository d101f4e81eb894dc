package org.why502.verdict;

import java.util.List;
import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.RedirectTarget;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Timings;
import org.why502.evidence.Trial;

/** What AO3's pages answered to whoever looked, drawn at random as {@link Documents} are. */
final class Answers {
  private final Draw draw;

  /** From the lot of the document that they belong to. */
  Answers(Draw draw) {
    this.draw = draw;
  }

  /** What every question about AO3's pages got, most of it in this mood. */
  void looks(List<Observation> all, Outcome<Answer> mood) {
    Outcome<Answer> guests =
        draw.random().nextInt(3) > 0
            ? draw.either(mood, look())
            : Draw.saw(answer(200, Optional.empty(), Headed.cache(), Page.ordinary()));
    all.add(new Observation.PageFetch(Target.APPLICATION, draw.either(mood, token())));
    all.add(new Observation.PageFetch(Target.STATIC, look()));
    all.add(new Observation.PageFetch(Target.EDGE, look()));
    boolean browser = draw.random().nextInt(4) > 0;
    for (Trial trial : Trial.values()) {
      boolean with =
          trial == Trial.SAME_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITH_COOKIES;
      boolean light =
          trial == Trial.LIGHT_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITHOUT_COOKIES;
      for (int attempt = 1; attempt <= (light ? 1 : 2); attempt++) {
        Outcome<Answer> outcome =
            with && !browser
                ? new Outcome.NotAsked<>("no-browser")
                : draw.either(with ? mood : guests, look());
        all.add(new Observation.BrowserFetch(trial, attempt, outcome));
      }
    }
  }

  /** The little answer of the application itself, which is no page. */
  private Outcome<Answer> token() {
    return draw.pick(
        Draw.saw(
            answer(
                200,
                Optional.empty(),
                Headed.by("application/json"),
                new Page(List.of(), List.of(), List.of(), "token"))),
        look());
  }

  /** What one look at a page of AO3's got. */
  Outcome<Answer> look() {
    return draw.pick(
        Draw.saw(answer(200, Optional.empty(), Headed.edge(), Page.ordinary())),
        Draw.saw(answer(200, Optional.empty(), Headed.edge(), Page.ordinary())),
        Draw.saw(answer(200, Optional.empty(), Headed.cache(), Page.ordinary())),
        Draw.saw(answer(404, Optional.empty(), Headed.edge(), Page.ordinary())),
        Draw.saw(answer(502, Optional.empty(), Headed.edge(), Page.front("error-502"))),
        Draw.saw(answer(502, Optional.empty(), Headed.edge(), Page.front("error-502"))),
        Draw.saw(
            answer(504, Optional.of(RedirectTarget.TIMEOUT_ERROR), Headed.edge(), Page.ordinary())),
        Draw.saw(answer(503, Optional.empty(), Headed.edge(), Page.front("error-503-maintenance"))),
        Draw.saw(answer(521, Optional.empty(), Headed.edge(), Page.empty())),
        Draw.saw(answer(502, Optional.empty(), Headed.none(), Page.empty())),
        Draw.saw(answer(429, Optional.empty(), Headed.edge(), Page.empty())),
        Draw.saw(answer(403, Optional.empty(), Headed.challenge(), Page.empty())),
        Draw.saw(answer(400, Optional.empty(), Headed.edge(), Page.empty())),
        Draw.saw(answer(302, Optional.of(RedirectTarget.SAME_PAGE), Headed.edge(), Page.empty())),
        Draw.saw(answer(302, Optional.of(RedirectTarget.OFFICIAL), Headed.edge(), Page.empty())),
        Draw.saw(answer(200, Optional.empty(), Headed.none(), Page.empty())),
        Draw.failed(Step.NAME, FailureKind.NAME_NOT_FOUND),
        Draw.failed(Step.NAME, FailureKind.NAME_NOT_FOUND),
        Draw.failed(Step.CONNECT, FailureKind.TIMED_OUT),
        Draw.failed(Step.CONNECT, FailureKind.PROXY),
        Draw.failed(Step.TLS, FailureKind.BAD_CERTIFICATE),
        Draw.failed(Step.FIRST_BYTE, FailureKind.TIMED_OUT),
        Draw.failed(Step.FIRST_BYTE, FailureKind.RESET),
        new Outcome.NotAsked<>("budget-spent"));
  }

  static Answer answer(int status, Optional<RedirectTarget> landing, Headers headers, Page page) {
    return new Answer(
        status,
        Optional.of(Documents.RIGHT_4),
        0,
        landing,
        headers,
        page.markers(),
        Timings.none());
  }
}
