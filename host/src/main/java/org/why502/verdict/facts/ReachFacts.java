package org.why502.verdict.facts;

import java.util.EnumSet;
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
import org.why502.evidence.Observation.OtherName;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;

/**
 * Facts about the way to AO3's addresses: connections, certificates, families. Addresses that only
 * a resolver over https gave count in {@link #secureAddressProven} alone: no program here is led to
 * them, and a verdict about those that programs are led to does not wait for them.
 */
public final class ReachFacts {
  /** What is done to packets and connections on their way, and by nobody who answers. */
  private static final Set<FailureKind> BROKEN =
      EnumSet.of(FailureKind.TIMED_OUT, FailureKind.REFUSED, FailureKind.RESET, FailureKind.CLOSED);

  private final Evidence evidence;
  private final NameFacts names;

  private final List<Handshake> handshakes;

  private final Known known = new Known();

  ReachFacts(Evidence evidence, NameFacts names) {
    this.evidence = evidence;
    this.names = names;
    Set<String> plain = names.plainAddressesSoFar();
    this.handshakes =
        evidence.all(Handshake.class).filter(h -> plain.contains(h.address())).toList();
  }

  /** Some address of AO3 showed AO3's certificate to the host. */
  public Fact someAddressProven() {
    return handshakes(
        "some-address-proves-to-be-the-archive",
        h -> h.outcome().seen().filter(c -> c.trust() == Certificate.Trust.PROVEN).isPresent());
  }

  /** Some address that the machine's own look-up gave showed AO3's certificate. */
  public Fact machineAddressProven() {
    return proven(
        "machine-address-proves-to-be-the-archive", Resolver.Kind.MACHINE, Question.NAMES_MACHINE);
  }

  /** Some address that the configured resolver gave, asked directly, showed AO3's certificate. */
  public Fact configuredAddressProven() {
    return proven(
        "configured-resolvers-address-proves-to-be-the-archive",
        Resolver.Kind.CONFIGURED,
        Question.NAMES_CONFIGURED);
  }

  /** Some address that a public resolver gave showed AO3's certificate. */
  public Fact publicAddressProven() {
    return proven(
        "public-address-proves-to-be-the-archive", Resolver.Kind.PUBLIC, Question.NAMES_PUBLIC);
  }

  /** Some address that a public resolver gave over https showed AO3's certificate. */
  public Fact secureAddressProven() {
    return proven(
        "address-given-over-https-proves-to-be-the-archive",
        Resolver.Kind.HTTPS,
        Question.NAMES_HTTPS);
  }

  /** An address that only public resolvers gave showed AO3's certificate. */
  public Fact onlyPublicAddressProven() {
    Set<String> machine = names.addressesSoFar(Resolver.Kind.MACHINE);
    return Fact.all(
        names.machineNamesFail().not(),
        proven(
            "public-address-proves-to-be-the-archive",
            without(names.addressesSoFar(Resolver.Kind.PUBLIC), machine),
            names.addresses(Resolver.Kind.PUBLIC).map(all -> without(all, machine)),
            Question.NAMES_PUBLIC));
  }

  /** Some address of AO3 fails this machine in one way, while it is tried for itself. */
  public Fact someAddressFailsBy(FailureKind kind) {
    return handshakes(
        "some-address-fails-by-" + PageFacts.kebab(kind),
        h -> h.outcome().failed().filter(f -> f.kind() == kind).isPresent());
  }

  /** What answered for AO3 showed a certificate that no public root vouches for. */
  public Fact certificateUntrusted() {
    return handshakes(
        "certificate-is-not-the-archives",
        h -> h.outcome().seen().filter(c -> c.trust() == Certificate.Trust.UNTRUSTED).isPresent());
  }

  /**
   * What answered for AO3 showed a certificate that no public root vouches for, and that is not
   * even for AO3's name. So it is another server: what breaks into connections to the right one
   * makes up a certificate for the name that was asked for.
   */
  public Fact certificateOfAnother() {
    return handshakes(
        "certificate-is-for-another-name",
        h ->
            h.outcome()
                .seen()
                .filter(c -> c.trust() == Certificate.Trust.UNTRUSTED)
                .filter(c -> c.names().stream().noneMatch(OfficialHosts.ARCHIVE::equalsIgnoreCase))
                .isPresent());
  }

  /** What answered for AO3 made up a certificate for AO3's name: a product that is made for it. */
  public Fact certificateForgedByProduct() {
    return handshakes(
        "certificate-is-signed-by-a-product-that-rewrites",
        h ->
            h.outcome().seen().filter(c -> forged(c) && Interceptors.any(c.issuers())).isPresent());
  }

  /** What answered for AO3 shares a signer with this certificate, and no public root vouches. */
  Fact signedLike(Certificate other) {
    return some(
        "certificate-is-signed-by-the-same-as-anothers",
        h ->
            h.outcome()
                .seen()
                .filter(c -> forged(c) && c.issuers().stream().anyMatch(other.issuers()::contains))
                .isPresent());
  }

  /** A server that stands somewhere else shows its own names; only a forger shows AO3's. */
  private static boolean forged(Certificate certificate) {
    return certificate.trust() == Certificate.Trust.UNTRUSTED
        && certificate.names().stream().anyMatch(OfficialHosts.ARCHIVE::equalsIgnoreCase);
  }

  /** What answered for AO3 showed AO3's own certificate, out of date by this machine's clock. */
  public Fact certificateOutOfDate() {
    return handshakes(
        "certificate-is-out-of-date",
        h -> h.outcome().seen().filter(ReachFacts::outOfDate).isPresent());
  }

  /** Whether it would have proven AO3 at another time. */
  static boolean outOfDate(Certificate certificate) {
    return switch (certificate.trust()) {
      case EXPIRED, NOT_YET_VALID -> true;
      case PROVEN, UNTRUSTED, WRONG_NAME -> false;
    };
  }

  /**
   * At one of AO3's addresses, where a handshake for AO3's name had broken, one for another name
   * went through: the way there is whole, and what breaks it goes by the name. Nobody is asked
   * where no address accepts a connection.
   */
  public Fact otherNameLetThrough() {
    return known.once("another-name-is-let-through", this::letThrough);
  }

  private Fact letThrough() {
    List<OtherName> asked = evidence.all(OtherName.class).filter(o -> o.outcome().asked()).toList();
    if (!asked.isEmpty()) {
      return Fact.known(
          "another-name-is-let-through",
          asked.stream().anyMatch(o -> o.outcome().seen().filter(ReachFacts::vouched).isPresent()),
          Evidence.ids(asked));
    }
    Fact reached = addressReached();
    return reached.no() ? reached : Fact.waiting(Question.OTHER_NAME);
  }

  /** Whether a public root vouches for whoever showed it, so that it was not made up on the way. */
  private static boolean vouched(Certificate certificate) {
    return certificate.trust() == Certificate.Trust.PROVEN
        || certificate.trust() == Certificate.Trust.WRONG_NAME;
  }

  /** Who signed the untrusted certificate. */
  public Optional<String> untrustedIssuer() {
    return evidence
        .all(Handshake.class)
        .flatMap(h -> h.outcome().seen().stream())
        .filter(c -> c.trust() == Certificate.Trust.UNTRUSTED)
        .map(Certificate::issuer)
        .findFirst();
  }

  /**
   * Every address of one family stays silent, refuses, or breaks off before it has shown a
   * certificate.
   */
  public Fact familyDead(Family family) {
    String code = "no-answer-by-" + PageFacts.kebab(family);
    return known.once(code, () -> dead(family, code));
  }

  private Fact dead(Family family, String code) {
    List<Connection> tried = connections(family);
    Optional<Connection> other =
        tried.stream().filter(c -> broken(c).filter(is -> !is).isPresent()).findFirst();
    if (other.isPresent()) {
      return Fact.known(code, false, List.of(other.get().id()));
    }
    return isKnown(tried, family)
        ? Fact.known(code, !tried.isEmpty(), Evidence.ids(tried))
        : Fact.waiting(Question.CONNECTIONS, Question.HANDSHAKES);
  }

  /** Some address of one family shows a certificate, whoever's it is. */
  public Fact familyAlive(Family family) {
    String code = "answers-by-" + PageFacts.kebab(family);
    return known.once(code, () -> alive(family, code));
  }

  private Fact alive(Family family, String code) {
    List<Connection> tried = connections(family);
    Optional<Connection> good =
        tried.stream()
            .filter(c -> handshake(c).filter(h -> h.outcome().seen().isPresent()).isPresent())
            .findFirst();
    if (good.isPresent()) {
      return Fact.known(code, true, List.of(good.get().id()));
    }
    return isKnown(tried, family)
        ? Fact.known(code, false, Evidence.ids(tried))
        : Fact.waiting(Question.CONNECTIONS, Question.HANDSHAKES);
  }

  /** Whether each address of the family was tried, and no handshake is under way. */
  private boolean isKnown(List<Connection> tried, Family family) {
    return complete(tried.stream().map(Connection::address).toList(), family)
        && tried.stream().allMatch(c -> broken(c).isPresent());
  }

  /**
   * Whether the way to an address is broken; empty where its handshake is not over. A machine
   * without that family has no route there (UNREACHABLE): nothing is broken.
   */
  private Optional<Boolean> broken(Connection connection) {
    return connection
        .outcome()
        .failed()
        .or(() -> handshake(connection).flatMap(h -> h.outcome().failed()))
        .map(f -> BROKEN.contains(f.kind()))
        .or(() -> handshake(connection).map(_ -> false));
  }

  private Optional<Handshake> handshake(Connection connection) {
    return handshakes.stream()
        .filter(h -> h.outcome().asked() && h.address().equals(connection.address()))
        .findFirst();
  }

  /** Some address of AO3 accepted a connection. */
  Fact addressReached() {
    return known.once("address-reached", this::reached);
  }

  private Fact reached() {
    Set<String> plain = names.plainAddressesSoFar();
    List<Connection> all =
        evidence.all(Connection.class).filter(c -> plain.contains(c.address())).toList();
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

  /** Every handshake that was tried with an address that plain names gave. */
  List<Handshake> handshakes() {
    return handshakes;
  }

  /** Whether some handshake went so; false only when every address was tried. */
  Fact handshakes(String code, Predicate<Handshake> test) {
    return known.once(code, () -> some(code, test));
  }

  private Fact some(String code, Predicate<Handshake> test) {
    List<Handshake> all = handshakes();
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

  private static Set<String> without(Set<String> addresses, Set<String> gone) {
    Set<String> rest = new TreeSet<>(addresses);
    rest.removeAll(gone);
    return rest;
  }

  private Fact proven(String code, Resolver.Kind kind, Question names) {
    return known.once(
        code,
        () -> proven(code, this.names.addressesSoFar(kind), this.names.addresses(kind), names));
  }

  /**
   * Whether one of some addresses proved to be AO3; open while one of them was not tried.
   *
   * @param soFar the addresses that are known
   * @param addresses the same, once no more can come
   */
  private Fact proven(
      String code, Set<String> soFar, Optional<Set<String>> addresses, Question names) {
    List<Handshake> all =
        evidence.all(Handshake.class).filter(h -> soFar.contains(h.address())).toList();
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
    Set<String> plain = names.plainAddressesSoFar();
    return evidence
        .all(Connection.class)
        .filter(c -> c.outcome().asked() && plain.contains(c.address()))
        .filter(c -> Family.of(c.address()) == family)
        .toList();
  }

  private boolean complete(List<String> tried, Family family) {
    return names
        .expectedAddresses()
        .filter(all -> tried.containsAll(all.stream().filter(a -> Family.of(a) == family).toList()))
        .isPresent();
  }
}
