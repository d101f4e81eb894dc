package org.why502.terminal;

import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.Resolver;
import org.why502.evidence.Sighting;

/** How a question ended, or that it has not: a sign, a word and a colour that say the same. */
enum Mark {
  /** It was answered, and well. */
  OK("✓", "ok", "\u001b[32m"),
  /** No usable answer came, or one that tells of trouble. */
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
      case Outcome.Saw<?>(var value, var _) -> well(value) ? OK : FAILED;
      case Outcome.Failed<?> _ -> FAILED;
      case Outcome.NotAsked<?> _ -> SKIPPED;
    };
  }

  /** How a sighting is marked: a person saw a page, or trouble. */
  static Mark of(Sighting sighting) {
    return sighting.status().filter(Mark::well).isPresent() ? OK : FAILED;
  }

  private static boolean well(Object seen) {
    return switch (seen) {
      case Answer answer -> well(answer.status());
      case PortalAnswer answer -> answer.expected();
      case NameAnswer answer -> !answer.addresses().isEmpty();
      case Certificate certificate -> certificate.trust() == Certificate.Trust.PROVEN;
      // an open connection, a setup that was read, what the status page says
      case Object _ -> true;
    };
  }

  /** A page that is not there shows a living server as well as one that is. */
  private static boolean well(int status) {
    return status < 400 || status == 404;
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
