package org.why502.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.why502.evidence.Evidence;
import org.why502.message.Wire;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Verdict;

/** Shows a diagnosis at a terminal: what happened, whose side, how we know, what to do. */
final class DiagnosisText {
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final String FURTHER = "       ";

  private final PrintStream out;
  private final Terminal terminal;
  private final Words words;

  DiagnosisText(PrintStream out, Terminal terminal, Words words) {
    this.out = out;
    this.terminal = terminal;
    this.words = words;
  }

  void json(Diagnosis diagnosis, Evidence evidence, Duration took) {
    out.println(Wire.document(diagnosis, evidence, took).toPrettyString());
  }

  /** Before the text, where the evidence came in a report that somebody shared. */
  void shared(Evidence evidence) {
    say("", words.shared(evidence.version()));
    out.println();
  }

  void text(Diagnosis diagnosis, Evidence evidence, Optional<Duration> took) {
    Verdict verdict = diagnosis.verdict();
    say("", words.side(verdict.side()));
    say("", words.verdict(verdict));
    words.details(verdict).forEach(d -> say("", d));
    out.println();
    say(
        "",
        "Verdict: %s, %s. Requests to AO3's own servers: %d.%s"
            .formatted(
                verdict.code(),
                words.certainty(diagnosis.certainty()),
                diagnosis.archiveRequests(),
                took.map(t -> " It took " + t.toMillis() + " ms.").orElse("")));
    heading("report.how");
    evidence.sighting().ifPresent(s -> say("  ", words.sighting(s)));
    evidence.observations().forEach(o -> say("  ", words.observation(o, terminal), FURTHER));
    if (!diagnosis.missing().isEmpty()) {
      heading("report.surer");
      diagnosis.missing().stream().sorted().forEach(q -> say("  ", words.question(q)));
    }
    heading("report.do");
    diagnosis
        .remedies()
        .forEach(r -> say("  ", words.remedy(r, Optional.ofNullable(diagnosis.manners().get(r)))));
  }

  private void heading(String key) {
    out.println();
    out.println(words.heading(key));
  }

  private void say(String indent, String text) {
    say(indent, text, "");
  }

  /** A line, folded at spaces where the terminal is narrower; what follows is set in further. */
  private void say(String indent, String text, String further) {
    String line = indent + text;
    while (shown(line) > terminal.width()) {
      int end = line.lastIndexOf(' ', terminal.width() + (line.length() - shown(line)));
      if (end <= indent.length() + further.length()) {
        break;
      }
      out.println(line.substring(0, end).stripTrailing());
      line = indent + further + line.substring(end + 1);
    }
    out.println(line);
  }

  /** Columns that a line takes: colours take none. */
  private static int shown(String line) {
    return COLOURS.matcher(line).replaceAll("").length();
  }
}
