package org.why502.verdict.facts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.why502.evidence.Evidence;
import org.why502.evidence.FailureKind;
import org.why502.evidence.IpAddress;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Step;

/** Facts about the look-up of AO3's name, by the machine, its resolver and public ones. */
public final class NameFacts {
  /** The ways by which programs find addresses: those that a network can bend. */
  private static final List<Resolver.Kind> PLAIN =
      List.of(Resolver.Kind.MACHINE, Resolver.Kind.CONFIGURED, Resolver.Kind.PUBLIC);

  private final Evidence evidence;
  private final Map<Resolver.Kind, List<NameLookup>> lookups = new EnumMap<>(Resolver.Kind.class);
  private final Map<Resolver.Kind, Set<String>> addresses = new EnumMap<>(Resolver.Kind.class);
  private final Set<String> plain = new TreeSet<>();
  private final Optional<Set<String>> expected;
  private final Known known = new Known();

  NameFacts(Evidence evidence) {
    this.evidence = evidence;
    for (Resolver.Kind kind : Resolver.Kind.values()) {
      List<NameLookup> all =
          evidence
              .all(NameLookup.class)
              .filter(l -> l.resolver().kind() == kind && l.name().equals(OfficialHosts.ARCHIVE))
              .toList();
      Set<String> found = new TreeSet<>();
      all.forEach(l -> l.outcome().seen().map(NameAnswer::addresses).ifPresent(found::addAll));
      lookups.put(kind, all);
      addresses.put(kind, Collections.unmodifiableSet(found));
    }
    PLAIN.forEach(kind -> plain.addAll(addressesSoFar(kind)));
    // one more may come, and prove the opposite of what the others show
    expected = PLAIN.stream().allMatch(this::asked) ? Optional.of(plain) : Optional.empty();
  }

  /** Programs on this machine get no address for AO3. */
  public Fact machineNamesFail() {
    return lookups(Resolver.Kind.MACHINE).stream()
        .findFirst()
        .flatMap(
            l ->
                l.outcome().asked()
                    ? Optional.of(
                        Fact.known("machine-finds-no-address", !hasAddresses(l), List.of(l.id())))
                    : Optional.empty())
        .orElseGet(() -> Fact.waiting(Question.NAMES_MACHINE));
  }

  /** Some public resolver gives addresses. */
  public Fact publicNamesAnswer() {
    return some(
        "public-resolver-answers",
        Resolver.Kind.PUBLIC,
        NameFacts::hasAddresses,
        Question.NAMES_PUBLIC);
  }

  /** Some public resolver says anything. Silence is only silence when the stand-ins were asked. */
  public Fact publicResolverReached() {
    return some(
        "public-resolver-reached", Resolver.Kind.PUBLIC, NameFacts::spoke, Question.NAMES_PUBLIC);
  }

  /** A public resolver, asked over https, gives addresses: nobody on the way made them up. */
  public Fact secureNamesAnswer() {
    return some(
        "resolver-over-https-answers",
        Resolver.Kind.HTTPS,
        NameFacts::hasAddresses,
        Question.NAMES_HTTPS);
  }

  /** A public resolver, asked over https, says anything. */
  Fact secureResolverReached() {
    return some(
        "resolver-over-https-reached", Resolver.Kind.HTTPS, NameFacts::spoke, Question.NAMES_HTTPS);
  }

  /**
   * A public resolver, asked over https, answered at least so far that its certificate proved it:
   * one that is slow after that is outside all the same.
   */
  Fact secureResolverMet() {
    return some(
        "resolver-over-https-met",
        Resolver.Kind.HTTPS,
        l -> l.outcome().seen().isPresent() || brokeAfterProof(l.outcome()),
        Question.NAMES_HTTPS);
  }

  /** A question over https failed only after the certificate had proven who answers. */
  static boolean brokeAfterProof(Outcome<?> outcome) {
    return outcome.failed().filter(f -> f.step().compareTo(Step.REQUEST) >= 0).isPresent();
  }

  /** Nobody has an address for AO3, and one whose answers cannot be rewritten says so too. */
  public Fact nobodyKnowsTheName() {
    return Fact.all(publicNamesAnswer().not(), secureResolverReached(), secureNamesAnswer().not());
  }

  /** Every public resolver that could be reached says that the name does not exist. */
  public Fact publicSaysNoSuchName() {
    return Fact.all(
        publicResolverReached(),
        some(
                "public-resolver-does-not-deny-the-name",
                Resolver.Kind.PUBLIC,
                l -> spoke(l) && !rcode(l).equals("NXDOMAIN"),
                Question.NAMES_PUBLIC)
            .not());
  }

  /**
   * An answer came from where no resolver is. That alone blames nobody: some networks answer in
   * every resolver's place, and tell the truth.
   */
  public Fact nobodyAnswers() {
    return lookups(Resolver.Kind.NOBODY).stream()
        .filter(l -> l.outcome().asked())
        .findFirst()
        .map(
            l ->
                Fact.known(
                    "resolver-that-does-not-exist-answers",
                    l.outcome().failed().map(f -> f.kind() == FailureKind.MALFORMED).orElse(true),
                    List.of(l.id())))
        .orElseGet(() -> Fact.waiting(Question.NAMES_NOBODY));
  }

  /** Some look-up, over https apart, gave an address that could be tried. */
  public Fact someAddressKnown() {
    return known.once("some-address-is-known", this::someAddress);
  }

  private Fact someAddress() {
    String code = "some-address-is-known";
    List<NameLookup> plain = PLAIN.stream().flatMap(k -> lookups(k).stream()).toList();
    Optional<NameLookup> good = plain.stream().filter(NameFacts::hasAddresses).findFirst();
    if (good.isPresent()) {
      return Fact.known(code, true, List.of(good.get().id()));
    }
    return expectedAddresses().isPresent()
        ? Fact.known(code, false, Evidence.ids(plain))
        : Fact.waiting(Question.NAMES_MACHINE, Question.NAMES_CONFIGURED, Question.NAMES_PUBLIC);
  }

  /** Addresses that one kind of resolver gave, whether or not all of that kind were asked. */
  Set<String> addressesSoFar(Resolver.Kind kind) {
    return addresses.get(kind);
  }

  /** All addresses that the plain ways gave so far: those that programs here are led to. */
  Set<String> plainAddressesSoFar() {
    return plain;
  }

  /** The addresses from one kind of resolver; empty until it was asked. */
  Optional<Set<String>> addresses(Resolver.Kind kind) {
    return asked(kind) ? Optional.of(addressesSoFar(kind)) : Optional.empty();
  }

  /**
   * Every address that this machine has for AO3's name was given to us by one of its resolvers,
   * too; false where it has none.
   */
  boolean configuredGivesTheMachines() {
    Set<String> machine = addressesSoFar(Resolver.Kind.MACHINE);
    return !machine.isEmpty() && addressesSoFar(Resolver.Kind.CONFIGURED).containsAll(machine);
  }

  /** The machine's own look-ups. */
  List<NameLookup> machine() {
    return lookups(Resolver.Kind.MACHINE);
  }

  /**
   * Whether one of some addresses is among those that the plain ways gave; open while one of them
   * that could give it was not asked. No address at all is never among them.
   */
  Fact given(String code, List<String> addresses) {
    return known.once(code, () -> giver(code, addresses));
  }

  private Fact giver(String code, List<String> addresses) {
    List<NameLookup> givers =
        evidence
            .all(NameLookup.class)
            .filter(l -> PLAIN.contains(l.resolver().kind()))
            .filter(l -> l.name().equals(OfficialHosts.ARCHIVE))
            .filter(
                l ->
                    l.outcome().seen().stream()
                        .flatMap(a -> a.addresses().stream())
                        .filter(IpAddress::isOne)
                        .anyMatch(a -> addresses.stream().anyMatch(b -> IpAddress.same(a, b))))
            .toList();
    if (!givers.isEmpty()) {
      return Fact.known(code, true, Evidence.ids(givers));
    }
    return addresses.isEmpty() || expectedAddresses().isPresent()
        ? Fact.known(code, false, List.of("sighting"))
        : Fact.waiting(Question.NAMES_MACHINE, Question.NAMES_CONFIGURED, Question.NAMES_PUBLIC);
  }

  /** All addresses that the plain ways gave, once everybody who could know one was asked. */
  Optional<Set<String>> expectedAddresses() {
    return expected;
  }

  /** Whether one look-up of a kind is such; that none is, is known when all were asked. */
  private Fact some(
      String code, Resolver.Kind kind, Predicate<NameLookup> test, Question question) {
    return known.once(
        code,
        () -> {
          List<NameLookup> all = lookups(kind);
          Optional<NameLookup> good = all.stream().filter(test).findFirst();
          if (good.isPresent()) {
            return Fact.known(code, true, List.of(good.get().id()));
          }
          return asked(kind) ? Fact.known(code, false, Evidence.ids(all)) : Fact.waiting(question);
        });
  }

  /** Whether everybody of a kind was asked. */
  private boolean asked(Resolver.Kind kind) {
    List<NameLookup> all = lookups(kind);
    return switch (kind) {
      case PUBLIC ->
          Resolver.PUBLIC.keySet().stream().map(Resolver::open).allMatch(r -> asked(all, r));
      case CONFIGURED -> configuredAsked(all);
      case HTTPS ->
          Resolver.OVER_HTTPS.stream().map(Resolver::overHttps).allMatch(r -> asked(all, r));
      case MACHINE, NOBODY -> all.stream().anyMatch(l -> l.outcome().asked());
    };
  }

  /** Whether a public resolver was asked and, where that failed, its stand-in too. */
  private static boolean asked(List<NameLookup> all, Resolver resolver) {
    return find(all, resolver.label())
        .filter(
            l ->
                l.outcome().failed().flatMap(resolver::standIn).stream()
                    .allMatch(other -> find(all, other.label()).isPresent()))
        .isPresent();
  }

  /** Each label says how many there are: {@code configured-1-of-2}; there may be none. */
  private static boolean configuredAsked(List<NameLookup> all) {
    if (all.stream().anyMatch(l -> l.resolver().equals(Resolver.noneConfigured()))) {
      return true;
    }
    List<NameLookup> asked = all.stream().filter(l -> l.outcome().asked()).toList();
    return !asked.isEmpty() && asked.getFirst().resolver().label().endsWith("-of-" + asked.size());
  }

  private static Optional<NameLookup> find(List<NameLookup> all, String label) {
    return all.stream()
        .filter(l -> l.outcome().asked() && l.resolver().label().equals(label))
        .findFirst();
  }

  private List<NameLookup> lookups(Resolver.Kind kind) {
    return lookups.get(kind);
  }

  private static boolean spoke(NameLookup lookup) {
    return lookup.outcome().seen().isPresent();
  }

  private static boolean hasAddresses(NameLookup lookup) {
    return lookup.outcome().seen().filter(a -> !a.addresses().isEmpty()).isPresent();
  }

  private static String rcode(NameLookup lookup) {
    return lookup.outcome().seen().map(NameAnswer::rcode).orElse("");
  }
}
