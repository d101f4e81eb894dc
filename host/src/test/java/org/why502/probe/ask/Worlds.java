package org.why502.probe.ask;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;

/** Worlds to investigate, and their judges, for tests. */
final class Worlds {
  static final Duration TOOK = Duration.ofMillis(1);

  /** Wants everything that costs AO3 nothing, for as long as it is asked. */
  static final Judge CURIOUS =
      _ ->
          List.of(
              EnumSet.complementOf(
                  EnumSet.of(
                      Question.APPLICATION,
                      Question.STATIC,
                      Question.SAME_PAGE_WITH_COOKIES,
                      Question.SAME_PAGE_WITHOUT_COOKIES,
                      Question.SAME_PAGE_WITH_COOKIES_AGAIN,
                      Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN,
                      Question.LIGHT_PAGE_WITH_COOKIES,
                      Question.LIGHT_PAGE_WITHOUT_COOKIES)));

  private Worlds() {}

  static void ends(Thread thread) {
    // a thread whose work is over may still be on its way out
    try {
      assertTrue(thread.join(Duration.ofSeconds(2)), () -> thread + " is left");
    } catch (InterruptedException e) {
      throw new AssertionError("the test itself was interrupted", e);
    }
  }

  static Evidence investigate(ScriptedProbes world, Judge judge, Evidence begun)
      throws InterruptedException {
    return new Investigation(world, judge, world, world, begun, Optional.empty()).run();
  }

  static Evidence begun(Optional<Sighting> sighting) {
    return new Evidence("0.1.0", Instant.EPOCH, sighting, false, List.of());
  }

  static boolean answered(Evidence evidence, Question question) {
    return evidence.observations().stream().anyMatch(o -> o.question() == question);
  }

  static Sighting sighting(int status) {
    return sighting(status, Headers.none());
  }

  static Sighting sighting(int status, Headers headers) {
    return new Sighting(
        OfficialHosts.ARCHIVE,
        PageKind.CHAPTER,
        Optional.of("GET"),
        Optional.empty(),
        Optional.of(status),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        TOOK,
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        Instant.EPOCH,
        Optional.empty(),
        headers,
        Optional.empty());
  }

  static String lookup(String resolver) {
    return "name-lookup/" + resolver + "/" + OfficialHosts.ARCHIVE;
  }

  static Observation named(String label, String... addresses) {
    Resolver resolver =
        switch (label) {
          case "machine" -> Resolver.machine();
          case "configured-1-of-1" -> Resolver.configured(1, 1);
          default -> Resolver.open(label);
        };
    return new Observation.NameLookup(
        resolver,
        OfficialHosts.ARCHIVE,
        new Outcome.Saw<>(new NameAnswer("NOERROR", List.of(addresses)), TOOK));
  }

  /** A public resolver that could not be asked. */
  static Observation unasked(String label, FailureKind why) {
    return new Observation.NameLookup(
        Resolver.open(label),
        OfficialHosts.ARCHIVE,
        new Outcome.Failed<>(new Failure(Step.NAME, why, ""), TOOK));
  }

  static Evidence script(Observation... answers) {
    return new Evidence("0.1.0", Instant.EPOCH, Optional.empty(), false, List.of(answers));
  }

  /** Trials and pages that reach AO3 and get an answer, so that each counts against the budget. */
  static Evidence allAnswer() {
    List<Observation> all = new ArrayList<>();
    for (Trial trial : Trial.values()) {
      for (int attempt : List.of(1, 2)) {
        all.add(new Observation.BrowserFetch(trial, attempt, silence()));
      }
    }
    all.add(new Observation.PageFetch(Target.APPLICATION, silence()));
    all.add(new Observation.PageFetch(Target.STATIC, silence()));
    return script(all.toArray(Observation[]::new));
  }

  static <T> Outcome<T> silence() {
    return new Outcome.Failed<>(new Failure(Step.FIRST_BYTE, FailureKind.TIMED_OUT, ""), TOOK);
  }
}
