package org.why502.probe.ask;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Observation.LocalSetup;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Resolver;

/**
 * When nothing that we send to AO3 can arrive any more. Our requests go where this machine's own
 * look-up leads: where it found no name in its time, or where each address that it gave has failed
 * at its connection or its TLS, they only wait for the same silence.
 */
final class DeadEnd {
  private DeadEnd() {}

  /**
   * What such requests would fail by; empty while one may still arrive. Where a proxy is set they
   * do not go to those addresses, and while that is not known they might not. Where every failure
   * came at once (a refusal, a reset), requests fail as quickly by themselves, and a second attempt
   * may fare better: only silence is worth cutting short.
   */
  static Optional<Failure> of(Evidence evidence) {
    boolean direct =
        evidence
            .all(LocalSetup.class)
            .anyMatch(s -> s.outcome().seen().filter(h -> h.proxy().isEmpty()).isPresent());
    return direct ? lookup(evidence).flatMap(l -> failure(l, evidence)) : Optional.empty();
  }

  private static Optional<NameLookup> lookup(Evidence evidence) {
    return evidence
        .all(NameLookup.class)
        .filter(
            l ->
                l.resolver().kind() == Resolver.Kind.MACHINE
                    && l.name().equals(OfficialHosts.ARCHIVE))
        .findFirst();
  }

  private static Optional<Failure> failure(NameLookup lookup, Evidence evidence) {
    return switch (lookup.outcome()) {
      case Outcome.Failed<NameAnswer>(Failure failure, var _) ->
          Optional.of(failure).filter(DeadEnd::silence);
      case Outcome.Saw<NameAnswer>(NameAnswer answer, var _) ->
          failure(Set.copyOf(answer.addresses()), evidence);
      case Outcome.NotAsked<NameAnswer> _ -> Optional.empty();
    };
  }

  private static Optional<Failure> failure(Set<String> addresses, Evidence evidence) {
    List<Handshake> failed =
        evidence
            .all(Handshake.class)
            .filter(h -> addresses.contains(h.address()) && h.outcome().failed().isPresent())
            .toList();
    Set<String> dead = failed.stream().map(Handshake::address).collect(Collectors.toSet());
    return failed.stream()
        .flatMap(h -> h.outcome().failed().stream())
        .filter(DeadEnd::silence)
        .findFirst()
        .filter(_ -> dead.containsAll(addresses));
  }

  private static boolean silence(Failure failure) {
    return failure.kind() == FailureKind.TIMED_OUT;
  }
}
