package org.why502.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.why502.evidence.Evidence;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;

/** Facts about the look-up of AO3's name, by the machine, its resolver and public ones. */
final class Names {
  private final Evidence evidence;

  Names(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Programs on this machine get no address for AO3. */
  Fact machineNamesFail() {
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
  Fact publicNamesAnswer() {
    List<NameLookup> all = lookups(Resolver.Kind.PUBLIC);
    Optional<NameLookup> good = all.stream().filter(Names::hasAddresses).findFirst();
    if (good.isPresent()) {
      return Fact.known("public-resolver-answers", true, List.of(good.get().id()));
    }
    return publicAsked(all)
        ? Fact.known("public-resolver-answers", false, Evidence.ids(all))
        : Fact.waiting(Question.NAMES_PUBLIC);
  }

  /** Every public resolver that could be reached says that the name does not exist. */
  Fact nobodyKnowsTheName() {
    List<NameLookup> all = lookups(Resolver.Kind.PUBLIC);
    List<NameLookup> spoke = all.stream().filter(l -> l.outcome().seen().isPresent()).toList();
    List<NameLookup> otherwise = spoke.stream().filter(l -> !rcode(l).equals("NXDOMAIN")).toList();
    if (!otherwise.isEmpty()) {
      return Fact.known("nobody-knows-the-name", false, Evidence.ids(otherwise));
    }
    return publicAsked(all)
        ? Fact.known("nobody-knows-the-name", !spoke.isEmpty(), Evidence.ids(all))
        : Fact.waiting(Question.NAMES_PUBLIC);
  }

  /** Silence is only silence when the stand-ins were asked too. */
  Fact publicResolverReached() {
    String code = "public-resolver-reached";
    List<NameLookup> all = lookups(Resolver.Kind.PUBLIC);
    Optional<NameLookup> seen =
        all.stream().filter(l -> l.outcome().seen().isPresent()).findFirst();
    if (seen.isPresent()) {
      return Fact.known(code, true, List.of(seen.get().id()));
    }
    return publicAsked(all)
        ? Fact.known(code, false, Evidence.ids(all))
        : Fact.waiting(Question.NAMES_PUBLIC);
  }

  /** The addresses from one kind of resolver; empty until it was asked. */
  Optional<Set<String>> addresses(Resolver.Kind kind) {
    List<NameLookup> all = lookups(kind);
    boolean asked =
        switch (kind) {
          case PUBLIC -> publicAsked(all);
          case CONFIGURED -> configuredAsked(all);
          case MACHINE, BROWSER -> all.stream().anyMatch(l -> l.outcome().asked());
        };
    if (!asked) {
      return Optional.empty();
    }
    Set<String> found = new TreeSet<>();
    all.forEach(l -> l.outcome().seen().map(NameAnswer::addresses).ifPresent(found::addAll));
    return Optional.of(found);
  }

  /** The machine's own look-ups. */
  List<NameLookup> machine() {
    return lookups(Resolver.Kind.MACHINE);
  }

  /** All addresses that were found, once everybody who could know one was asked. */
  Optional<Set<String>> expectedAddresses() {
    Set<String> all = new TreeSet<>();
    for (Resolver.Kind kind :
        List.of(Resolver.Kind.MACHINE, Resolver.Kind.CONFIGURED, Resolver.Kind.PUBLIC)) {
      Optional<Set<String>> found = addresses(kind);
      if (found.isEmpty()) {
        // one more may come, and prove the opposite of what the others show
        return Optional.empty();
      }
      all.addAll(found.get());
    }
    return Optional.of(all);
  }

  /** Whether each public resolver was asked and, where it stayed silent, its stand-in too. */
  private static boolean publicAsked(List<NameLookup> all) {
    return Resolver.PUBLIC.entrySet().stream()
        .allMatch(
            pair ->
                find(all, pair.getKey())
                    .filter(
                        l ->
                            l.outcome().seen().isPresent()
                                || find(all, pair.getValue()).isPresent())
                    .isPresent());
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
    return evidence
        .all(NameLookup.class)
        .filter(l -> l.resolver().kind() == kind && l.name().equals(OfficialHosts.ARCHIVE))
        .toList();
  }

  private static boolean hasAddresses(NameLookup lookup) {
    return lookup.outcome().seen().filter(a -> !a.addresses().isEmpty()).isPresent();
  }

  private static String rcode(NameLookup lookup) {
    return lookup.outcome().seen().map(NameAnswer::rcode).orElse("");
  }
}
