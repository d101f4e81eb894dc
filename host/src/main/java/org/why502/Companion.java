package org.why502;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.why502.system.StartMark;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.rules.Diagnose;

/** Finds out for a browser: the real probes, the investigation and the judge, put together. */
final class Companion implements Investigator {
  private final String version;

  private final AtomicBoolean preparing = new AtomicBoolean();

  /** The one that the first diagnosis finds made, from the greeting until then. */
  private final AtomicReference<Optional<Future<World>>> first =
      new AtomicReference<>(Optional.empty());

  Companion(String version) {
    this.version = version;
  }

  @Override
  public void prepare() {
    StartMark.remove();
    if (preparing.compareAndSet(false, true)) {
      first.set(Optional.of(Preparation.begin(this::world)));
    }
  }

  private World world() {
    return new World(Addresses.real(), version);
  }

  /** A world of its own for each diagnosis. */
  private World nextWorld() throws InterruptedException {
    Optional<Future<World>> made = first.getAndSet(Optional.empty());
    if (made.isEmpty()) {
      return world();
    }
    try {
      return made.get().get();
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
