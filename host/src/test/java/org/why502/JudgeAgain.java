package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Judges the evidence of every saved situation anew and writes down what is said of it: for a
 * change that gives other advice, or other reasons. Where the verdict or its certainty would be
 * another, nothing is written: that is a change of what is true there, and somebody has to look at
 * it, situation by situation ({@code install/situation.sh NAME --save}).
 */
final class JudgeAgain {
  private JudgeAgain() {}

  /**
   * Names what it wrote. Ends with 1 where a situation would get another verdict.
   *
   * @param args the situations whose verdict or certainty is meant to have changed: these are
   *     written, too
   */
  public static void main(String[] args) throws IOException {
    Set<String> meant = Set.of(args);
    List<String> others = new ArrayList<>();
    int written = 0;
    for (SituationFolders situation : SituationFolders.all()) {
      JsonNode now = situation.judgedNow();
      String change =
          "%s: %s, and was %s".formatted(situation.name(), said(now), said(situation.diagnosis()));
      boolean other = !said(now).equals(said(situation.diagnosis()));
      if (other && !meant.contains(situation.name())) {
        others.add(change);
      } else if (!now.equals(situation.diagnosis())) {
        SituationFolders.write(situation.name(), "diagnosis", now);
        System.out.println(situation.name());
        written++;
      }
    }
    System.out.println(
        written == 0
            ? "All is said as it was."
            : written + " written; git diff shows what changed.");
    if (!others.isEmpty()) {
      System.err.println("Another verdict, which was not written:");
      others.forEach(System.err::println);
      System.exit(1);
    }
  }

  private static String said(JsonNode diagnosis) {
    return diagnosis.at("/verdict/code").asText()
        + " ("
        + diagnosis.path("certainty").asText()
        + ")";
  }
}
