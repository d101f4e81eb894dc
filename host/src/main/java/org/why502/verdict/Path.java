package org.why502.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.Observation.Connection;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;

/** Facts about the way to AO3's addresses: connections, certificates, families. */
final class Path {
  private final Evidence evidence;
  private final Names names;

  Path(Evidence evidence, Names names) {
    this.evidence = evidence;
    this.names = names;
  }

  /** Some address of AO3 showed AO3's certificate to the host. */
  Fact someAddressProven() {
    return handshakes(
        "some-address-proves-to-be-the-archive",
        h -> h.outcome().seen().filter(c -> c.trust() == Certificate.Trust.PROVEN).isPresent());
  }

  /** Some address that the machine's own look-up gave showed AO3's certificate. */
  Fact machineAddressProven() {
    return proven(
        "machine-address-proves-to-be-the-archive",
        names.addresses(Resolver.Kind.MACHINE),
        Question.NAMES_MACHINE);
  }

  /** Some address that the configured resolver gave, asked directly, showed AO3's certificate. */
  Fact configuredAddressProven() {
    return proven(
        "configured-resolvers-address-proves-to-be-the-archive",
        names.addresses(Resolver.Kind.CONFIGURED),
        Question.NAMES_CONFIGURED);
  }

  /** An address that only public resolvers gave showed AO3's certificate. */
  Fact onlyPublicAddressProven() {
    Set<String> machine = names.addresses(Resolver.Kind.MACHINE).orElseGet(Set::of);
    Optional<Set<String>> open =
        names
            .addresses(Resolver.Kind.PUBLIC)
            .map(
                all -> {
                  Set<String> only = new TreeSet<>(all);
                  only.removeAll(machine);
                  return only;
                });
    return Fact.all(
        names.machineNamesFail().not(),
        proven("public-address-proves-to-be-the-archive", open, Question.NAMES_PUBLIC));
  }

  /** What answered for AO3 showed a certificate that no public root vouches for. */
  Fact certificateUntrusted() {
    return handshakes(
        "certificate-is-not-the-archives",
        h -> h.outcome().seen().filter(c -> c.trust() == Certificate.Trust.UNTRUSTED).isPresent());
  }

  /** Who signed the untrusted certificate. */
  Optional<String> untrustedIssuer() {
    return evidence
        .all(Handshake.class)
        .flatMap(h -> h.outcome().seen().stream())
        .filter(c -> c.trust() == Certificate.Trust.UNTRUSTED)
        .map(Certificate::issuer)
        .findFirst();
  }

  /** Packets to one family of AO3's addresses vanish. */
  Fact familyDead(Family family) {
    String code = "no-answer-by-" + Looks.kebab(family);
    List<Connection> tried = connections(family);
    Optional<Connection> good =
        tried.stream().filter(c -> c.outcome().seen().isPresent()).findFirst();
    if (good.isPresent()) {
      return Fact.known(code, false, List.of(good.get().id()));
    }
    if (!complete(tried.stream().map(Connection::address).toList(), family)) {
      return Fact.waiting(Question.CONNECTIONS);
    }
    // A machine without that family has no route there (UNREACHABLE): nothing is broken.
    boolean vanish =
        !tried.isEmpty()
            && tried.stream()
                .allMatch(
                    c ->
                        c.outcome()
                            .failed()
                            .filter(f -> f.kind() == FailureKind.TIMED_OUT)
                            .isPresent());
    return Fact.known(code, vanish, Evidence.ids(tried));
  }

  /** Some address of one family accepts a connection. */
  Fact familyAlive(Family family) {
    String code = "answers-by-" + Looks.kebab(family);
    List<Connection> tried = connections(family);
    Optional<Connection> good =
        tried.stream().filter(c -> c.outcome().seen().isPresent()).findFirst();
    if (good.isPresent()) {
      return Fact.known(code, true, List.of(good.get().id()));
    }
    return complete(tried.stream().map(Connection::address).toList(), family)
        ? Fact.known(code, false, Evidence.ids(tried))
        : Fact.waiting(Question.CONNECTIONS);
  }

  /** Some address of AO3 accepted a connection. */
  Fact addressReached() {
    List<Connection> all = evidence.all(Connection.class).toList();
    Optional<Connection> good =
        all.stream().filter(c -> c.outcome().seen().isPresent()).findFirst();
    if (good.isPresent()) {
      return Fact.known("address-reached", true, List.of(good.get().id()));
    }
    List<String> tried =
        all.stream().filter(c -> c.outcome().asked()).map(Connection::address).toList();
    return names.expectedAddresses().filter(tried::containsAll).isPresent()
        ? Fact.known("address-reached", false, Evidence.ids(all))
        : Fact.waiting(
            Question.CONNECTIONS,
            Question.NAMES_MACHINE,
            Question.NAMES_CONFIGURED,
            Question.NAMES_PUBLIC);
  }

  private Fact handshakes(String code, Predicate<Handshake> test) {
    List<Handshake> all = evidence.all(Handshake.class).toList();
    Optional<Handshake> some = all.stream().filter(test).findFirst();
    if (some.isPresent()) {
      return Fact.known(code, true, List.of(some.get().id()));
    }
    Optional<Set<String>> expected = names.expectedAddresses();
    boolean complete = expected.isPresent() && shook(all).containsAll(expected.get());
    return complete
        ? Fact.known(code, false, Evidence.ids(all))
        : Fact.waiting(Question.HANDSHAKES);
  }

  /** Whether one of some addresses proved to be AO3; open while one of them was not tried. */
  private Fact proven(String code, Optional<Set<String>> addresses, Question names) {
    List<Handshake> all =
        evidence
            .all(Handshake.class)
            .filter(h -> addresses.filter(set -> set.contains(h.address())).isPresent())
            .toList();
    Optional<Handshake> good =
        all.stream()
            .filter(
                h ->
                    h.outcome()
                        .seen()
                        .filter(c -> c.trust() == Certificate.Trust.PROVEN)
                        .isPresent())
            .findFirst();
    if (good.isPresent()) {
      return Fact.known(code, true, List.of(good.get().id()));
    }
    boolean complete = addresses.isPresent() && shook(all).containsAll(addresses.get());
    return complete
        ? Fact.known(code, false, Evidence.ids(all))
        : Fact.waiting(names, Question.HANDSHAKES);
  }

  private static List<String> shook(List<Handshake> all) {
    return all.stream().filter(h -> h.outcome().asked()).map(Handshake::address).toList();
  }

  private List<Connection> connections(Family family) {
    return evidence
        .all(Connection.class)
        .filter(c -> c.outcome().asked() && Family.of(c.address()) == family)
        .toList();
  }

  private boolean complete(List<String> tried, Family family) {
    return names
        .expectedAddresses()
        .filter(all -> tried.containsAll(all.stream().filter(a -> Family.of(a) == family).toList()))
        .isPresent();
  }
}
