package org.why502.verdict.world;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.why502.evidence.Evidence;

/** Worlds with one cause, or with two that come together every time, for tests of other rooms. */
public final class Worlds {
  /**
   * A world.
   *
   * @param evidence all that could be seen in it, by a member and a browser of Chromium's family
   * @param guests the same by a person who is not signed in
   * @param isOutage whether AO3 or its edge is down for everybody, or for every member; who is not
   *     one may be served by a cache
   * @param isOfCookies whether cookies may be what is wrong
   */
  public record Known(Evidence evidence, Evidence guests, boolean isOutage, boolean isOfCookies) {}

  private static final Set<Cause> OUTAGES =
      EnumSet.of(
          Cause.EDGE_DOWN,
          Cause.ORIGIN_OUT_OF_REACH,
          Cause.MAINTENANCE,
          Cause.ARCHIVE_DOWN,
          Cause.MEMBERS_OUT_BEHIND_A_CACHE);

  private Worlds() {}

  /** Each by the names of its causes. */
  public static Map<String, Known> known() {
    Map<String, Known> all = new LinkedHashMap<>();
    for (Cause cause : Cause.values()) {
      put(all, EnumSet.of(cause));
    }
    for (Cause outage : OUTAGES) {
      put(all, EnumSet.of(outage, Cause.INCIDENT));
    }
    return all;
  }

  /**
   * A world with one cause that keeps the page away.
   *
   * @param evidence all that could be seen in it
   * @param codes the verdicts that tell its cause
   */
  public record Told(Evidence evidence, Set<String> codes) {}

  /** One world for each cause that can be told, in the words of each engine. */
  public static List<Told> told() {
    List<Told> all = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      if (cause.told() != Cause.Told.BESIDE) {
        for (Engine engine : Engine.values()) {
          ModelWorld world = new ModelWorld(EnumSet.of(cause), true);
          all.add(new Told(world.evidence(engine), cause.codes()));
        }
      }
    }
    return all;
  }

  /** Worlds with any two causes, in turn by a member in one engine and by a guest in the other. */
  public static List<Evidence> pairs() {
    List<Evidence> all = new ArrayList<>();
    for (Cause one : Cause.values()) {
      for (Cause two : Cause.values()) {
        if (two.compareTo(one) > 0) {
          boolean member = (one.ordinal() + two.ordinal()) % 3 > 0;
          all.add(
              new ModelWorld(EnumSet.of(one, two), member)
                  .evidence(member ? Engine.CHROMIUM : Engine.FIREFOX));
        }
      }
    }
    return all;
  }

  private static void put(Map<String, Known> all, Set<Cause> causes) {
    all.put(
        causes.toString(),
        new Known(
            new ModelWorld(causes, true).evidence(Engine.CHROMIUM),
            new ModelWorld(causes, false).evidence(Engine.CHROMIUM),
            causes.stream().anyMatch(OUTAGES::contains),
            causes.stream().anyMatch(c -> c.ofCookies() || c == Cause.MEMBERS_OUT)));
  }
}
