package org.why502.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;

/**
 * Runs the questions of one incident: those that cost AO3 nothing side by side, those that reach
 * AO3's own servers one after another, within a budget, and only while their answer could change
 * the verdict. It streams every observation and stops as soon as nothing left could change
 * anything.
 *
 * <p>One thread (the caller's) holds the evidence; probes run on virtual threads and hand their
 * observations to it. When it returns, by whatever way, no thread of its own is left.
 */
public final class Investigation {
  /** Everything ends within this. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  /** After the verdict is settled, what is still under way may complete the picture for so long. */
  static final Duration AFTERTHOUGHT = Duration.ofMillis(1500);

  /** AO3 is asked one thing after another; one that stays silent holds the next up for so long. */
  static final Duration STEP = Duration.ofMillis(1500);

  /** Requests to AO3's own servers for one diagnosis. */
  static final int BUDGET = 4;

  /** The same where the session is suspected, which must be proven twice. */
  static final int BUDGET_FOR_SESSION = 6;

  /** What reaches AO3's own servers, the cheapest first (field guide, section 3). */
  private static final List<Question> LADDER =
      List.of(
          Question.APPLICATION,
          Question.SAME_PAGE_WITH_COOKIES,
          Question.SAME_PAGE_WITHOUT_COOKIES,
          Question.LIGHT_PAGE_WITH_COOKIES,
          Question.LIGHT_PAGE_WITHOUT_COOKIES,
          Question.SAME_PAGE_WITH_COOKIES_AGAIN,
          Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN,
          Question.STATIC);

  /** What is asked a second time only when the session is suspected. */
  private static final Set<Question> SECOND_TIME =
      EnumSet.of(Question.SAME_PAGE_WITH_COOKIES_AGAIN, Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN);

  /** What addresses come from. */
  private static final Set<Question> NAMES =
      EnumSet.of(
          Question.NAMES_MACHINE,
          Question.NAMES_CONFIGURED,
          Question.NAMES_PUBLIC,
          Question.NAMES_HTTPS);

  /** What is asked only where the plain answers about names are doubtful. */
  private static final Set<Question> DOUBTS =
      EnumSet.of(Question.NAMES_HTTPS, Question.NAMES_NOBODY);

  private static final Logger LOG = LoggerFactory.getLogger(Investigation.class);

  /**
   * A question that has ended; without an observation where our own code failed, or where it came
   * to nothing but an occasion to ask more.
   */
  private record Arrival(
      Question question, Optional<Observation> observation, List<Probe> occasion) {}

  private final Probes probes;
  private final Judge judge;
  private final Witness witness;

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Map<Question, Integer> outstanding = new EnumMap<>(Question.class);
  private final Set<String> addresses = new HashSet<>();
  private final Set<Question> ladderAsked = EnumSet.noneOf(Question.class);
  private final Set<Question> doubtsAsked = EnumSet.noneOf(Question.class);
  private boolean ladderBusy;
  private Instant nextStep = Instant.MAX;
  private final OtherWays otherWays = new OtherWays();
  private Evidence evidence;

  /**
   * An investigation that has not begun.
   *
   * @param probes where questions are put
   * @param judge what could still change the verdict
   * @param witness who can try pages, and who is told
   * @param begun what is known at the start
   */
  public Investigation(Probes probes, Judge judge, Witness witness, Evidence begun) {
    this.probes = probes;
    this.judge = judge;
    this.witness = witness;
    this.evidence = begun;
  }

  /**
   * Asks until nothing left could change the verdict, at most ten seconds.
   *
   * @return all that was seen
   * @throws InterruptedException when it was cancelled; nothing is left running
   */
  public Evidence run() throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      if (judge.wanted(evidence).isEmpty()) {
        witness.settled(evidence);
        return evidence;
      }
      Instant end = Instant.now().plus(LONGEST);
      start(threads);
      while (!settled() && Instant.now().isBefore(end)) {
        Optional<Arrival> arrival =
            await(earlier(otherWays.due(), ladderBusy ? earlier(end, nextStep) : end));
        arrival.flatMap(Arrival::observation).ifPresent(o -> follow(threads, o));
        arrival.map(Arrival::occasion).filter(ways -> !ways.isEmpty()).ifPresent(otherWays::hold);
        otherWays
            .take(judge.wanted(evidence), this::isOut)
            .forEach(p -> ask(threads, p, Duration.ofMillis(3500)));
        if (!Instant.now().isBefore(nextStep)) {
          ladderBusy = false;
        }
        doubt(threads);
        climb(threads);
      }
      witness.settled(evidence);
      Instant last = earlier(end, Instant.now().plus(AFTERTHOUGHT));
      while (!outstanding.isEmpty() && await(last).isPresent()) {
        // what else is under way completes what a person is shown; nothing new is asked
      }
      return evidence;
    } finally {
      // interrupts the probes, which end at once and release what they hold
      threads.shutdownNow();
      threads.close();
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** What costs AO3 nothing, and the cheapest question to its application. */
  private void start(ExecutorService threads) {
    ask(threads, probes.localSetup(), Duration.ofSeconds(2));
    ask(threads, probes.machineNames(), Duration.ofSeconds(5));
    List<Probe> configured = probes.configuredNames();
    configured.forEach(p -> ask(threads, p, Duration.ofSeconds(3)));
    if (configured.isEmpty()) {
      ask(threads, Question.NAMES_CONFIGURED, Investigation::nobodyToAsk);
    }
    Resolver.PUBLIC.keySet().stream()
        .sorted()
        .forEach(r -> ask(threads, probes.publicNames(r), Duration.ofMillis(2500)));
    for (PortalVendor vendor : PortalVendor.values()) {
      ask(threads, probes.portal(vendor), Duration.ofSeconds(4));
    }
    ask(threads, probes.page(Target.CONTROL), Duration.ofSeconds(4));
    ask(threads, probes.page(Target.EDGE), Duration.ofSeconds(4));
    ask(threads, probes.statusPage(), Duration.ofSeconds(4));
    if (wanted(Question.UPLINKS)) {
      findOtherWays(threads);
    }
    climb(threads);
  }

  /** Other ways out of this machine: found at once, which costs nobody anything. */
  private void findOtherWays(ExecutorService threads) {
    submit(
        threads,
        Question.UPLINKS,
        () -> new Arrival(Question.UPLINKS, Optional.empty(), probes.uplinks()));
  }

  private boolean wanted(Question question) {
    return judge.wanted(evidence).stream().anyMatch(open -> open.contains(question));
  }

  private static Observation nobodyToAsk() {
    return new Observation.NameLookup(
        Resolver.noneConfigured(),
        OfficialHosts.ARCHIVE,
        new Outcome.NotAsked<>("none-configured"));
  }

  /** Puts the next question to AO3, one at a time, if its answer could change the verdict. */
  private void climb(ExecutorService threads) {
    if (!ladderBusy) {
      next(judge.wanted(evidence)).ifPresent(q -> climb(threads, q));
    }
  }

  /**
   * Asks for AO3's name by the ways that nobody can tamper with, and where nobody should answer.
   * That waits until the plain answers give reason to doubt them, and is done only where an
   * explanation that is open turns on it.
   */
  private void doubt(ExecutorService threads) {
    boolean looking =
        outstanding.containsKey(Question.CONNECTIONS)
            || outstanding.containsKey(Question.HANDSHAKES);
    if (doubtsAsked.size() == DOUBTS.size() || !Doubt.about(evidence, looking)) {
      return;
    }
    Set<Question> open = EnumSet.noneOf(Question.class);
    judge.wanted(evidence).forEach(open::addAll);
    if (open.contains(Question.NAMES_HTTPS) && doubtsAsked.add(Question.NAMES_HTTPS)) {
      Resolver.OVER_HTTPS.forEach(
          r -> ask(threads, probes.namesOverHttps(r), Duration.ofMillis(2500)));
    }
    if (open.contains(Question.NAMES_NOBODY) && doubtsAsked.add(Question.NAMES_NOBODY)) {
      ask(threads, probes.namesFromNobody(), Duration.ofSeconds(1));
    }
  }

  /** Whether nothing that is out can change the verdict. */
  private boolean settled() {
    return judge.wanted(evidence).stream().flatMap(Set::stream).noneMatch(this::isOut);
  }

  /** Whether an answer to a question may still come. */
  private boolean isOut(Question question) {
    return outstanding.containsKey(question)
        || bringsMore(question)
        || question == Question.UPLINKS && otherWays.waiting();
  }

  /**
   * Addresses are tried as names come in, so a look at them is out while any name is; and what
   * accepts a connection shows its certificate next.
   */
  private boolean bringsMore(Question question) {
    boolean shown = question == Question.HANDSHAKES;
    return (shown && outstanding.containsKey(Question.CONNECTIONS))
        || ((shown || question == Question.CONNECTIONS)
            && NAMES.stream().anyMatch(outstanding::containsKey));
  }

  /** The cheapest question to AO3 that the first open explanation waits for. */
  private Optional<Question> next(List<Set<Question>> wanted) {
    long out = outstanding.keySet().stream().filter(LADDER::contains).count();
    if (evidence.archiveRequests() + out >= budget(wanted)) {
      return Optional.empty();
    }
    for (Set<Question> open : wanted) {
      Optional<Question> step =
          LADDER.stream()
              .filter(q -> open.contains(q) && !ladderAsked.contains(q) && ready(q))
              .findFirst();
      if (step.isPresent()) {
        return step;
      }
    }
    return Optional.empty();
  }

  /** A second time is asked after the first was answered, not while it is waited for. */
  private boolean ready(Question question) {
    return !SECOND_TIME.contains(question)
        || (answered(Question.SAME_PAGE_WITH_COOKIES)
            && answered(Question.SAME_PAGE_WITHOUT_COOKIES));
  }

  private boolean answered(Question question) {
    return evidence.observations().stream().anyMatch(o -> o.question() == question);
  }

  /** Where an explanation waits for nothing but the repetition, more is worth it. */
  private static int budget(List<Set<Question>> wanted) {
    return wanted.stream().anyMatch(Investigation::suspectsSession) ? BUDGET_FOR_SESSION : BUDGET;
  }

  private static boolean suspectsSession(Set<Question> open) {
    return SECOND_TIME.containsAll(open);
  }

  private void climb(ExecutorService threads, Question question) {
    ladderBusy = true;
    nextStep = Instant.now().plus(STEP);
    ladderAsked.add(question);
    switch (question) {
      case APPLICATION -> ask(threads, probes.page(Target.APPLICATION), Duration.ofSeconds(6));
      case STATIC -> ask(threads, probes.page(Target.STATIC), Duration.ofSeconds(4));
      case SAME_PAGE_WITH_COOKIES -> attempt(threads, Trial.SAME_PAGE_WITH_COOKIES, 1);
      case SAME_PAGE_WITHOUT_COOKIES -> attempt(threads, Trial.SAME_PAGE_WITHOUT_COOKIES, 1);
      case SAME_PAGE_WITH_COOKIES_AGAIN -> attempt(threads, Trial.SAME_PAGE_WITH_COOKIES, 2);
      case SAME_PAGE_WITHOUT_COOKIES_AGAIN -> attempt(threads, Trial.SAME_PAGE_WITHOUT_COOKIES, 2);
      case LIGHT_PAGE_WITH_COOKIES -> attempt(threads, Trial.LIGHT_PAGE_WITH_COOKIES, 1);
      case LIGHT_PAGE_WITHOUT_COOKIES -> attempt(threads, Trial.LIGHT_PAGE_WITHOUT_COOKIES, 1);
      case SIGHTING,
          LOCAL_SETUP,
          NAMES_MACHINE,
          NAMES_CONFIGURED,
          NAMES_PUBLIC,
          NAMES_HTTPS,
          NAMES_NOBODY,
          CONNECTIONS,
          HANDSHAKES,
          EDGE,
          STATUS_PAGE,
          PORTALS,
          CONTROL,
          UPLINKS ->
          throw new IllegalArgumentException(question + " does not reach AO3's own servers");
    }
  }

  private void ask(ExecutorService threads, Probe probe, Duration limit) {
    ask(threads, probe.question(), () -> probe.ask(limit));
  }

  private void attempt(ExecutorService threads, Trial trial, int attempt) {
    ask(threads, trial.question(attempt), () -> witness.attempt(trial, attempt));
  }

  private void ask(
      ExecutorService threads, Question question, Callable<? extends Observation> asking) {
    submit(threads, question, () -> new Arrival(question, Optional.of(asking.call()), List.of()));
  }

  private void submit(ExecutorService threads, Question question, Callable<Arrival> asking) {
    outstanding.merge(question, 1, Integer::sum);
    threads.submit(
        () -> {
          Arrival arrival = new Arrival(question, Optional.empty(), List.of());
          try {
            arrival = asking.call();
          } catch (RuntimeException | Error e) {
            LOG.error("The question {} could not be put.", question, e);
          }
          return arrivals.add(arrival);
        });
  }

  /** Waits for one answer; empty when the time is over. */
  private Optional<Arrival> await(Instant end) throws InterruptedException {
    long left = Math.max(0, Duration.between(Instant.now(), end).toMillis());
    Optional<Arrival> arrival = Optional.ofNullable(arrivals.poll(left, TimeUnit.MILLISECONDS));
    arrival.ifPresent(this::add);
    return arrival;
  }

  private void add(Arrival arrival) {
    outstanding.computeIfPresent(arrival.question(), (_, n) -> n == 1 ? null : n - 1);
    if (LADDER.contains(arrival.question())) {
      ladderBusy = false;
    }
    arrival
        .observation()
        .ifPresent(
            o -> {
              evidence = evidence.with(o);
              witness.observed(o);
            });
  }

  /** What one observation gives occasion to ask. */
  private void follow(ExecutorService threads, Observation fresh) {
    switch (fresh) {
      case Observation.NameLookup(Resolver resolver, String _, var outcome) -> {
        String standIn = Resolver.PUBLIC.get(resolver.label());
        if (outcome.failed().isPresent() && standIn != null) {
          ask(threads, probes.publicNames(standIn), Duration.ofMillis(2500));
        }
        if (resolver.kind() != Resolver.Kind.NOBODY) {
          outcome.seen().ifPresent(a -> connect(threads, a.addresses()));
        }
      }
      case Observation.Connection(String address, var outcome) ->
          shake(threads, address, outcome.failed());
      case Observation.Handshake _,
          Observation.PageFetch _,
          Observation.BrowserFetch _,
          Observation.StatusPage _,
          Observation.PortalCheck _,
          Observation.Uplink _,
          Observation.LocalSetup _ -> {
        // they lead to no further question
      }
    }
  }

  private void connect(ExecutorService threads, List<String> found) {
    List<String> fresh = new ArrayList<>(found);
    fresh.removeIf(a -> !addresses.add(a));
    fresh.forEach(a -> ask(threads, probes.connection(a), Duration.ofSeconds(3)));
  }

  /** An address that accepts no connection cannot show a certificate either. */
  private void shake(ExecutorService threads, String address, Optional<Failure> failure) {
    if (failure.isEmpty()) {
      ask(threads, probes.handshake(address), Duration.ofSeconds(3));
    } else {
      ask(
          threads,
          Question.HANDSHAKES,
          () ->
              new Observation.Handshake(
                  address, new Outcome.Failed<>(failure.get(), Duration.ZERO)));
    }
  }
}
