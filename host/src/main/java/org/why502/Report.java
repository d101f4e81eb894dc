package org.why502;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import org.why502.evidence.Evidence;
import org.why502.message.Json;
import org.why502.message.Wire;
import org.why502.verdict.Diagnosis;

/** Shows a diagnosis at a terminal: what happened, whose side, how we know, what to do. */
final class Report {
  private final PrintStream out;
  private final Words words;

  Report(PrintStream out, Words words) {
    this.out = out;
    this.words = words;
  }

  void json(Diagnosis diagnosis, Evidence evidence, Duration took) {
    out.println(Wire.document(diagnosis, evidence, took).toPrettyString());
  }

  void text(Diagnosis diagnosis, Evidence evidence, Optional<Duration> took) {
    out.println(words.side(diagnosis.verdict().side()));
    out.println(words.verdict(diagnosis.verdict()));
    out.println();
    out.println(
        "Verdict: %s, %s. Requests to AO3's own servers: %d.%s"
            .formatted(
                diagnosis.verdict().code(),
                words.certainty(diagnosis.certainty()),
                diagnosis.archiveRequests(),
                took.map(t -> " It took " + t.toMillis() + " ms.").orElse("")));
    out.println();
    out.println("How we know");
    evidence
        .sighting()
        .ifPresent(
            s ->
                out.println(
                    "  seen: %s after %d ms (%s page)"
                        .formatted(
                            s.status().map(c -> "HTTP " + c).or(s::error).orElse("nothing"),
                            s.took().toMillis(),
                            Json.kebab(s.page()))));
    evidence.observations().forEach(o -> out.println("  " + words.observation(o)));
    if (!diagnosis.missing().isEmpty()) {
      out.println();
      out.println("What would make it surer");
      diagnosis.missing().stream().sorted().forEach(q -> out.println("  " + words.question(q)));
    }
    out.println();
    out.println("What to do");
    diagnosis.remedies().forEach(r -> out.println("  " + words.remedy(r)));
  }
}
