package org.why502.verdict.world;

import java.util.List;
import java.util.Optional;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.Opened;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Resolver;
import org.why502.evidence.StatusReport;

/** What a cause changes, for each of those who look; what it says nothing of goes on as it was. */
interface Effect {

  /** What is answered to a request that came through to AO3 or its edge. */
  default Optional<Answer> answer(Viewer viewer) {
    return Optional.empty();
  }

  /** How a request of this one ends before anybody answers it, while those of others do not. */
  default Optional<Failure> stop(Viewer viewer) {
    return Optional.empty();
  }

  /** What a resolver of this kind says. */
  default Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
    return Optional.empty();
  }

  /** What becomes of a connection to one address, from this machine. */
  default Optional<Outcome<Opened>> connection(String address) {
    return Optional.empty();
  }

  /** What is shown at one address, to this machine. */
  default Optional<Outcome<Certificate>> handshake(String address) {
    return Optional.empty();
  }

  /** Whether the browser trusts what is shown instead of AO3's certificate. */
  default boolean browserTrusts() {
    return false;
  }

  /** What the unrelated site answers. */
  default Optional<Outcome<Answer>> control() {
    return Optional.empty();
  }

  /** What becomes of a check for a sign-in page. */
  default Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
    return Optional.empty();
  }

  /** What the status page says. */
  default Optional<Outcome<StatusReport>> status() {
    return Optional.empty();
  }

  /** AO3's entries in the hosts file. */
  default List<String> hosts() {
    return List.of();
  }
}
