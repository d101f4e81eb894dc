package org.why502.probe.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;
import org.why502.evidence.Step;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.probe.work.Probe;

/**
 * A world without a network, and the browser in it: each question has its answer from a document,
 * or is refused; some stay silent until they are interrupted, some are faulty. It keeps account of
 * what was asked, in order, by which threads, and how many reached AO3 or the browser at once.
 */
final class ScriptedProbes implements Probes, Trials, Listener {
  private static final Set<Question> REACH_AO3 =
      Set.of(
          Question.APPLICATION,
          Question.STATIC,
          Question.SAME_PAGE_WITH_COOKIES,
          Question.SAME_PAGE_WITHOUT_COOKIES,
          Question.SAME_PAGE_WITH_COOKIES_AGAIN,
          Question.SAME_PAGE_WITHOUT_COOKIES_AGAIN,
          Question.LIGHT_PAGE_WITH_COOKIES,
          Question.LIGHT_PAGE_WITHOUT_COOKIES);

  private final Evidence script;
  private final Set<String> silent = ConcurrentHashMap.newKeySet();
  private final Set<String> faulty = ConcurrentHashMap.newKeySet();
  private final Map<String, Duration> late = new ConcurrentHashMap<>();
  private final AtomicInteger atAo3 = new AtomicInteger();
  final AtomicInteger mostAtAo3 = new AtomicInteger();
  private final AtomicInteger trials = new AtomicInteger();
  final AtomicInteger mostTrials = new AtomicInteger();
  final AtomicInteger looks = new AtomicInteger();
  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  final List<String> interrupted = Collections.synchronizedList(new ArrayList<>());
  final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
  final List<Evidence> settled = Collections.synchronizedList(new ArrayList<>());
  final List<Failure> givenUp = Collections.synchronizedList(new ArrayList<>());
  final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private volatile Duration runDelay = Duration.ZERO;

  ScriptedProbes(Evidence script) {
    this.script = script;
  }

  /** On a machine that kept it all waiting so long. */
  ScriptedProbes kept(Duration waiting) {
    runDelay = waiting;
    return this;
  }

  ScriptedProbes silent(String... ids) {
    silent.addAll(List.of(ids));
    return this;
  }

  ScriptedProbes faulty(String... ids) {
    faulty.addAll(List.of(ids));
    return this;
  }

  /** Answers a question only after so long. */
  ScriptedProbes late(String id, Duration by) {
    late.put(id, by);
    return this;
  }

  /** Questions that reach AO3's own servers, in the order in which they were put. */
  List<String> askedOfAo3() {
    return asked.stream().filter(ScriptedProbes::reachesAo3).toList();
  }

  private static boolean reachesAo3(String id) {
    return id.startsWith("browser-fetch/")
        || id.equals("page-fetch/application")
        || id.equals("page-fetch/static");
  }

  @Override
  public Duration runDelay() {
    return runDelay;
  }

  @Override
  public Probe localSetup() {
    return probe(Observation.LocalSetup::new);
  }

  @Override
  public Probe machineNames() {
    return names(Resolver.machine());
  }

  @Override
  public List<Probe> configuredNames() {
    return script
        .all(Observation.NameLookup.class)
        .map(Observation.NameLookup::resolver)
        .filter(r -> r.kind() == Resolver.Kind.CONFIGURED)
        .filter(r -> !r.equals(Resolver.noneConfigured()))
        .map(this::names)
        .toList();
  }

  @Override
  public Probe publicNames(String resolver) {
    return names(Resolver.open(resolver));
  }

  @Override
  public Probe namesOverHttps(String resolver) {
    return names(Resolver.overHttps(resolver));
  }

  @Override
  public List<Probe> sisterNames(String name) {
    return List.of(Resolver.machine(), Resolver.open("1.1.1.1"), Resolver.overHttps("1.1.1.1"))
        .stream()
        .map(r -> this.<NameAnswer>probe(o -> new Observation.NameLookup(r, name, o)))
        .toList();
  }

  @Override
  public Probe namesFromNobody() {
    return names(Resolver.nobody());
  }

  private Probe names(Resolver resolver) {
    return probe(
        (Outcome<NameAnswer> o) -> new Observation.NameLookup(resolver, OfficialHosts.ARCHIVE, o));
  }

  @Override
  public Probe connection(String address) {
    return probe((Outcome<Observation.Opened> o) -> new Observation.Connection(address, o));
  }

  @Override
  public Probe handshake(String address) {
    return probe((Outcome<Certificate> o) -> new Observation.Handshake(address, o));
  }

  @Override
  public Probe otherName(String address) {
    return probe((Outcome<Certificate> o) -> new Observation.OtherName(address, o));
  }

  @Override
  public Probe page(Target target) {
    return probe((Outcome<Answer> o) -> new Observation.PageFetch(target, o));
  }

  @Override
  public Probe statusPage() {
    return probe(Observation.StatusPage::new);
  }

  @Override
  public List<Probe> uplinks() {
    List<Observation.Uplink> scripted = script.all(Observation.Uplink.class).toList();
    return (scripted.isEmpty() ? List.of(Observation.Uplink.only()) : scripted)
        .stream()
            .map(u -> this.<Certificate>probe(o -> new Observation.Uplink(u.place(), u.of(), o)))
            .toList();
  }

  /** Whoever waits in silence to be sent to AO3 from here gets the end that it is given. */
  @Override
  public void giveUpOnArchive(Failure why) {
    givenUp.add(why);
  }

  @Override
  public Probe portal(PortalVendor vendor) {
    return probe((Outcome<PortalAnswer> o) -> new Observation.PortalCheck(vendor, o));
  }

  @Override
  public Observation.BrowserFetch attempt(Trial trial, int attempt) {
    mostTrials.accumulateAndGet(trials.incrementAndGet(), Math::max);
    try {
      return (Observation.BrowserFetch)
          answer((Outcome<Answer> o) -> new Observation.BrowserFetch(trial, attempt, o));
    } finally {
      trials.decrementAndGet();
    }
  }

  @Override
  public void sighted(Sighting sighting, boolean spent) {
    looks.incrementAndGet();
  }

  @Override
  public void observed(Observation observation) {
    told.add(observation.id());
  }

  @Override
  public void settled(Evidence evidence) {
    settled.add(evidence);
  }

  private <T> Probe probe(Function<Outcome<T>, Observation> as) {
    Question question = as.apply(refused()).question();
    return new Probe() {
      @Override
      public Question question() {
        return question;
      }

      @Override
      public Observation ask(Duration limit) {
        return answer(as);
      }
    };
  }

  private <T> Observation answer(Function<Outcome<T>, Observation> as) {
    Observation otherwise = as.apply(refused());
    String id = otherwise.id();
    boolean ao3 = REACH_AO3.contains(otherwise.question());
    asked.add(id);
    threads.add(Thread.currentThread());
    if (ao3) {
      mostAtAo3.accumulateAndGet(atAo3.incrementAndGet(), Math::max);
    }
    try {
      if (faulty.contains(id)) {
        throw new IllegalStateException("on purpose: " + id);
      }
      if (silent.contains(id)) {
        new CountDownLatch(1).await();
      }
      Thread.sleep(late.getOrDefault(id, Duration.ZERO));
      return scripted(id).orElse(otherwise);
    } catch (InterruptedException _) {
      interrupted.add(id);
      Thread.currentThread().interrupt();
      return otherwise;
    } finally {
      if (ao3) {
        atAo3.decrementAndGet();
      }
    }
  }

  private Optional<Observation> scripted(String id) {
    return script.observations().stream().filter(o -> o.id().equals(id)).findFirst();
  }

  private static <T> Outcome<T> refused() {
    return new Outcome.Failed<>(
        new Failure(Step.CONNECT, FailureKind.REFUSED, ""), Duration.ofMillis(1));
  }
}
