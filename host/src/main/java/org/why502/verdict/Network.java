package org.why502.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Family;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.Connection;
import org.why502.evidence.Observation.Handshake;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.Observation.PageFetch;
import org.why502.evidence.Observation.PortalCheck;
import org.why502.evidence.Observation.StatusPage;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Target;

/** Facts about the path: names, addresses, certificates, portals, control, and the status page. */
final class Network {
  /** The public resolvers that are always asked, each with the one that is asked if it fails. */
  private static final Map<String, String> PUBLIC =
      Map.of("1.1.1.1", "1.0.0.1", "8.8.8.8", "8.8.4.4");

  private static final Set<String> GRAVE = Set.of("major", "critical");

  private final Evidence evidence;

  Network(Evidence evidence) {
    this.evidence = evidence;
  }

  // ---- names

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
    Optional<NameLookup> good = all.stream().filter(Network::hasAddresses).findFirst();
    if (good.isPresent()) {
      return Fact.known("public-resolver-answers", true, List.of(good.get().id()));
    }
    return publicAsked(all)
        ? Fact.known("public-resolver-answers", false, ids(all))
        : Fact.waiting(Question.NAMES_PUBLIC);
  }

  /** Every public resolver that could be reached says that the name does not exist. */
  Fact nobodyKnowsTheName() {
    List<NameLookup> all = lookups(Resolver.Kind.PUBLIC);
    List<NameLookup> spoke = all.stream().filter(l -> l.outcome().seen().isPresent()).toList();
    List<NameLookup> otherwise = spoke.stream().filter(l -> !rcode(l).equals("NXDOMAIN")).toList();
    if (!otherwise.isEmpty()) {
      return Fact.known("nobody-knows-the-name", false, ids(otherwise));
    }
    return publicAsked(all)
        ? Fact.known("nobody-knows-the-name", !spoke.isEmpty(), ids(all))
        : Fact.waiting(Question.NAMES_PUBLIC);
  }

  // ---- addresses and certificates

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
        addresses(Resolver.Kind.MACHINE),
        Question.NAMES_MACHINE);
  }

  /** Some address that the configured resolver gave, asked directly, showed AO3's certificate. */
  Fact configuredAddressProven() {
    return proven(
        "configured-resolvers-address-proves-to-be-the-archive",
        addresses(Resolver.Kind.CONFIGURED),
        Question.NAMES_CONFIGURED);
  }

  /** An address that only public resolvers gave showed AO3's certificate. */
  Fact onlyPublicAddressProven() {
    Set<String> machine = addresses(Resolver.Kind.MACHINE).orElseGet(Set::of);
    Optional<Set<String>> open =
        addresses(Resolver.Kind.PUBLIC)
            .map(
                all -> {
                  Set<String> only = new TreeSet<>(all);
                  only.removeAll(machine);
                  return only;
                });
    return Fact.all(
        machineNamesFail().not(),
        proven("public-address-proves-to-be-the-archive", open, Question.NAMES_PUBLIC));
  }

  /** What answered for AO3 showed a certificate that no public root vouches for. */
  Fact certificateUntrusted() {
    return handshakes(
        "certificate-is-not-the-archives",
        h -> h.outcome().seen().filter(c -> c.trust() == Certificate.Trust.UNTRUSTED).isPresent());
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
    return Fact.known(code, vanish, ids(tried));
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
        ? Fact.known(code, false, ids(tried))
        : Fact.waiting(Question.CONNECTIONS);
  }

  /** Some address of AO3 accepted a connection. */
  private Fact addressReached() {
    List<Connection> all = evidence.all(Connection.class).toList();
    Optional<Connection> good =
        all.stream().filter(c -> c.outcome().seen().isPresent()).findFirst();
    if (good.isPresent()) {
      return Fact.known("address-reached", true, List.of(good.get().id()));
    }
    List<String> tried =
        all.stream().filter(c -> c.outcome().asked()).map(Connection::address).toList();
    return expectedAddresses().filter(tried::containsAll).isPresent()
        ? Fact.known("address-reached", false, ids(all))
        : Fact.waiting(
            Question.CONNECTIONS,
            Question.NAMES_MACHINE,
            Question.NAMES_CONFIGURED,
            Question.NAMES_PUBLIC);
  }

  // ---- the world outside AO3

  /** An unrelated site answers as it should. */
  Fact controlFine() {
    return control("control-is-fine", o -> o.seen().filter(a -> a.status() == 204).isPresent());
  }

  /** An unrelated site's certificate is wrong too. */
  Fact controlCertificateBad() {
    return control(
        "control-certificate-is-wrong-too",
        o -> o.failed().filter(f -> f.kind() == FailureKind.BAD_CERTIFICATE).isPresent());
  }

  /** Something that is not the vendor's server answered a captive-portal check. */
  Fact portalAnswers() {
    Predicate<PortalAnswer> portal =
        a -> !a.expected() && (a.redirected() || a.status() < 500 || a.status() == 511);
    List<PortalCheck> all = evidence.all(PortalCheck.class).toList();
    List<PortalCheck> caught =
        all.stream().filter(p -> p.outcome().seen().filter(portal).isPresent()).toList();
    if (!caught.isEmpty()) {
      return Fact.known("portal-answers", true, ids(caught));
    }
    return all.stream().filter(p -> p.outcome().asked()).count() == PortalVendor.values().length
        ? Fact.known("portal-answers", false, ids(all))
        : Fact.waiting(Question.PORTALS);
  }

  /** Anything at all outside this network answered. The network's own resolver does not count. */
  Fact somethingAnswers() {
    return Fact.any(
        publicResolverReached(),
        addressReached(),
        answers("control-reached", Question.CONTROL, 1),
        answers("portal-check-reached", Question.PORTALS, PortalVendor.values().length),
        answers("status-page-reached", Question.STATUS_PAGE, 1));
  }

  /** Silence is only silence when the stand-ins were asked too. */
  private Fact publicResolverReached() {
    String code = "public-resolver-reached";
    List<NameLookup> all = lookups(Resolver.Kind.PUBLIC);
    Optional<NameLookup> seen =
        all.stream().filter(l -> l.outcome().seen().isPresent()).findFirst();
    if (seen.isPresent()) {
      return Fact.known(code, true, List.of(seen.get().id()));
    }
    return publicAsked(all)
        ? Fact.known(code, false, ids(all))
        : Fact.waiting(Question.NAMES_PUBLIC);
  }

  // ---- the status page

  /** A major incident is open that touches the Archive. A page that says nothing leaves it open. */
  Fact incident() {
    return status(
        "status-page-tells-of-an-incident", r -> r.incidents().stream().anyMatch(Network::grave));
  }

  /** Scheduled maintenance of the Archive is under way. */
  Fact maintenance() {
    return status(
        "status-page-tells-of-maintenance",
        r ->
            r.maintenances().stream().anyMatch(StatusReport.Notice::namesArchive)
                || r.archive().filter("under_maintenance"::equals).isPresent());
  }

  Optional<StatusReport> statusReport() {
    return evidence.all(StatusPage.class).findFirst().flatMap(s -> s.outcome().seen());
  }

  static boolean grave(StatusReport.Notice notice) {
    return notice.namesArchive() && GRAVE.contains(notice.impact());
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

  // ---- how the above is looked up

  private Fact status(String code, Predicate<StatusReport> test) {
    return evidence
        .all(StatusPage.class)
        .findFirst()
        .flatMap(s -> s.outcome().seen().map(r -> Fact.known(code, test.test(r), List.of(s.id()))))
        .orElseGet(() -> Fact.waiting(Question.STATUS_PAGE));
  }

  private Fact control(String code, Predicate<Outcome<Answer>> test) {
    return evidence
        .all(PageFetch.class)
        .filter(p -> p.target() == Target.CONTROL && p.outcome().asked())
        .findFirst()
        .map(p -> Fact.known(code, test.test(p.outcome()), List.of(p.id())))
        .orElseGet(() -> Fact.waiting(Question.CONTROL));
  }

  /** Whether any answer to a question came; false only when enough were asked and none came. */
  private Fact answers(String code, Question question, int enough) {
    List<Observation> asked =
        evidence.observations().stream()
            .filter(o -> o.question() == question && o.outcome().asked())
            .toList();
    Optional<Observation> seen =
        asked.stream().filter(o -> o.outcome().seen().isPresent()).findFirst();
    if (seen.isPresent()) {
      return Fact.known(code, true, List.of(seen.get().id()));
    }
    return asked.size() >= enough ? Fact.known(code, false, ids(asked)) : Fact.waiting(question);
  }

  private Fact handshakes(String code, Predicate<Handshake> test) {
    List<Handshake> all = evidence.all(Handshake.class).toList();
    Optional<Handshake> some = all.stream().filter(test).findFirst();
    if (some.isPresent()) {
      return Fact.known(code, true, List.of(some.get().id()));
    }
    Optional<Set<String>> expected = expectedAddresses();
    boolean complete = expected.isPresent() && shook(all).containsAll(expected.get());
    return complete ? Fact.known(code, false, ids(all)) : Fact.waiting(Question.HANDSHAKES);
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
    return complete ? Fact.known(code, false, ids(all)) : Fact.waiting(names, Question.HANDSHAKES);
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
    return expectedAddresses()
        .filter(all -> tried.containsAll(all.stream().filter(a -> Family.of(a) == family).toList()))
        .isPresent();
  }

  /** All addresses that were found, once everybody who could know one was asked. */
  private Optional<Set<String>> expectedAddresses() {
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

  /** The addresses from one kind of resolver; empty until it was asked. */
  private Optional<Set<String>> addresses(Resolver.Kind kind) {
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

  /** Whether each public resolver was asked and, where it stayed silent, its stand-in too. */
  private static boolean publicAsked(List<NameLookup> all) {
    return PUBLIC.entrySet().stream()
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

  private static List<String> ids(List<? extends Observation> all) {
    List<String> ids = new ArrayList<>();
    all.forEach(o -> ids.add(o.id()));
    return ids;
  }
}
