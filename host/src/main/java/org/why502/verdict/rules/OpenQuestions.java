package org.why502.verdict.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;

/**
 * What could still change the verdict of one investigation, kept up while its answers come. A rule
 * is looked at again only where it was open and an answer came that may decide it: answers to other
 * questions change nothing, and what is decided stays so. That holds for answers in the order in
 * which they are asked for, and a test compares it with a look at all rules. Where something else
 * changed than that answers came, all rules are looked at.
 *
 * <p>It belongs to one thread.
 */
public final class OpenQuestions {
  /** What addresses are asked, each of what the one before it found. */
  private static final List<Question> WAY =
      List.of(Question.CONNECTIONS, Question.HANDSHAKES, Question.OTHER_NAME);

  private Optional<Evidence> judged = Optional.empty();

  /** How the first rules stand, in their order, up to the first that holds. */
  private final List<Fact> facts = new ArrayList<>();

  /**
   * For each rule that is open before the one that is true, in order, the questions that could
   * decide it. An answer to any other question changes nothing of {@link Diagnose#diagnose}'s.
   *
   * @param evidence of this investigation, as far as it has come
   */
  public List<Set<Question>> wanted(Evidence evidence) {
    Optional<Set<Question>> news = judged.flatMap(before -> answered(before, evidence));
    if (news.isEmpty()) {
      facts.clear();
    }
    judged = Optional.of(evidence);
    Facts now = Facts.of(evidence);
    List<Set<Question>> wanted = new ArrayList<>();
    List<Rule> rules = Rules.inOrder();
    for (int at = 0; at < rules.size(); at++) {
      Fact fact = stands(at, rules.get(at), now, news.orElse(Set.of()));
      if (fact.yes()) {
        facts.subList(at + 1, facts.size()).clear();
        break;
      }
      if (fact.isOpen()) {
        wanted.add(fact.open());
      }
    }
    return List.copyOf(wanted);
  }

  /** How one rule stands now. */
  private Fact stands(int at, Rule rule, Facts now, Set<Question> news) {
    if (at == facts.size()) {
      facts.add(rule.when().apply(now));
    } else if (facts.get(at).isOpen() && !Collections.disjoint(facts.get(at).open(), news)) {
      facts.set(at, rule.when().apply(now));
    }
    return facts.get(at);
  }

  /**
   * What was answered since; empty where something else changed, so that nothing of before holds.
   */
  private static Optional<Set<Question>> answered(Evidence before, Evidence now) {
    List<Observation> known = before.observations();
    List<Observation> all = now.observations();
    boolean goesOn =
        before.sighting().equals(now.sighting())
            && before.sightedByHost() == now.sightedByHost()
            && all.size() >= known.size()
            && all.subList(0, known.size()).equals(known);
    if (!goesOn) {
      return Optional.empty();
    }
    Set<Question> questions = EnumSet.noneOf(Question.class);
    all.subList(known.size(), all.size()).forEach(o -> questions.addAll(bearsOn(o.question())));
    return Optional.of(questions);
  }

  /**
   * What an answer may decide beside its own question: an address that another look-up gives, too,
   * has shown already what it shows.
   */
  private static Set<Question> bearsOn(Question question) {
    Set<Question> all = EnumSet.of(question);
    if (Question.NAMES.contains(question)) {
      all.addAll(WAY);
    } else if (WAY.contains(question)) {
      all.addAll(WAY.subList(WAY.indexOf(question), WAY.size()));
    }
    return all;
  }
}
