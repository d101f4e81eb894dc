package org.why502.verdict;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.why502.evidence.Question;

/**
 * What an incident was, how sure that is, and what to do.
 *
 * @param verdict what it was
 * @param certainty how sure
 * @param reasons what it rests on
 * @param missing the questions whose answers would make it certain; empty when it is
 * @param remedies what to do, the best first; never empty
 * @param manners how some of the remedies are meant on this machine
 * @param archiveRequests requests that were spent on AO3's own servers
 */
public record Diagnosis(
    Verdict verdict,
    Certainty certainty,
    List<Reason> reasons,
    Set<Question> missing,
    List<RemedyCode> remedies,
    Map<RemedyCode, Manner> manners,
    int archiveRequests) {
  public Diagnosis {
    reasons = List.copyOf(reasons);
    // in the order of the questions: the same evidence is told in the same words
    missing = missing.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(missing));
    remedies = List.copyOf(remedies);
    manners = manners.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(manners));
  }
}
