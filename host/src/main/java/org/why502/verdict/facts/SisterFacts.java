package org.why502.verdict.facts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;

/**
 * Facts about the name that the browser used, where that is another official one of AO3's than its
 * main one: such a name can be given up, or be held back, alone.
 */
public final class SisterFacts {
  private final Evidence evidence;
  private final Optional<String> host;
  private final Known known = new Known();

  SisterFacts(Evidence evidence) {
    this.evidence = evidence;
    this.host = evidence.sighting().map(Sighting::host).map(h -> h.toLowerCase(Locale.ROOT));
  }

  /** The other name that the browser used; empty where it used the main one, or nobody looked. */
  public Optional<String> name() {
    return host.filter(h -> !h.equals(OfficialHosts.ARCHIVE));
  }

  /** The browser used another official name than the main one. */
  public Fact used() {
    return host.isPresent()
        ? Fact.known("browser-used-another-official-name", name().isPresent(), List.of("sighting"))
        : Fact.waiting(Question.SIGHTING);
  }

  /** Programs on this machine get an address for that name. */
  public Fact machineFindsIt() {
    return known.once(
        "machine-finds-the-other-name",
        () ->
            lookups(Resolver.Kind.MACHINE).stream()
                .filter(l -> l.outcome().asked())
                .findFirst()
                .map(
                    l ->
                        Fact.known(
                            "machine-finds-the-other-name", hasAddresses(l), List.of(l.id())))
                .orElseGet(() -> unknown()));
  }

  /** Some public resolver gives an address for it; false where those that answered give none. */
  public Fact publicFindsIt() {
    return found(
        "public-resolver-finds-the-other-name", Resolver.Kind.PUBLIC, Resolver.PUBLIC.size());
  }

  /** The same over https, where nothing on the way can change an answer. */
  public Fact secureFindsIt() {
    return found(
        "resolver-over-https-finds-the-other-name",
        Resolver.Kind.HTTPS,
        Resolver.OVER_HTTPS.size());
  }

  private Fact found(String code, Resolver.Kind kind, int all) {
    return known.once(
        code,
        () -> {
          List<NameLookup> asked = lookups(kind).stream().filter(l -> l.outcome().asked()).toList();
          List<NameLookup> spoke =
              asked.stream().filter(l -> l.outcome().seen().isPresent()).toList();
          Optional<NameLookup> good = spoke.stream().filter(SisterFacts::hasAddresses).findFirst();
          if (good.isPresent()) {
            return Fact.known(code, true, List.of(good.get().id()));
          }
          return asked.size() >= all && !spoke.isEmpty()
              ? Fact.known(code, false, Evidence.ids(spoke))
              : unknown();
        });
  }

  /** It can be asked for once a browser has seen it. */
  private Fact unknown() {
    return Fact.waiting(host.isPresent() ? Question.NAMES_SISTER : Question.SIGHTING);
  }

  private List<NameLookup> lookups(Resolver.Kind kind) {
    Predicate<NameLookup> ofIt = l -> name().filter(l.name()::equals).isPresent();
    return evidence
        .all(NameLookup.class)
        .filter(l -> l.resolver().kind() == kind)
        .filter(ofIt)
        .toList();
  }

  private static boolean hasAddresses(NameLookup lookup) {
    return lookup.outcome().seen().filter(a -> !a.addresses().isEmpty()).isPresent();
  }
}
