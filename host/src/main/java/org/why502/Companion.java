package org.why502;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.why502.diagnosis.FirstLook;
import org.why502.diagnosis.HostTrials;
import org.why502.diagnosis.Investigate;
import org.why502.diagnosis.Page;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Sighting;
import org.why502.message.Investigator;
import org.why502.probe.Addresses;
import org.why502.probe.World;
import org.why502.probe.ask.Listener;
import org.why502.probe.ask.Look;
import org.why502.probe.ask.Trials;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;

/** Finds out for a browser: the real probes, the investigation and the judge, put together. */
final class Companion implements Investigator {
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
      Trials trials = desk::attempt;
      Optional<Look> look = Optional.empty();
      if (sighting.isEmpty()) {
        // the browser has no page to try: nobody saw one fail
        trials = new HostTrials(world, Page.front(), Optional.empty());
        look = Optional.of(new FirstLook(world, Page.front(), Optional.empty()));
      }
      return Diagnose.diagnose(
          Investigate.investigate(world, version, sighting, trials, new Told(desk), look));
    }
  }

  /**
   * Passes on to the browser how far an investigation has come.
   *
   * @param desk its side of the conversation
   */
  private record Told(Desk desk) implements Listener {
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
