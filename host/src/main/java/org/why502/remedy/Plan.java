package org.why502.remedy;

import java.util.List;

/** What a remedy would do on one machine. Pure: nothing has been done yet. */
public sealed interface Plan {

  /**
   * The system's own programs, one after the other; the first that fails is the last.
   *
   * @param steps never empty
   * @param command what a person can type where a step fails, for the rights that it needs
   */
  record Steps(List<Step> steps, String command) implements Plan {
    public Steps {
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("a plan of steps has one");
      }
      steps = List.copyOf(steps);
    }
  }

  /**
   * It takes rights that we have not and do not ask for.
   *
   * @param command what a person can type
   */
  record ByHand(String command) implements Plan {}

  /** There is nothing here that it could be done to. */
  record Nothing() implements Plan {}

  /**
   * Something here would have to be changed, and nobody knows how: a person restarts the machine.
   */
  record Unknown() implements Plan {}

  /**
   * One run of one program.
   *
   * @param program its file's name, looked for in the system's own folders alone
   * @param arguments fixed; none of them comes from a message
   */
  record Step(String program, List<String> arguments) {
    public Step {
      arguments = List.copyOf(arguments);
    }

    static Step of(String program, String... arguments) {
      return new Step(program, List.of(arguments));
    }
  }
}
