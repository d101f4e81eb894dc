package org.why502.verdict.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.why502.evidence.BrowserError;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.rules.Diagnose;

/**
 * The laws of judging where the browser fails with any code of either family: one that fits what
 * ends its load in a world, and one that fits none of the world's causes.
 */
class BrowserCodesTest {
  private static final List<String> KINDS = BrowserCodes.ofEachKind();

  private static Judged judged(ModelWorld world, Evidence whole, String code, boolean stranger) {
    return new Judged(
        world,
        Engine.CHROMIUM,
        Optional.of(BrowserError.failure(code)).filter(_ -> stranger),
        Missing.NOTHING,
        Judgements.diagnosis(world.ending(whole, code)));
  }

  /** A world in which the browser's load ends with this code. */
  private record Ending(ModelWorld world, String code) {}

  /** So it is enough to try one code of each kind. */
  @Test
  void each_code_of_both_families_is_told_as_its_kind() {
    List<String> other = new ArrayList<>();
    long documents = 0;
    for (Cause cause : Cause.values()) {
      ModelWorld world = new ModelWorld(Set.of(cause), true);
      Evidence whole = world.evidence(Engine.CHROMIUM);
      for (String kind : KINDS) {
        Diagnosis first = Diagnose.diagnose(world.ending(whole, kind));
        for (String code : BrowserCodes.all()) {
          if (BrowserCodes.kind(code).equals(BrowserCodes.kind(kind))) {
            documents++;
            if (!Diagnose.diagnose(world.ending(whole, code)).equals(first)) {
              other.add(cause + " " + code);
            }
          }
        }
      }
    }
    assertEquals(List.of(), other);
    assertEquals((long) Cause.values().length * BrowserCodes.all().size(), documents);
  }

  @Test
  void a_code_that_fits_is_told_as_a_cause() {
    Law certain = Law.never(j -> j.isCertain() && !j.isACause());
    Law single =
        Law.never(
            j ->
                j.size() == 1
                    && j.world().causes().stream().anyMatch(c -> c.told().isClear())
                    && !j.isACause());
    AtomicInteger documents = new AtomicInteger();
    Judgements.inOrder(
        Judgements.worlds(Judgements.onesAndPairs()),
        world ->
            world.endsEverywhere().stream()
                .flatMap(end -> withWhatFits(world, end).stream())
                .toList(),
        judged -> {
          documents.incrementAndGet();
          certain.look(judged);
          single.look(judged);
        });
    assertTrue(documents.get() > 1000, "some fit");
    certain.holds();
    single.holds();
  }

  private static List<Judged> withWhatFits(ModelWorld world, Failure end) {
    Evidence whole = world.evidence(Engine.CHROMIUM);
    return KINDS.stream()
        .filter(code -> BrowserCodes.fits(end, BrowserError.failure(code)))
        .map(code -> judged(world, whole, code, false))
        .toList();
  }

  @Test
  void a_code_that_fits_none_of_the_causes_is_never_contradicted() {
    Law certain =
        Law.never(
            j ->
                j.isCertain()
                    && (BrowserCodes.contradicts(j.stranger().orElseThrow(), j.code())
                        || !(j.isACause()
                            || BrowserCodes.tells(j.stranger().orElseThrow()).contains(j.code()))));
    Law cookies =
        Law.never(
            j ->
                j.diagnosis().remedies().contains(RemedyCode.CLEAR_SITE_DATA)
                    && j.world().causes().stream().noneMatch(Cause::ofCookies));
    Law harm =
        Law.never(
            j ->
                j.world().causes().stream()
                    .filter(Cause::isCircumstance)
                    .anyMatch(
                        c -> Harms.of(c).stream().anyMatch(j.diagnosis().remedies()::contains)));
    long begun = System.nanoTime();
    AtomicInteger documents = new AtomicInteger();
    Consumer<Judged> look =
        judged -> {
          documents.incrementAndGet();
          List.of(certain, cookies, harm).forEach(law -> law.look(judged));
        };
    Judgements.inOrder(
        Judgements.members(Judgements.onesAndPairs()),
        world -> {
          Evidence whole = world.evidence(Engine.CHROMIUM);
          return KINDS.stream().map(code -> judged(world, whole, code, true)).toList();
        },
        look);
    // of the triples each with one kind, in turn
    List<Ending> endings = new ArrayList<>();
    for (ModelWorld world : Judgements.members(Judgements.triples())) {
      endings.add(new Ending(world, KINDS.get(endings.size() % KINDS.size())));
    }
    Judgements.inOrder(
        endings,
        e -> List.of(judged(e.world(), e.world().evidence(Engine.CHROMIUM), e.code(), true)),
        look);
    System.out.printf(
        "%d documents with one of %d kinds of codes judged in %.1f s%n",
        documents.get(),
        KINDS.size(),
        Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0);
    certain.holds();
    cookies.holds();
    harm.holds();
  }
}
