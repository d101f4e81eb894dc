package org.why502.verdict.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;
import org.why502.verdict.rules.SideBySide;

/** The worlds that the rules are tried on, and the documents that each of them leaves. */
final class Judgements {

  /** Normal life on many machines: they come with everything else. */
  private static final Set<Cause> COMMON =
      EnumSet.of(
          Cause.ANTIVIRUS,
          Cause.IPV6_DEAD,
          Cause.VPN,
          Cause.PROXY_IS_THE_ONLY_WAY,
          Cause.CONTROL_BLOCKED,
          Cause.SLOW_LINK,
          Cause.INCIDENT,
          Cause.COMPANION_CHALLENGED);

  /** So many worlds are judged before the first of them is looked at. */
  private static final int AT_ONCE = 1000;

  /** All that {@link Evidence} holds, with the {@link #NUMBERS} of its observations. */
  private record Document(
      String version,
      Instant takenAt,
      Optional<Sighting> sighting,
      boolean sightedByHost,
      List<Integer> observations) {}

  private static final Map<Document, Diagnosis> JUDGED = new ConcurrentHashMap<>();

  /** In all worlds together some hundred different observations are made. */
  private static final Map<Observation, Integer> NUMBERS = new ConcurrentHashMap<>();

  private static final AtomicInteger NEXT = new AtomicInteger();

  private Judgements() {}

  /** Every cause and every pair, the smaller first. */
  static List<Set<Cause>> onesAndPairs() {
    Set<Set<Cause>> all = new LinkedHashSet<>();
    for (Cause one : Cause.values()) {
      all.add(EnumSet.of(one));
    }
    for (Cause one : Cause.values()) {
      for (Cause two : Cause.values()) {
        all.add(EnumSet.of(one, two));
      }
    }
    return List.copyOf(all);
  }

  /** Every pair with a third that is common. */
  static List<Set<Cause>> triples() {
    Set<Set<Cause>> all = new LinkedHashSet<>();
    for (Set<Cause> pair : onesAndPairs()) {
      for (Cause three : COMMON) {
        EnumSet<Cause> more = EnumSet.copyOf(pair);
        if (pair.size() == 2 && more.add(three)) {
          all.add(more);
        }
      }
    }
    return List.copyOf(all);
  }

  /** A member's world for each set of causes. */
  static List<ModelWorld> members(List<Set<Cause>> causes) {
    return causes.stream().map(set -> new ModelWorld(set, true)).toList();
  }

  /** A member's world and a guest's, for each set of causes. */
  static List<ModelWorld> worlds(List<Set<Cause>> causes) {
    List<ModelWorld> all = new ArrayList<>();
    for (Set<Cause> set : causes) {
      all.add(new ModelWorld(set, true));
      all.add(new ModelWorld(set, false));
    }
    return all;
  }

  /**
   * Judges many on all processors; what is looked at comes one after the other, in their order.
   *
   * @param judge the documents of one; it may run on any thread
   * @param look at each of these
   */
  static <T> void inOrder(List<T> all, Function<T, List<Judged>> judge, Consumer<Judged> look) {
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<T> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
      SideBySide.map(some, judge).forEach(judged -> judged.forEach(look));
    }
  }

  /** The documents of one world, with all that was seen and with parts of it missing. */
  static List<Judged> of(ModelWorld world, List<Missing> without) {
    List<Judged> all = new ArrayList<>();
    Evidence whole = world.evidence(Engine.CHROMIUM);
    all.add(judged(world, Engine.CHROMIUM, Missing.NOTHING, whole));
    for (Missing missing : without) {
      all.add(judged(world, Engine.CHROMIUM, missing, missing.of(whole)));
    }
    // what answers is answered alike in every browser
    if (whole.sighting().filter(s -> s.error().isPresent()).isPresent()) {
      Evidence other = world.evidence(Engine.FIREFOX);
      all.add(judged(world, Engine.FIREFOX, Missing.NOTHING, other));
    }
    return all;
  }

  private static Judged judged(
      ModelWorld world, Engine engine, Missing missing, Evidence evidence) {
    return new Judged(world, engine, Optional.empty(), missing, diagnosis(evidence));
  }

  /**
   * What is judged of a document. Of two causes one often hides the other, and what nobody asked
   * cannot be missing: every third document is one that another world has left before. The same
   * evidence is judged the same (RulesTest), so it is judged once.
   */
  static Diagnosis diagnosis(Evidence evidence) {
    List<Integer> observations =
        evidence.observations().stream()
            .map(o -> NUMBERS.computeIfAbsent(o, _ -> NEXT.getAndIncrement()))
            .toList();
    Document document =
        new Document(
            evidence.version(),
            evidence.takenAt(),
            evidence.sighting(),
            evidence.sightedByHost(),
            observations);
    return JUDGED.computeIfAbsent(document, _ -> Diagnose.diagnose(evidence));
  }
}
