package org.why502.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Observation;
import org.why502.evidence.Outcome;
import org.why502.evidence.Step;

/** What was seen of a machine's ways out, drawn at random as {@link Documents} are. */
final class WaysOut {
  private final Random random;

  /** From a seed of its own, so that all else is drawn as it would be without it. */
  WaysOut(long seed) {
    this.random = new Random(~seed);
  }

  /** None, one, or several that were tried one beside the other. */
  List<Observation> next() {
    int ways = random.nextInt(8) == 0 ? 2 + random.nextInt(2) : random.nextInt(2);
    List<Observation> all = new ArrayList<>();
    if (ways < 2) {
      all.add(
          switch (random.nextInt(4)) {
            case 0 -> Observation.Uplink.none();
            case 1 -> Observation.Uplink.besideVpn();
            case 2 -> new Observation.Uplink(0, 0, silence());
            default -> Observation.Uplink.only();
          });
      return all;
    }
    for (int place = 1; place <= ways; place++) {
      // the usual one mostly fails: else nobody would have tried the others
      boolean fails = place == 1 && random.nextInt(4) > 0;
      all.add(new Observation.Uplink(place, ways, fails ? silence() : end()));
    }
    return all;
  }

  private Outcome<Certificate> end() {
    return switch (random.nextInt(6)) {
      case 0 -> silence();
      case 1 -> new Outcome.NotAsked<>("not-routed-by-sender");
      case 2 ->
          new Outcome.Saw<>(
              Documents.certificate(Certificate.Trust.UNTRUSTED, "Some Shield Root"), Draw.TOOK);
      default ->
          new Outcome.Saw<>(Documents.certificate(Certificate.Trust.PROVEN, "Some CA"), Draw.TOOK);
    };
  }

  private static Outcome<Certificate> silence() {
    return new Outcome.Failed<>(new Failure(Step.CONNECT, FailureKind.TIMED_OUT, ""), Draw.TOOK);
  }
}
