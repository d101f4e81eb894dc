package org.why502.remedy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.remedy.Plan.Step;
import org.why502.system.Command;

/** Carries a plan out: the one place where a remedy starts programs. */
final class PlanRunner {
  private static final Logger LOG = LoggerFactory.getLogger(PlanRunner.class);

  /** A line for a person: what is longer is no message of such a program. In characters. */
  private static final int LONGEST_WORDS = 160;

  private final Function<String, Optional<Path>> programs;
  private final Duration limit;

  /**
   * A runner.
   *
   * @param programs where a program is, by its file's name
   * @param limit the longest that one step may take
   */
  PlanRunner(Function<String, Optional<Path>> programs, Duration limit) {
    this.programs = programs;
    this.limit = limit;
  }

  /**
   * Does it, and tells where that ended early.
   *
   * @return empty where every step ended well
   * @throws InterruptedException when nobody waits any more; what was started has ended then
   */
  Optional<RemedyOutcome> run(Plan.Steps plan) throws InterruptedException {
    for (Step step : plan.steps()) {
      Optional<Path> program = programs.apply(step.program());
      if (program.isEmpty()) {
        return Optional.of(new RemedyOutcome.ByHand(plan.command()));
      }
      Optional<RemedyOutcome> trouble = run(program.get(), step, plan.command());
      if (trouble.isPresent()) {
        return trouble;
      }
    }
    return Optional.empty();
  }

  private Optional<RemedyOutcome> run(Path program, Step step, String command)
      throws InterruptedException {
    try {
      return switch (Command.runWithErrors(
          program, step.arguments(), limit, Charset.defaultCharset())) {
        case Command.Ending.Ended(int code, String printed) ->
            code == 0
                ? Optional.empty()
                : Optional.of(new RemedyOutcome.Failed(cleaned(printed), command));
        case Command.Ending.Late _ -> Optional.of(new RemedyOutcome.Late(command));
        case Command.Ending.Endless _ -> Optional.of(new RemedyOutcome.Failed("", command));
      };
    } catch (IOException e) {
      LOG.info("{} cannot be started: {}", step.program(), e.getClass().getSimpleName());
      return Optional.of(new RemedyOutcome.Failed("", command));
    }
  }

  /** One line of plain words: no control and no steering of how text is drawn. */
  static String cleaned(String printed) {
    String line = printed.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS - 1) + "…" : line;
  }
}
