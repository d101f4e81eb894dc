package org.why502.probe.ask;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.why502.evidence.Question;
import org.why502.probe.work.Probe;

/**
 * Holds the questions through other ways out of this machine until they are needed: they are found
 * at once, which costs nobody anything, and put where AO3 is out of reach by the usual way, because
 * nothing else can tell any more or because that way has had its time. For one thread.
 */
final class OtherWays {
  /**
   * They are put after so long without AO3's certificate by the usual way, which takes a few tenths
   * of a second where all is well.
   */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private List<Probe> held = List.of();
  private Moment due = Moment.NEVER;

  /** Keeps what was found; that there is no other way can be told now. */
  void hold(List<Probe> ways) {
    held = ways;
    due = ways.size() > 1 ? Moment.now().plus(PATIENCE) : Moment.now();
  }

  /** Whether some are held, so that an answer may still come. */
  boolean waiting() {
    return !held.isEmpty();
  }

  /** When they are to be put at the latest; for ever away where none are held. */
  Moment due() {
    return held.isEmpty() ? Moment.NEVER : due;
  }

  /**
   * Those that are to be put now, which are held no longer.
   *
   * @param wanted what could still change the verdict
   * @param out whether an answer to another question may still come
   */
  List<Probe> take(List<Set<Question>> wanted, Predicate<Question> out) {
    List<Set<Question>> waiting =
        wanted.stream().filter(open -> open.contains(Question.UPLINKS)).toList();
    boolean nothingElseCanTell =
        waiting.stream()
            .anyMatch(open -> open.stream().noneMatch(q -> q != Question.UPLINKS && out.test(q)));
    if (held.isEmpty() || Moment.now().isBefore(due) && !nothingElseCanTell) {
      return List.of();
    }
    List<Probe> now = waiting.isEmpty() ? List.of() : held;
    held = List.of();
    return now;
  }
}
