package org.why502.probe.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.probe.work.Probe;

/**
 * Runs the questions of one incident: those that cost AO3 nothing side by side, those that reach
 * AO3's own servers within a budget, and only while their answer could change the verdict ({@link
 * Ladder}). It streams every observation and stops as soon as nothing left could change anything.
 *
 * <p>One thread (the caller's) holds the evidence; probes run on virtual threads and hand their
 * observations to it ({@link InFlight}). When it returns, by whatever way, no thread of its own is
 * left.
 */
public final class Investigation {
  /** After the verdict is settled, what is still under way may complete the picture for so long. */
  static final Duration AFTERTHOUGHT = Duration.ofMillis(1500);

  /**
   * With a verdict settled, what the advice turns on may take so long: this machine's own settings
   * are read in tenths of it.
   */
  static final Duration FITTING = Duration.ofMillis(700);

  /** What is asked only where the plain answers about names are doubtful. */
  private static final Set<Question> DOUBTS =
      EnumSet.of(Question.NAMES_HTTPS, Question.NAMES_NOBODY);

  /** What could change the verdict, as far as one document tells. */
  private record Judged(Evidence evidence, List<Set<Question>> wanted) {}

  private final Probes probes;
  private final Judge judge;
  private final Listener listener;
  private final Optional<Look> look;

  private final Ladder ladder = new Ladder();
  private final OtherWays otherWays = new OtherWays();
  private final InFlight inFlight;
  private final Set<String> addresses = new HashSet<>();
  private final Set<Question> doubtsAsked = EnumSet.noneOf(Question.class);
  private boolean givenUp;
  private boolean compared;
  private boolean sisterAsked;
  private volatile Evidence evidence;
  private Optional<Judged> judged = Optional.empty();

  /**
   * An investigation that has not begun.
   *
   * @param probes where questions are put
   * @param judge what could still change the verdict
   * @param trials who can try pages
   * @param listener who is told
   * @param begun what is known at the start
   * @param look takes a first look where nobody has seen anything; beside the questions that cost
   *     AO3 nothing, before those that reach its own servers
   */
  public Investigation(
      Probes probes,
      Judge judge,
      Trials trials,
      Listener listener,
      Evidence begun,
      Optional<Look> look) {
    this.probes = probes;
    this.judge = judge;
    this.listener = listener;
    this.inFlight = new InFlight(trials, listener, ladder);
    this.evidence = begun;
    this.look = look;
  }

  /**
   * Asks until nothing left could change the verdict, at most as long as {@link Ceiling} says.
   *
   * @return all that was seen
   * @throws InterruptedException when it was cancelled; nothing is left running
   */
  public Evidence run() throws InterruptedException {
    try (inFlight) {
      Ceiling ceiling = new Ceiling(Moment.now(), probes::runDelay);
      Moment end = ceiling.end(evidence, inFlight);
      boolean open = !wanted().isEmpty();
      if (open) {
        start();
        end = ceiling.end(evidence, inFlight);
      }
      while (!settled() && Moment.now().isBefore(end)) {
        do {
          await(end.or(ladder.opens()).or(otherWays.due())).ifPresent(this::follow);
        } while (inFlight.hasNews());
        end = ceiling.end(evidence, inFlight);
        otherWays.take(wanted(), this::isOut).forEach(p -> inFlight.ask(p));
        doubt();
        sister();
        giveUp();
        if (ceiling.allowsMore(evidence, inFlight, Moment.now())) {
          climb();
        }
      }
      fit(end, open);
      listener.settled(evidence);
      Moment last = end.or(Moment.now().plus(AFTERTHOUGHT));
      while (!inFlight.isEmpty() && Moment.now().isBefore(last)) {
        // what else is under way completes what a person is shown; nothing new is asked
        await(last);
      }
      return evidence;
    }
  }

  /**
   * The first look and the cheapest question to AO3's application, whose answer most others wait
   * for; then what costs AO3 nothing.
   */
  private void start() {
    look.ifPresent(l -> inFlight.look(l, () -> Ceiling.mayBeSlow(evidence)));
    climb();
    inFlight.ask(probes.localSetup());
    inFlight.ask(probes.machineNames());
    List<Probe> configured = probes.configuredNames();
    configured.forEach(p -> inFlight.ask(p));
    if (configured.isEmpty()) {
      inFlight.ask(Question.NAMES_CONFIGURED, Investigation::nobodyToAsk);
    }
    Resolver.PUBLIC.keySet().stream().sorted().forEach(r -> inFlight.ask(probes.publicNames(r)));
    for (PortalVendor vendor : PortalVendor.values()) {
      inFlight.ask(probes.portal(vendor));
    }
    inFlight.ask(probes.page(Target.CONTROL));
    inFlight.ask(probes.page(Target.EDGE));
    inFlight.ask(probes.statusPage());
    if (wanted(Question.UPLINKS)) {
      inFlight.findWays(probes::uplinks);
    }
    sister();
  }

  /**
   * Learns of this machine what the advice turns on, now that the verdict turns on nothing more.
   *
   * @param begun whether the machine was asked before
   */
  private void fit(Moment end, boolean begun) throws InterruptedException {
    Moment last = end.or(Moment.now().plus(FITTING));
    Set<Question> asked =
        begun
            ? EnumSet.of(Question.LOCAL_SETUP, Question.NAMES_MACHINE)
            : EnumSet.noneOf(Question.class);
    Set<Question> open = judge.fitting(evidence);
    while (!open.isEmpty() && Moment.now().isBefore(last)) {
      if (open.contains(Question.LOCAL_SETUP) && asked.add(Question.LOCAL_SETUP)) {
        inFlight.ask(probes.localSetup());
      }
      if (open.contains(Question.NAMES_MACHINE) && asked.add(Question.NAMES_MACHINE)) {
        inFlight.ask(probes.machineNames());
      }
      if (open.stream().noneMatch(this::isOut)) {
        return;
      }
      await(last).ifPresent(this::follow);
      open = judge.fitting(evidence);
    }
  }

  /** Waits no longer for what cannot arrive. */
  private void giveUp() {
    if (!givenUp) {
      DeadEnd.of(evidence)
          .ifPresent(
              why -> {
                givenUp = true;
                probes.giveUpOnArchive(why);
              });
    }
  }

  private boolean wanted(Question question) {
    return wanted().stream().anyMatch(open -> open.contains(question));
  }

  private static Observation nobodyToAsk() {
    return new Observation.NameLookup(
        Resolver.noneConfigured(),
        OfficialHosts.ARCHIVE,
        new Outcome.NotAsked<>("none-configured"));
  }

  /** Puts to AO3 what may be put now and could change the verdict. */
  private void climb() {
    List<Set<Question>> wanted = wanted();
    Moment now = Moment.now();
    Optional<Question> next = ladder.next(evidence, wanted, now);
    while (next.isPresent()) {
      Rung.climb(next.get(), evidence, probes, inFlight);
      next = ladder.next(evidence, wanted, now);
    }
  }

  /**
   * Asks for AO3's name by the ways that nobody can tamper with, and where nobody should answer.
   * That waits until the plain answers give reason to doubt them, and is done only where an
   * explanation that is open turns on it.
   */
  private void doubt() {
    boolean looking = inFlight.has(Question.CONNECTIONS) || inFlight.has(Question.HANDSHAKES);
    if (doubtsAsked.size() == DOUBTS.size() || !Doubt.about(evidence, looking)) {
      return;
    }
    Set<Question> open = EnumSet.noneOf(Question.class);
    wanted().forEach(open::addAll);
    if (open.contains(Question.NAMES_HTTPS) && doubtsAsked.add(Question.NAMES_HTTPS)) {
      Resolver.OVER_HTTPS.forEach(r -> inFlight.ask(probes.namesOverHttps(r)));
    }
    if (open.contains(Question.NAMES_NOBODY) && doubtsAsked.add(Question.NAMES_NOBODY)) {
      inFlight.ask(probes.namesFromNobody());
    }
  }

  /**
   * Asks for the name that the browser used, where that is another official one than all else is
   * asked about, and an explanation that is open turns on it.
   */
  private void sister() {
    evidence
        .sighting()
        .map(Sighting::host)
        .map(host -> host.toLowerCase(Locale.ROOT))
        .filter(host -> !host.equals(OfficialHosts.ARCHIVE))
        .filter(_ -> !sisterAsked && wanted(Question.NAMES_SISTER))
        .ifPresent(
            host -> {
              sisterAsked = true;
              probes.sisterNames(host).forEach(p -> inFlight.ask(p));
            });
  }

  /** What could still change the verdict; judging costs more than asking, so once a document. */
  private List<Set<Question>> wanted() {
    if (judged.filter(j -> j.evidence() == evidence).isEmpty()) {
      judged = Optional.of(new Judged(evidence, judge.wanted(evidence)));
    }
    return judged.orElseThrow().wanted();
  }

  /** Whether nothing that is out, or waits for its turn at AO3, can change the verdict. */
  private boolean settled() {
    return ladder.following(evidence, wanted()).isEmpty()
        && wanted().stream().flatMap(Set::stream).noneMatch(this::isOut);
  }

  /** Whether an answer to a question may still come. */
  private boolean isOut(Question question) {
    return inFlight.has(question)
        || bringsMore(question)
        || question == Question.UPLINKS && otherWays.waiting();
  }

  /**
   * Addresses are tried as names come in, so a look at them is out while any name is; and what
   * accepts a connection shows its certificate next.
   */
  private boolean bringsMore(Question question) {
    if (question == Question.OTHER_NAME) {
      return !compared && (inFlight.has(Question.HANDSHAKES) || bringsMore(Question.HANDSHAKES));
    }
    boolean shown = question == Question.HANDSHAKES;
    return (shown && inFlight.has(Question.CONNECTIONS))
        || ((shown || question == Question.CONNECTIONS)
            && Question.NAMES.stream().anyMatch(inFlight::has));
  }

  /** Waits for one answer, and takes it in; empty when the time is over or nothing was seen. */
  private Optional<Observation> await(Moment end) throws InterruptedException {
    Optional<Arrival> arrival = inFlight.next(end);
    return arrival.isEmpty() ? Optional.empty() : take(arrival.get());
  }

  /** What came, into the evidence; empty where it is no observation. */
  private Optional<Observation> take(Arrival arrival) {
    return switch (arrival) {
      case Arrival.Answered(Question _, var observation) -> {
        observation.ifPresent(
            o -> {
              evidence = evidence.with(o).delayed(probes.runDelay());
              listener.observed(o);
            });
        yield observation;
      }
      case Arrival.Looked(Look.Found found) -> {
        evidence = evidence.sighted(found.sighting(), found.spent());
        found.sighting().ifPresent(s -> listener.sighted(s, found.spent()));
        yield Optional.empty();
      }
      case Arrival.Ways(var found) -> {
        otherWays.hold(found);
        yield Optional.empty();
      }
    };
  }

  /** What one observation gives occasion to ask. */
  private void follow(Observation fresh) {
    switch (fresh) {
      case Observation.NameLookup(Resolver resolver, String name, var outcome) -> {
        if (!name.equals(OfficialHosts.ARCHIVE)) {
          // that it leads somewhere is all that is asked of another name
          return;
        }
        outcome
            .failed()
            .flatMap(resolver::standIn)
            .map(
                r ->
                    r.kind() == Resolver.Kind.HTTPS
                        ? probes.namesOverHttps(r.address())
                        : probes.publicNames(r.address()))
            .ifPresent(inFlight::ask);
        if (resolver.kind() != Resolver.Kind.NOBODY) {
          outcome.seen().ifPresent(a -> connect(a.addresses()));
        }
      }
      case Observation.Connection(String address, var outcome) -> shake(address, outcome.failed());
      case Observation.Handshake(String address, var outcome) ->
          outcome.failed().filter(Investigation::brokeInTls).ifPresent(_ -> compare(address));
      case Observation.OtherName _,
          Observation.PageFetch _,
          Observation.BrowserFetch _,
          Observation.StatusPage _,
          Observation.PortalCheck _,
          Observation.Uplink _,
          Observation.LocalSetup _ -> {
        // these lead to no further question
      }
    }
  }

  private static boolean brokeInTls(Failure failure) {
    return failure.step() == Step.TLS;
  }

  /**
   * What broke a handshake is told by another: at the very address, for another name. Once: whoever
   * reads names at one address does so at the next.
   */
  private void compare(String address) {
    if (!compared) {
      compared = true;
      inFlight.ask(probes.otherName(address));
    }
  }

  private void connect(List<String> found) {
    List<String> fresh = new ArrayList<>(found);
    fresh.removeIf(a -> !addresses.add(a));
    fresh.forEach(a -> inFlight.ask(probes.connection(a)));
  }

  /** An address that accepts no connection cannot show a certificate either. */
  private void shake(String address, Optional<Failure> failure) {
    if (failure.isEmpty()) {
      inFlight.ask(probes.handshake(address));
    } else {
      inFlight.ask(
          Question.HANDSHAKES,
          () ->
              new Observation.Handshake(
                  address, new Outcome.Failed<>(failure.get(), Duration.ZERO)));
    }
  }
}
