package org.why502.verdict.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.why502.evidence.Answer;
import org.why502.evidence.BrowserError;
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

  static final NameAnswer RIGHT_BY_IPV4 = new NameAnswer("NOERROR", List.of(RIGHT_4, OTHER_4));

  private static final NameAnswer RIGHT =
      new NameAnswer("NOERROR", List.of(RIGHT_4, OTHER_4, RIGHT_6));

  /** Those who are asked for another of AO3's names, where the browser used one. */
  private static final Set<Resolver.Kind> OF_ANOTHER_NAME =
      EnumSet.of(Resolver.Kind.MACHINE, Resolver.Kind.PUBLIC, Resolver.Kind.HTTPS);

  private static final String ARCHIVE = "archiveofourown.org";

  /** All that everybody sees, with the browser's errors in the words of this engine. */
  Evidence evidence(Engine engine) {
    List<Observation> all = new ArrayList<>();
    all.add(new Observation.LocalSetup(Replies.saw(setup())));
    all.addAll(first(Effect::uplinks, List.of(Observation.Uplink.only())));
    names(all);
    for (String address : addresses(all)) {
      all.add(new Observation.Connection(address, connection(address, causes)));
      all.add(new Observation.Handshake(address, handshake(address, causes)));
    }
    otherName(all).ifPresent(all::add);
    all.add(new Observation.PageFetch(Target.EDGE, ask(Viewer.companion(Asked.TRACE))));
    all.add(new Observation.PageFetch(Target.APPLICATION, ask(Viewer.companion(Asked.TOKEN))));
    all.add(
        new Observation.PageFetch(
            Target.CONTROL,
            first(
                Effect::control,
                new Outcome.Saw<>(Replies.nobodys(204), Replies.QUICK.plus(travels(causes))))));
    for (Trial trial : Trial.values()) {
      Outcome<Answer> seen = ask(viewer(trial));
      for (int attempt = 1; attempt <= (viewer(trial).page() ? 2 : 1); attempt++) {
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

  /** The same evidence, where every request of the browser's ends with this code. */
  Evidence ending(Evidence whole, String code) {
    Outcome<Answer> ended = Replies.failed(BrowserError.failure(code));
    return new Evidence(
        whole.version(),
        whole.takenAt(),
        Optional.of(sighting(new Outcome.NotAsked<>("ended"), Optional.of(code))),
        false,
        whole.observations().stream()
            .map(
                o ->
                    o instanceof Observation.BrowserFetch(var trial, var attempt, var _)
                        ? new Observation.BrowserFetch(trial, attempt, ended)
                        : o)
            .toList());
  }

  /**
   * How the browser's load ends on its way, where its other requests to AO3 end so, too. What broke
   * off midway is more than its code.
   */
  Optional<Failure> endsEverywhere() {
    Optional<Failure> end = page().failed();
    boolean everywhere =
        Arrays.stream(Trial.values()).map(t -> ask(viewer(t)).failed()).allMatch(end::equals);
    return end.filter(f -> everywhere && f.step() != Step.BODY);
  }

  private Viewer viewer(Trial trial) {
    return switch (trial) {
      case SAME_PAGE_WITH_COOKIES -> new Viewer(true, hasCookies(), Asked.SAME);
      case SAME_PAGE_WITHOUT_COOKIES -> new Viewer(true, false, Asked.SAME);
      case LIGHT_PAGE_WITH_COOKIES -> new Viewer(true, hasCookies(), Asked.LIGHT);
      case LIGHT_PAGE_WITHOUT_COOKIES -> new Viewer(true, false, Asked.LIGHT);
    };
  }

  private Setup setup() {
    Setup setup =
        new Setup(
            Optional.of(causes.stream().flatMap(c -> c.effect().hosts().stream()).toList()),
            Optional.empty(),
            Optional.of(new Setup.Desktop(Optional.empty(), false)),
            0,
            Optional.of(false));
    for (Cause cause : causes) {
      setup = cause.effect().setup(setup);
    }
    return setup;
  }

  /** Whether the person has a page of AO3's in front of them, and not an error. */
  boolean isFine() {
    return page().seen().filter(a -> a.equals(Replies.fine(person()))).isPresent();
  }

  /** Whether the status page can be read, and an open incident of the Archive stands there. */
  boolean tellsOfAnIncident() {
    Outcome<StatusReport> none = Replies.failed(Replies.failure(Step.NAME, FailureKind.OTHER));
    return first(Effect::status, none).seen().stream()
        .flatMap(r -> r.incidents().stream())
        .anyMatch(StatusReport.Notice::namesArchive);
  }

  /** Whether the person has a page of AO3's in front of them, be it an old one. */
  boolean isServed() {
    return page().seen().filter(a -> a.status() == 200 && a.landing().isEmpty()).isPresent();
  }

  /** Whether the person is answered so because of this. */
  boolean isMet(Cause cause) {
    return page().seen().isPresent() && page().seen().equals(cause.effect().answer(person()));
  }

  /** Whether AO3 serves guests: this page, a light one, and the companion's least question. */
  boolean worksForGuests() {
    return Stream.of(
            new Viewer(true, false, Asked.SAME),
            new Viewer(true, false, Asked.LIGHT),
            Viewer.companion(Asked.TOKEN))
        .allMatch(v -> ask(v).seen().filter(a -> a.equals(Replies.fine(v))).isPresent());
  }

  private Outcome<Answer> page() {
    return ask(person());
  }

  private Viewer person() {
    return new Viewer(true, hasCookies(), Asked.PAGE);
  }

  private boolean hasCookies() {
    return member && causes.stream().allMatch(c -> c.effect().keepsCookies());
  }

  /** What changes names and the way for the browser. */
  private List<Cause> browsers() {
    boolean proxied = isProxied();
    return causes.stream()
        .filter(c -> !c.effect().companionAlone())
        .filter(c -> !proxied || c.effect().everyWay())
        .toList();
  }

  private boolean isProxied() {
    return causes.stream().anyMatch(c -> c.effect().browserIsProxied());
  }

  private void names(List<Observation> all) {
    List<Resolver> asked = new ArrayList<>(List.of(Resolver.machine(), Resolver.configured(1, 1)));
    // where one stays silent, another address of the same company's is asked, and fares alike
    Stream.concat(
            Resolver.PUBLIC.keySet().stream().map(Resolver::open),
            Resolver.OVER_HTTPS.stream().map(Resolver::overHttps))
        .forEach(
            one -> {
              asked.add(one);
              lookup(one.kind(), causes).failed().flatMap(one::standIn).ifPresent(asked::add);
            });
    asked.add(Resolver.nobody());
    asked.forEach(r -> all.add(new Observation.NameLookup(r, ARCHIVE, lookup(r.kind(), causes))));
    String used = first(Effect::host, ARCHIVE);
    if (!used.equals(ARCHIVE)) {
      asked.stream()
          .filter(r -> OF_ANOTHER_NAME.contains(r.kind()))
          .forEach(r -> all.add(new Observation.NameLookup(r, used, gone(r.kind()))));
    }
  }

  /** What is said of a name that nobody knows, by who answers at all. */
  private Outcome<NameAnswer> gone(Resolver.Kind kind) {
    return lookup(kind, causes).seen().isPresent()
        ? Replies.saw(new NameAnswer("NXDOMAIN", List.of()))
        : lookup(kind, causes);
  }

  /** Where a handshake for AO3's name broke, the same address is asked for another. */
  private Optional<Observation> otherName(List<Observation> all) {
    List<Cause> whoever = causes.stream().filter(c -> !c.effect().goesByName()).toList();
    return addresses(all).stream()
        .filter(a -> connection(a, causes).seen().isPresent())
        .filter(a -> handshake(a, causes).failed().isPresent())
        .findFirst()
        .map(a -> new Observation.OtherName(a, handshake(a, whoever)));
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

  private static Outcome<NameAnswer> lookup(Resolver.Kind kind, Collection<Cause> here) {
    Outcome<NameAnswer> usual =
        kind == Resolver.Kind.NOBODY
            ? Replies.failed(Replies.failure(Step.NAME, FailureKind.TIMED_OUT))
            : Replies.saw(RIGHT);
    return first(here, effect -> effect.lookup(kind), usual);
  }

  private static Outcome<Opened> connection(String address, Collection<Cause> here) {
    return first(
        here,
        effect -> effect.connection(address),
        new Outcome.Saw<>(new Opened(), Replies.QUICK.plus(travels(here))));
  }

  private static Outcome<Certificate> handshake(String address, Collection<Cause> here) {
    Optional<Failure> closed = connection(address, here).failed();
    if (closed.isPresent()) {
      return Replies.failed(closed.get());
    }
    Certificate shown = address.equals(LIAR) ? Replies.rewritten("Some Filter") : Replies.proven();
    return first(here, effect -> effect.handshake(address), Replies.saw(shown));
  }

  private <T> T first(Function<Effect, Optional<T>> what, T otherwise) {
    return first(causes, what, otherwise);
  }

  /** The first of the causes that says something decides. */
  private static <T> T first(
      Collection<Cause> here, Function<Effect, Optional<T>> what, T otherwise) {
    return here.stream()
        .flatMap(c -> what.apply(c.effect()).stream())
        .findFirst()
        .orElse(otherwise);
  }

  /** What becomes of a request to AO3: whatever ends it earliest on its way, else an answer. */
  private Outcome<Answer> ask(Viewer viewer) {
    Optional<Failure> ended =
        Stream.concat(
                causes.stream()
                    .filter(c -> !c.effect().isAtAnAddress() || !isProxied())
                    .flatMap(c -> c.effect().stop(viewer).stream()),
                onTheWay(viewer).stream())
            .min(Comparator.comparing(Failure::step));
    return ended
        .<Outcome<Answer>>map(Replies::failed)
        .orElseGet(
            () ->
                answer(viewer)
                    .<Outcome<Answer>>map(
                        a -> new Outcome.Saw<>(a, Replies.QUICK.plus(travels(causes))))
                    .orElseGet(
                        () ->
                            Replies.failed(
                                Replies.failure(Step.FIRST_BYTE, FailureKind.TIMED_OUT))));
  }

  /** What the first writes that answers at all; empty where that one stays silent. */
  private Optional<Answer> answer(Viewer viewer) {
    for (Cause cause : causes) {
      Optional<Answer> written = cause.effect().answer(viewer);
      if (written.isPresent() || cause.effect().silent(viewer)) {
        return written;
      }
    }
    return Optional.of(Replies.fine(viewer));
  }

  /**
   * Whoever asks goes to the addresses that the machine's own look-up gives, one after the other.
   */
  private Optional<Failure> onTheWay(Viewer viewer) {
    Collection<Cause> here = viewer.browser() ? browsers() : causes;
    Outcome<NameAnswer> found = lookup(Resolver.Kind.MACHINE, here);
    List<String> addresses = found.seen().map(NameAnswer::addresses).orElseGet(List::of);
    if (addresses.isEmpty()) {
      return Optional.of(
          found.failed().orElseGet(() -> Replies.failure(Step.NAME, FailureKind.NAME_NOT_FOUND)));
    }
    List<Optional<Failure>> each = addresses.stream().map(a -> atAddress(a, viewer, here)).toList();
    return each.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : each.getLast();
  }

  private Optional<Failure> atAddress(String address, Viewer viewer, Collection<Cause> here) {
    Outcome<Certificate> shown = handshake(address, here);
    Optional<Certificate> wrong = shown.seen().filter(c -> c.trust() != Certificate.Trust.PROVEN);
    boolean trusted = viewer.browser() && causes.stream().anyMatch(c -> c.effect().browserTrusts());
    return shown
        .failed()
        .or(
            () ->
                wrong
                    .filter(_ -> !trusted)
                    .map(c -> new Failure(Step.TLS, FailureKind.BAD_CERTIFICATE, "", wrong)));
  }

  private Sighting sighting(Engine engine) {
    return sighting(page(), page().failed().map(engine::error));
  }

  private Sighting sighting(Outcome<Answer> page, Optional<String> error) {
    Optional<Answer> answer = page.seen();
    return new Sighting(
        first(Effect::host, ARCHIVE),
        first(Effect::kind, PageKind.WORK),
        Optional.of("GET"),
        Optional.empty(),
        answer.map(Answer::status),
        error,
        answer.map(_ -> RIGHT_4).filter(_ -> !isProxied()),
        Optional.empty(),
        took(),
        false,
        Optional.of(hasCookies()),
        Optional.of(causes.stream().allMatch(c -> c.effect().keepsCookies())),
        1,
        Replies.NOW,
        answer.flatMap(Answer::landing),
        answer.map(Answer::headers).orElseGet(Headers::none),
        answer.map(Answer::markers));
  }

  private Duration took() {
    Duration works =
        causes.stream()
            .map(c -> c.effect().works())
            .max(Comparator.naturalOrder())
            .orElse(Replies.QUICK);
    return works.plus(travels(causes));
  }

  /** How long it takes to get to AO3's edge. */
  private static Duration travels(Collection<Cause> here) {
    return here.stream()
        .map(c -> c.effect().travels())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
