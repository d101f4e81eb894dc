package org.why502.verdict.world;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.why502.evidence.Evidence;
import org.why502.verdict.rules.Diagnose;

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

  /** The documents of one world, with all that was seen and with parts of it missing. */
  static void each(ModelWorld world, List<Missing> without, Consumer<Judged> judge) {
    Evidence whole = world.evidence(Engine.CHROMIUM);
    judge.accept(judged(world, Engine.CHROMIUM, Missing.NOTHING, whole));
    for (Missing missing : without) {
      judge.accept(judged(world, Engine.CHROMIUM, missing, missing.of(whole)));
    }
    // what answers is answered alike in every browser
    if (whole.sighting().filter(s -> s.error().isPresent()).isPresent()) {
      Evidence other = world.evidence(Engine.FIREFOX);
      judge.accept(judged(world, Engine.FIREFOX, Missing.NOTHING, other));
    }
  }

  private static Judged judged(
      ModelWorld world, Engine engine, Missing missing, Evidence evidence) {
    return new Judged(world, engine, Optional.empty(), missing, Diagnose.diagnose(evidence));
  }
}
