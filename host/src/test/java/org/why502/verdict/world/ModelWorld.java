package org.why502.verdict.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Headers;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.Opened;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.Sighting;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.verdict.world.Viewer.Asked;

/**
 * A network with some causes in it, and a person who reads there.
 *
 * @param causes all of them, in their own order
 * @param member whether the person is signed in; who is not has no cookies of AO3's
 */
record ModelWorld(Set<Cause> causes, boolean member) {
  static final String RIGHT_4 = "104.20.28.24";
  static final String OTHER_4 = "172.66.150.200";
  static final String RIGHT_6 = "2606:4700:10::6814:1c18";
  static final String LIAR = "10.10.34.34";

  private static final NameAnswer RIGHT =
      new NameAnswer("NOERROR", List.of(RIGHT_4, OTHER_4, RIGHT_6));

  /** All that everybody sees, with the browser's errors in the words of this engine. */
  Evidence evidence(Engine engine) {
    List<Observation> all = new ArrayList<>();
    Setup setup = new Setup(Optional.of(hosts()), Optional.empty(), Optional.empty(), 0);
    all.add(new Observation.LocalSetup(Replies.saw(setup)));
    names(all);
    for (String address : addresses(all)) {
      all.add(new Observation.Connection(address, connection(address)));
      all.add(new Observation.Handshake(address, handshake(address)));
    }
    all.add(new Observation.PageFetch(Target.EDGE, ask(Viewer.companion(Asked.TRACE))));
    all.add(new Observation.PageFetch(Target.APPLICATION, ask(Viewer.companion(Asked.TOKEN))));
    all.add(
        new Observation.PageFetch(
            Target.CONTROL, first(Effect::control, Replies.saw(Replies.nobodys(204)))));
    for (Trial trial : Trial.values()) {
      boolean cookies =
          member
              && (trial == Trial.SAME_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITH_COOKIES);
      boolean light =
          trial == Trial.LIGHT_PAGE_WITH_COOKIES || trial == Trial.LIGHT_PAGE_WITHOUT_COOKIES;
      Outcome<Answer> seen = ask(new Viewer(true, cookies, light ? Asked.LIGHT : Asked.SAME));
      for (int attempt = 1; attempt <= (light ? 1 : 2); attempt++) {
        all.add(new Observation.BrowserFetch(trial, attempt, seen));
      }
    }
    StatusReport calm = new StatusReport("none", Optional.of("operational"), List.of(), List.of());
    all.add(new Observation.StatusPage(first(Effect::status, Replies.saw(calm))));
    PortalAnswer open = new PortalAnswer(204, true, false, Optional.of(Duration.ZERO));
    for (PortalVendor vendor : PortalVendor.values()) {
      all.add(
          new Observation.PortalCheck(
              vendor, first(effect -> effect.portal(vendor), Replies.saw(open))));
    }
    return new Evidence("0.1.0", Replies.NOW, Optional.of(sighting(engine)), false, all);
  }

  /** Whether the person has a page of AO3's in front of them, and not an error. */
  boolean isFine() {
    return page().seen().filter(a -> a.equals(Replies.fine(person()))).isPresent();
  }

  private Outcome<Answer> page() {
    return ask(person());
  }

  private Viewer person() {
    return new Viewer(true, member, Asked.PAGE);
  }

  private void names(List<Observation> all) {
    List<Resolver> asked = new ArrayList<>(List.of(Resolver.machine(), Resolver.configured(1, 1)));
    // where one stays silent, the same company's other address is asked
    boolean silent = lookup(Resolver.Kind.PUBLIC).failed().isPresent();
    Resolver.PUBLIC.forEach(
        (one, other) -> {
          asked.add(Resolver.open(one));
          if (silent) {
            asked.add(Resolver.open(other));
          }
        });
    Resolver.OVER_HTTPS.forEach(one -> asked.add(Resolver.overHttps(one)));
    asked.forEach(
        r -> all.add(new Observation.NameLookup(r, "archiveofourown.org", lookup(r.kind()))));
    all.add(
        new Observation.NameLookup(
            Resolver.nobody(),
            "archiveofourown.org",
            Replies.failed(Replies.failure(Step.NAME, FailureKind.TIMED_OUT))));
  }

  private static Set<String> addresses(List<Observation> all) {
    Set<String> found = new TreeSet<>();
    for (Observation observation : all) {
      if (observation instanceof Observation.NameLookup(var _, var _, var outcome)) {
        outcome.seen().ifPresent(answer -> found.addAll(answer.addresses()));
      }
    }
    return found;
  }

  private List<String> hosts() {
    return causes.stream().flatMap(c -> c.hosts().stream()).toList();
  }

  private Outcome<NameAnswer> lookup(Resolver.Kind kind) {
    return first(effect -> effect.lookup(kind), Replies.saw(RIGHT));
  }

  private Outcome<Opened> connection(String address) {
    return first(effect -> effect.connection(address), Replies.saw(new Opened()));
  }

  private Outcome<Certificate> handshake(String address) {
    Optional<Failure> closed = connection(address).failed();
    if (closed.isPresent()) {
      return Replies.failed(closed.get());
    }
    Certificate shown = address.equals(LIAR) ? Replies.rewritten("Some Filter") : Replies.proven();
    return first(effect -> effect.handshake(address), Replies.saw(shown));
  }

  /** The first of the causes that says something decides. */
  private <T> T first(Function<Effect, Optional<T>> what, T otherwise) {
    return causes.stream().flatMap(c -> what.apply(c).stream()).findFirst().orElse(otherwise);
  }

  /** What becomes of a request to AO3: whatever ends it earliest on its way, else an answer. */
  private Outcome<Answer> ask(Viewer viewer) {
    Optional<Failure> ended =
        Stream.concat(
                causes.stream().flatMap(c -> c.stop(viewer).stream()), onTheWay(viewer).stream())
            .min(Comparator.comparing(Failure::step));
    return ended
        .<Outcome<Answer>>map(Replies::failed)
        .orElseGet(() -> Replies.saw(first(effect -> effect.answer(viewer), Replies.fine(viewer))));
  }

  /**
   * Whoever asks goes to the addresses that the machine's own look-up gives, one after the other.
   */
  private Optional<Failure> onTheWay(Viewer viewer) {
    Outcome<NameAnswer> found = lookup(Resolver.Kind.MACHINE);
    List<String> addresses = found.seen().map(NameAnswer::addresses).orElseGet(List::of);
    if (addresses.isEmpty()) {
      return Optional.of(
          found.failed().orElseGet(() -> Replies.failure(Step.NAME, FailureKind.NAME_NOT_FOUND)));
    }
    List<Optional<Failure>> each = addresses.stream().map(a -> atAddress(a, viewer)).toList();
    return each.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : each.getLast();
  }

  private Optional<Failure> atAddress(String address, Viewer viewer) {
    Outcome<Certificate> shown = handshake(address);
    Optional<Certificate> wrong = shown.seen().filter(c -> c.trust() != Certificate.Trust.PROVEN);
    boolean trusted = viewer.browser() && causes.stream().anyMatch(Effect::browserTrusts);
    return shown
        .failed()
        .or(
            () ->
                wrong
                    .filter(_ -> !trusted)
                    .map(c -> new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, "", wrong)));
  }

  private Sighting sighting(Engine engine) {
    Outcome<Answer> page = page();
    Optional<Answer> answer = page.seen();
    boolean reached = answer.isPresent();
    return new Sighting(
        "archiveofourown.org",
        PageKind.WORK,
        Optional.of("GET"),
        Optional.empty(),
        answer.map(Answer::status),
        page.failed().map(engine::error),
        reached ? Optional.of(RIGHT_4) : Optional.empty(),
        Optional.empty(),
        causes.stream().map(Cause::took).max(Comparator.naturalOrder()).orElse(Replies.QUICK),
        false,
        Optional.of(member),
        Optional.of(true),
        1,
        Replies.NOW,
        answer.flatMap(Answer::landing),
        answer.map(Answer::headers).orElseGet(Headers::none),
        answer.map(Answer::markers));
  }
}
