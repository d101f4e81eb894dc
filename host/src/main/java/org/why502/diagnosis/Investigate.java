package org.why502.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.probe.World;
import org.why502.probe.ask.Investigation;
import org.why502.probe.ask.Judge;
import org.why502.probe.ask.Listener;
import org.why502.probe.ask.Look;
import org.why502.probe.ask.Trials;
import org.why502.verdict.rules.Diagnose;
import org.why502.verdict.rules.OpenQuestions;

/** Gathers the evidence of one incident: what is still worth asking, the judge says. */
public final class Investigate {
  private Investigate() {}

  /**
   * Asks until nothing left could change the verdict, at most ten seconds; longer only while one
   * look at a slow AO3 is waited for.
   *
   * @param world where questions are put
   * @param version of why502, which is part of the evidence
   * @param sighting what the browser saw, where it saw something
   * @param trials who can try pages
   * @param listener who is told how far it has come
   * @param look takes a first look where nobody has seen anything
   * @return all that was seen
   * @throws InterruptedException when it was cancelled; nothing is left running
   */
  public static Evidence investigate(
      World world,
      String version,
      Optional<Sighting> sighting,
      Trials trials,
      Listener listener,
      Optional<Look> look)
      throws InterruptedException {
    Evidence begun = new Evidence(version, Instant.now(), sighting, false, List.of());
    return new Investigation(world, new Judging(), trials, listener, begun, look).run();
  }

  /** What the rules and the advice still want to know. */
  private static final class Judging implements Judge {
    private final OpenQuestions open = new OpenQuestions();

    @Override
    public List<Set<Question>> wanted(Evidence evidence) {
      return open.wanted(evidence);
    }

    @Override
    public Set<Question> fitting(Evidence evidence) {
      return Diagnose.fitting(evidence);
    }
  }
}
