package org.why502.lab.situation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All situations of the tiny internet. */
public final class Situations {
  private Situations() {}

  /** In the order of {@code situations.md}. */
  public static List<Situation> all() {
    return Stream.of(
            ArchiveSituations.all(),
            EdgeSituations.all(),
            SessionSituations.all(),
            BrowserSituations.all(),
            NameSituations.all(),
            RewritingSituations.all(),
            NetworkSituations.all(),
            FamilySituations.all(),
            DeviceSituations.all(),
            UplinkSituations.all(),
            FaultSituations.all(),
            PartialSituations.all(),
            CombinedSituations.all(),
            MachineSituations.all(),
            SlowSituations.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The one of this name. */
  public static Optional<Situation> named(String name) {
    return all().stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
