package org.why502.probe.ask;

import java.util.List;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Resolver;

/** When the plain answers about AO3's name are doubtful enough to ask by another way. */
final class Doubt {
  private Doubt() {}

  /**
   * Whether a public resolver gave no address, somebody showed a certificate that is not AO3's, or
   * no address that was tried could show any.
   *
   * @param looking whether some addresses are still being tried
   */
  static boolean about(Evidence evidence, boolean looking) {
    List<Handshake> shown = evidence.all(Handshake.class).toList();
    return evidence.all(NameLookup.class).anyMatch(Doubt::publicAndEmpty)
        || shown.stream().anyMatch(h -> h.outcome().seen().isPresent() && !proven(h))
        || (!looking && !shown.isEmpty() && shown.stream().noneMatch(Doubt::proven));
  }

  private static boolean publicAndEmpty(NameLookup lookup) {
    return lookup.name().equals(OfficialHosts.ARCHIVE)
        && lookup.resolver().kind() == Resolver.Kind.PUBLIC
        && lookup.outcome().seen().filter(a -> !a.addresses().isEmpty()).isEmpty();
  }

  private static boolean proven(Handshake handshake) {
    return handshake
        .outcome()
        .seen()
        .filter(c -> c.trust() == Certificate.Trust.PROVEN)
        .isPresent();
  }
}
