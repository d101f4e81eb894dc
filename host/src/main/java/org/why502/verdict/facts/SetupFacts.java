package org.why502.verdict.facts;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation.LocalSetup;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Setup.Desktop;

/** Facts about this machine's own setup, as it was read. */
public final class SetupFacts {
  private final Evidence evidence;
  private final NameFacts names;
  private final Known known = new Known();

  SetupFacts(Evidence evidence, NameFacts names) {
    this.evidence = evidence;
    this.names = names;
  }

  /**
   * The hosts file has an entry for AO3, and the machine's own look-up gave nothing but that
   * entry's addresses. A hosts file that could not be read leaves it open.
   */
  public Fact hostsEntryInForce() {
    Fact entry = setup("hosts-file-names-the-archive", s -> s.hosts().map(h -> !h.isEmpty()));
    if (!entry.yes()) {
      return entry;
    }
    Optional<Set<String>> machine = names.addresses(Resolver.Kind.MACHINE);
    return machine
        .map(
            all ->
                Fact.all(
                    entry,
                    Fact.known(
                        "machine-address-is-from-the-hosts-file",
                        !all.isEmpty() && entries().containsAll(all),
                        Evidence.ids(names.machine()))))
        .orElseGet(() -> Fact.waiting(Question.NAMES_MACHINE));
  }

  /**
   * A proxy is set for requests to AO3: for ours, by the environment, or for the browser's, by the
   * desktop. Open where a script decides, because it is not run, and where the desktop's settings
   * could not be read in time: whatever is set may be set. Our connections to AO3's addresses go
   * around a proxy; so where one is set, what they meet is not what a browser meets.
   */
  public Fact proxySet() {
    return setup(
        "proxy-is-set",
        s -> {
          boolean set = s.proxy().isPresent() || s.desktop().flatMap(Desktop::proxy).isPresent();
          boolean open = s.desktop().map(Desktop::script).orElse(true);
          return !set && open ? Optional.empty() : Optional.of(set);
        });
  }

  /** A network interface that is up is one of a VPN, or looks like it. */
  public Fact vpnOn() {
    return setup("vpn-is-on", s -> Optional.of(s.vpnInterfaces() > 0));
  }

  /**
   * A resolver that this machine is set up to use stands on this machine itself, so that an answer
   * of its may be an old one that is kept here.
   */
  public Fact resolverHere() {
    return setup("resolver-stands-on-this-machine", Setup::resolverHere);
  }

  private List<String> entries() {
    return seen().flatMap(Setup::hosts).orElseGet(List::of);
  }

  private Optional<Setup> seen() {
    return evidence.all(LocalSetup.class).findFirst().flatMap(l -> l.outcome().seen());
  }

  private Fact setup(String code, Function<Setup, Optional<Boolean>> test) {
    return known.once(
        code,
        () ->
            evidence
                .all(LocalSetup.class)
                .findFirst()
                .flatMap(
                    l ->
                        l.outcome()
                            .seen()
                            .flatMap(test)
                            .map(holds -> Fact.known(code, holds, List.of(l.id()))))
                .orElseGet(() -> Fact.waiting(Question.LOCAL_SETUP)));
  }
}
