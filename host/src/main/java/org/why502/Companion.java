package org.why502;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.evidence.Trial;
import org.why502.message.Work;
import org.why502.probe.Addresses;
import org.why502.probe.Investigation;
import org.why502.probe.Look;
import org.why502.probe.Witness;
import org.why502.probe.World;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;

/** Finds out for a browser: the real probes, the investigation and the judge, put together. */
final class Companion implements Work {
  private final String version;

  /** Made while the browser is still being greeted: roots and TLS take a fifth of a second. */
  private final AtomicReference<Future<World>> first;

  Companion(String version) {
    this.version = version;
    FutureTask<World> making = new FutureTask<>(this::world);
    Thread.ofPlatform().daemon().name("why502-first-world").start(making);
    this.first = new AtomicReference<>(making);
  }

  private World world() {
    return new World(Addresses.real(), version);
  }

  /** A world of its own for each diagnosis. */
  private World nextWorld() throws InterruptedException {
    Future<World> made = first.getAndSet(null);
    if (made == null) {
      return world();
    }
    try {
      return made.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("no world could be made", e.getCause());
    }
  }

  @Override
  public Diagnosis diagnose(Optional<Sighting> sighting, Desk desk) throws InterruptedException {
    try (World world = nextWorld()) {
      Evidence begun = new Evidence(version, Instant.now(), sighting, false, List.of());
      boolean unseen = sighting.isEmpty();
      Optional<Look> look =
          unseen
              ? Optional.of(new FirstLook(world, Page.front(), Optional.empty()))
              : Optional.empty();
      OwnTrials own = new OwnTrials(world, Page.front(), Optional.empty());
      Witness witness = new Browser(desk, unseen ? Optional.of(own) : Optional.empty());
      return Diagnose.diagnose(
          new Investigation(world, Diagnose::wanted, witness, begun, look).run());
    }
  }

  /**
   * The browser, as an investigation knows it.
   *
   * @param desk its side of the conversation
   * @param own who tries the page where nobody saw one fail: the browser has none to try
   */
  private record Browser(Desk desk, Optional<OwnTrials> own) implements Witness {
    @Override
    public Observation.BrowserFetch attempt(Trial trial, int attempt) throws InterruptedException {
      return own.isPresent() ? own.get().attempt(trial, attempt) : desk.attempt(trial, attempt);
    }

    @Override
    public void sighted(Sighting sighting, boolean spent) {
      desk.sighted(sighting, spent);
    }

    @Override
    public void observed(Observation observation) {
      desk.observed(observation);
    }

    @Override
    public void settled(Evidence evidence) {
      desk.leaning(Diagnose.diagnose(evidence));
    }
  }
}
