package org.why502;

import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Resolver;

/** How a question ended, or that it has not: a sign, a word and a colour that say the same. */
enum Mark {
  /** It was answered. */
  OK("✓", "ok", "\u001b[32m"),
  /** It was asked and no usable answer came. */
  FAILED("✗", "fail", "\u001b[31m"),
  /** It was not asked. */
  SKIPPED("-", "-", "\u001b[2m"),
  /** It is under way. */
  WAITING("…", "...", "");

  private static final int LONGEST = 4;
  private static final String RESET = "\u001b[0m";

  private final String sign;
  private final String word;
  private final String colour;

  Mark(String sign, String word, String colour) {
    this.sign = sign;
    this.word = word;
    this.colour = colour;
  }

  /**
   * How it ended. Of a resolver that does not exist, silence is what is right, and an answer is a
   * forgery.
   */
  static Mark of(Observation observation) {
    boolean forged =
        observation instanceof Observation.NameLookup lookup
            && lookup.resolver().kind() == Resolver.Kind.NOBODY;
    return switch (observation.outcome()) {
      case Outcome.Saw<?> _ when forged -> FAILED;
      case Outcome.Failed<?>(var failure, var _)
          when forged && failure.kind() != FailureKind.MALFORMED ->
          OK;
      case Outcome.Saw<?> _ -> OK;
      case Outcome.Failed<?> _ -> FAILED;
      case Outcome.NotAsked<?> _ -> SKIPPED;
    };
  }

  /** As it begins a line: a sign where signs can be shown, the word always. */
  String on(Terminal terminal) {
    boolean signed = terminal.marks() && !sign.equals(word);
    String shown =
        (signed ? sign + " " + (this == WAITING ? "" : word) : word)
            + " ".repeat(Math.max(0, LONGEST - (this == WAITING && signed ? 0 : word.length())));
    return terminal.colour() && !colour.isEmpty() ? colour + shown + RESET : shown;
  }
}
