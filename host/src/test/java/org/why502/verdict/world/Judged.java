package org.why502.verdict.world;

import java.util.Optional;
import org.why502.evidence.Failure;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;

/**
 * One document of a world's, and what the rules say of it.
 *
 * @param world the network and the person
 * @param engine in whose words the browser fails
 * @param stranger how each of the browser's requests ended, for a reason that is none of the
 *     world's causes; empty where only those are at work
 * @param missing what was not seen
 * @param diagnosis what was judged
 */
record Judged(
    ModelWorld world,
    Engine engine,
    Optional<Failure> stranger,
    Missing missing,
    Diagnosis diagnosis) {

  String code() {
    return diagnosis.verdict().code();
  }

  boolean isCertain() {
    return diagnosis.certainty() == Certainty.CERTAIN;
  }

  /** As one of its causes; that nothing fails now is true where nothing keeps the page away. */
  boolean isACause() {
    return world.causes().contains(Cause.MEMBERS_OUT_BEHIND_A_CACHE) && isDownForAll()
        || world.causes().stream().anyMatch(c -> c.codes().contains(code()))
        || (code().equals("recovered") && stranger.isEmpty() && world.isFine());
  }

  /** Servers that make no page for anybody are down; a cache hides it from guests. */
  private boolean isDownForAll() {
    return code().equals("archive-down") && !isCertain();
  }

  boolean isUnsure() {
    return diagnosis.certainty() == Certainty.UNSURE || code().equals("inconclusive");
  }

  /** Whether this machine was looked at: its settings, and where its look-up of names leads. */
  boolean sees() {
    return missing.equals(Missing.NOTHING);
  }

  /** How large it is: a world that is told wrongly is best looked at where it is small. */
  int size() {
    return world.causes().size();
  }

  @Override
  public String toString() {
    return "%s%s, %s%s without %s: %s %s %s"
        .formatted(
            world.causes(),
            world.member() ? "" : " (guest)",
            engine,
            stranger.map(f -> " ends by " + f.step() + "/" + f.kind()).orElse(""),
            missing,
            diagnosis.certainty(),
            code(),
            diagnosis.remedies());
  }
}
