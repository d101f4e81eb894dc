package org.why502.verdict.world;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.rules.Diagnose;

/**
 * The laws of judging, over every cause, every pair of causes, and the triples of those that are
 * common, in both engines and with observations missing.
 */
class WorldsTest {

  /** Normal life on many machines: they come with everything else. */
  private static final Set<Cause> COMMON =
      EnumSet.of(
          Cause.ANTIVIRUS,
          Cause.IPV6_DEAD,
          Cause.CONTROL_BLOCKED,
          Cause.INCIDENT,
          Cause.COMPANION_CHALLENGED);

  /** Of a hundred pairs, at least so many are told as one of their causes. */
  private static final int TOLD_OF_A_HUNDRED = 95;

  /** So many worlds that break a law are named. */
  private static final int TOLD = 30;

  /** What an investigation may end without. */
  private enum Missing {
    NOTHING {
      @Override
      boolean lacks(Observation observation) {
        return false;
      }
    },
    STATUS_PAGE {
      @Override
      boolean lacks(Observation observation) {
        return observation instanceof Observation.StatusPage;
      }
    },
    TRIALS {
      @Override
      boolean lacks(Observation observation) {
        return observation instanceof Observation.BrowserFetch;
      }
    },
    COMPANIONS_LOOKS {
      @Override
      boolean lacks(Observation observation) {
        return observation instanceof Observation.PageFetch;
      }
    };

    abstract boolean lacks(Observation observation);
  }

  private record Judged(ModelWorld world, Engine engine, Missing missing, Diagnosis diagnosis) {
    static Judged of(ModelWorld world, Engine engine, Missing missing) {
      Evidence whole = world.evidence(engine);
      Evidence less =
          new Evidence(
              whole.version(),
              whole.takenAt(),
              whole.sighting(),
              whole.sightedByHost(),
              whole.observations().stream().filter(o -> !missing.lacks(o)).toList());
      return new Judged(world, engine, missing, Diagnose.diagnose(less));
    }

    String code() {
      return diagnosis.verdict().code();
    }

    boolean isCertain() {
      return diagnosis.certainty() == Certainty.CERTAIN;
    }

    /** As one of its causes; that nothing fails now is true where nothing keeps the page away. */
    boolean isACause() {
      return world.causes().stream().anyMatch(c -> c.codes().contains(code()))
          || (code().equals("recovered") && world.isFine());
    }

    boolean isUnsure() {
      return diagnosis.certainty() == Certainty.UNSURE || code().equals("inconclusive");
    }

    @Override
    public String toString() {
      return "%s, %s without %s: %s %s"
          .formatted(world.causes(), engine, missing, diagnosis.certainty(), code());
    }
  }

  private static final List<Judged> ALL = all();

  private static List<Judged> all() {
    List<Set<Cause>> sets = new ArrayList<>();
    for (Cause one : Cause.values()) {
      sets.add(EnumSet.of(one));
      for (Cause two : Cause.values()) {
        if (two.compareTo(one) > 0) {
          sets.add(EnumSet.of(one, two));
          COMMON.stream()
              .filter(three -> three != one && three != two)
              .forEach(three -> sets.add(EnumSet.of(one, two, three)));
        }
      }
    }
    return sets.stream()
        .distinct()
        .map(causes -> new ModelWorld(causes, true))
        .flatMap(w -> Stream.of(Engine.values()).flatMap(e -> each(w, e)))
        .toList();
  }

  private static Stream<Judged> each(ModelWorld world, Engine engine) {
    return Stream.of(Missing.values()).map(missing -> Judged.of(world, engine, missing));
  }

  @Test
  void what_is_certain_is_one_of_the_causes() {
    none(smallest(ALL.stream().filter(j -> j.isCertain() && !j.isACause()).toList()));
  }

  @Test
  void a_single_clean_cause_is_told_right() {
    none(
        ALL.stream()
            .filter(j -> j.world().causes().size() == 1 && j.missing() == Missing.NOTHING)
            .filter(
                j ->
                    j.world().causes().stream()
                        .anyMatch(
                            c -> c.told() == Cause.Told.SAYS_SO || c.told() == Cause.Told.CLEARLY))
            .filter(j -> !j.isACause())
            .map(Judged::toString)
            .toList());
  }

  /** Servers that fail for members alone look like stale cookies: there it is at most likely. */
  @Test
  void nobodys_cookies_are_cleared_unless_they_may_be_the_cause() {
    none(
        smallest(
            ALL.stream()
                .filter(j -> j.diagnosis().remedies().contains(RemedyCode.CLEAR_SITE_DATA))
                .filter(j -> j.world().causes().stream().noneMatch(Cause::ofCookies))
                .filter(j -> j.isCertain() || !j.world().causes().contains(Cause.MEMBERS_OUT))
                .toList()));
  }

  @Test
  void a_pair_is_told_as_one_of_its_causes_or_not_surely() {
    Map<String, Integer> table = new TreeMap<>();
    List<Judged> pairs =
        ALL.stream()
            .filter(j -> j.world().causes().size() == 2 && j.missing() == Missing.NOTHING)
            .toList();
    for (Judged judged : pairs) {
      String as = judged.isACause() ? "as a cause" : judged.isUnsure() ? "unsure" : "other";
      table.merge("%s, %s".formatted(as, judged.diagnosis().certainty()), 1, Integer::sum);
    }
    System.out.println(
        "%d documents judged; pairs of causes, whole evidence: %s".formatted(ALL.size(), table));
    long told = pairs.stream().filter(Judged::isACause).count();
    assertTrue(
        told * 100 >= pairs.size() * TOLD_OF_A_HUNDRED,
        () ->
            "%d of %d are; not so %s"
                .formatted(
                    told,
                    pairs.size(),
                    listed(smallest(pairs.stream().filter(j -> !j.isACause()).toList()))));
  }

  private static void none(List<String> broken) {
    assertTrue(broken.isEmpty(), () -> listed(broken));
  }

  private static String listed(List<String> broken) {
    String some = String.join("\n  ", broken.subList(0, Math.min(TOLD, broken.size())));
    return "%d:\n  %s".formatted(broken.size(), some);
  }

  /** Those of the smallest worlds: a larger one that is told alike says no more. */
  private static List<String> smallest(List<Judged> broken) {
    Set<String> told = new TreeSet<>();
    for (Judged judged : broken) {
      boolean smaller =
          broken.stream()
              .anyMatch(
                  other ->
                      other.world().causes().size() < judged.world().causes().size()
                          && judged.world().causes().containsAll(other.world().causes())
                          && other.code().equals(judged.code()));
      if (!smaller) {
        told.add(judged.toString());
      }
    }
    return List.copyOf(told);
  }
}
