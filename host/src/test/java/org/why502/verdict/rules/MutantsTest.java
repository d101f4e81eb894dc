package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.evidence.Observation;
import org.why502.evidence.Question;
import org.why502.evidence.Sighting;
import org.why502.evidence.Target;
import org.why502.verdict.Certainty;
import org.why502.verdict.Documents;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Fact.Truth;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.world.Worlds;

/**
 * The rules themselves are tried: a fact that can be left out, turned round or forgotten, or two
 * neighbours that can change places, without another judgement of any saved situation or world, is
 * needed by nothing that we know. None does without a written reason: {@code survivors.txt} among
 * the resources has one line for each, and a line that nothing needs any more fails as well.
 *
 * <p>Judged are all saved situations, whole and without the answers to each one question; worlds
 * with one cause, by a member and by a guest; worlds with any two; situations crossed with each
 * other; and some drawn by lot. Another judgement is another verdict or another certainty. Advice
 * follows from the verdict and from what no rule changes: a mutant that would clear cookies for
 * nothing, or advise harm in any of these worlds, gives another verdict there, and is noticed.
 */
class MutantsTest {
  private static final Path SURVIVORS = Path.of("src/test/resources/rules/survivors.txt");

  /**
   * So many documents are drawn by lot: enough that what tells a fact apart is no luck of the lot.
   */
  private static final int DRAWN = 24_000;

  /** One in half of these of all crossings is judged. */
  private static final int SHARE = 12;

  /** So many of the first documents show every place and every name. */
  private static final int NAMING = 3_600;

  private final Map<Mutant, Boolean> mutants = new ConcurrentHashMap<>();
  private final Map<Integer, Set<Mutant>> tried = new TreeMap<>();
  private final Map<Integer, Boolean> swaps = new ConcurrentHashMap<>();
  private final Map<List<Integer>, String> names = new ConcurrentHashMap<>();

  /** All of it: {@link EveryMutant}. */
  void every_fact_and_every_place_is_needed_or_has_a_written_reason() throws IOException {
    List<Evidence> documents = documents();
    crossed(documents);
    Refused.add(documents);
    Documents drawn = new Documents(502);
    Stream.generate(drawn::made).limit(DRAWN).forEach(documents::add);
    Set<String> survivors = survivors(documents);
    survivors.forEach(System.out::println);
    Map<String, String> reasons = reasons();
    Set<String> unreasoned = new TreeSet<>(survivors);
    unreasoned.removeAll(reasons.keySet());
    Set<String> dead = new TreeSet<>(reasons.keySet());
    dead.removeAll(survivors);
    assertTrue(
        unreasoned.isEmpty(),
        () -> "nothing needs these, and no reason is written:\n" + String.join("\n", unreasoned));
    assertTrue(
        dead.isEmpty(),
        () -> "these are needed by now, so their reasons go:\n" + String.join("\n", dead));
  }

  /** The part that costs little: by far the most are told by what was really met, and by worlds. */
  @Test
  void of_three_changes_at_least_two_are_noticed_by_saved_situations_and_worlds()
      throws IOException {
    int survivors = survivors(documents()).size();
    int all = mutants.size() + Rules.inOrder().size() - 1;
    assertTrue(survivors * 3 <= all, () -> "%d of %d survive".formatted(survivors, all));
  }

  private Set<String> survivors(List<Evidence> documents) {
    // one after the other, so that names and places are the same every time
    documents.subList(0, NAMING).forEach(this::collect);
    SideBySide.each(documents, this::judge);
    Set<String> shared = new HashSet<>();
    mutants.forEach(
        (mutant, killed) -> {
          if (killed) {
            shared.addAll(within(mutant));
          }
        });
    Set<String> survivors = new TreeSet<>();
    mutants.forEach(
        (mutant, killed) -> {
          if (!killed && within(mutant).stream().noneMatch(shared::contains)) {
            survivors.add(told(mutant));
          }
        });
    for (int i = 0; i + 1 < Rules.inOrder().size(); i++) {
      if (!swaps.getOrDefault(i, false)) {
        survivors.add(
            "%s | exchanged with %s"
                .formatted(Rules.inOrder().get(i).name(), Rules.inOrder().get(i + 1).name()));
      }
    }
    System.out.printf(
        "%d mutants of %d rules and %d exchanges, judged over %d documents: %d survive%n",
        mutants.size(),
        Rules.inOrder().size(),
        Rules.inOrder().size() - 1,
        documents.size(),
        survivors.size());
    return survivors;
  }

  /**
   * The facts, made of others, in which this one is changed: several rules are made of the same,
   * and it is tried where one of them needs it.
   */
  private Set<String> within(Mutant mutant) {
    Set<String> all = new HashSet<>();
    for (int depth = 1; depth < mutant.at().size(); depth++) {
      String whole = names.getOrDefault(key(mutant, depth), "");
      if (!whole.isEmpty()) {
        all.add(
            "%s of %s in %s"
                .formatted(mutant.change(), mutant.at().subList(depth, mutant.at().size()), whole));
      }
    }
    return all;
  }

  private static List<Integer> key(Mutant mutant, int depth) {
    List<Integer> key = new ArrayList<>(List.of(mutant.rule()));
    key.addAll(mutant.at().subList(0, depth));
    return key;
  }

  /** The mutants would be empty words where none of them could be told from its rule. */
  @Test
  void a_mutant_is_what_its_rule_would_be_with_that_change() throws IOException {
    Evidence some = SituationFolders.all().getFirst().evidence();
    Facts facts = Facts.of(some);
    Fact yes = facts.saw().page();
    assertFalse(yes.yes(), "a page by nobody");
    Fact formula = Fact.all(yes.not(), Fact.any(yes, yes.not()));
    assertEquals(Truth.NO, new Mutant(0, List.of(0), Mutant.Change.NEGATED).truth(formula));
    assertEquals(Truth.YES, new Mutant(0, List.of(0), Mutant.Change.DROPPED).truth(formula));
    assertEquals(Truth.OPEN, new Mutant(0, List.of(0), Mutant.Change.OPENED).truth(formula));
    assertEquals(Truth.NO, new Mutant(0, List.of(1, 1), Mutant.Change.DROPPED).truth(formula));
    assertEquals(Truth.YES, new Mutant(0, List.of(1, 0), Mutant.Change.DROPPED).truth(formula));
  }

  /** A rule's own name, what is done, and to which fact. */
  private String told(Mutant mutant) {
    return "%s | %s %s"
        .formatted(
            Rules.inOrder().get(mutant.rule()).name(),
            mutant.change().name().toLowerCase(Locale.ROOT),
            names.getOrDefault(
                key(mutant, mutant.at().size()), "a fact that is always open there"));
  }

  private void collect(Evidence evidence) {
    Facts facts = Facts.of(evidence);
    for (int i = 0; i < Rules.inOrder().size(); i++) {
      Fact formula = Rules.inOrder().get(i).when().apply(facts);
      for (Mutant mutant : Mutant.of(i, formula)) {
        mutants.put(mutant, false);
        tried.computeIfAbsent(i, _ -> new HashSet<>()).add(mutant);
        name(mutant, formula);
      }
    }
  }

  private void judge(Evidence evidence) {
    List<Rule> rules = Rules.inOrder();
    Facts facts = Facts.of(evidence);
    List<Fact> formulas = rules.stream().map(r -> r.when().apply(facts)).toList();
    Truth[] truths = formulas.stream().map(Fact::truth).toArray(Truth[]::new);
    Judged whole = Judged.of(rules, truths, facts);
    for (int i = 0; i < rules.size(); i++) {
      Fact formula = formulas.get(i);
      for (Mutant mutant : tried.getOrDefault(i, Set.of())) {
        if (i > whole.rule() || mutants.get(mutant) || !mutant.fits(formula)) {
          continue;
        }
        Truth changed = mutant.truth(formula);
        if (changed != truths[i]) {
          Truth[] others = truths.clone();
          others[i] = changed;
          if (!Judged.of(rules, others, facts).equalsIn(whole)) {
            mutants.put(mutant, true);
          }
        }
      }
    }
    for (int i = 0; i + 1 < rules.size() && i <= whole.rule(); i++) {
      boolean tells = truths[i] != truths[i + 1] || truths[i] == Truth.YES;
      if (tells && !swaps.getOrDefault(i, false)) {
        List<Rule> order = new ArrayList<>(rules);
        Collections.swap(order, i, i + 1);
        Truth[] others = truths.clone();
        others[i] = truths[i + 1];
        others[i + 1] = truths[i];
        if (!Judged.of(order, others, facts).equalsIn(whole)) {
          swaps.put(i, true);
        }
      }
    }
  }

  /** What is known of a fact's name, which one that is open does not tell. */
  private void name(Mutant mutant, Fact formula) {
    for (int depth = 1; depth < mutant.at().size(); depth++) {
      put(key(mutant, depth), Mutant.find(formula, mutant.at().subList(0, depth)));
    }
    put(key(mutant, mutant.at().size()), Mutant.find(formula, mutant.at()));
  }

  private void put(List<Integer> key, Fact fact) {
    if (!names.containsKey(key)) {
      String name = name(fact);
      if (!name.contains("?")) {
        names.put(key, name);
      }
    }
  }

  private static String name(Fact fact) {
    return switch (fact.joint()) {
      case LEAF -> fact.reasons().isEmpty() ? "?" : fact.reasons().getFirst().fact();
      case NOT -> "not " + name(fact.parts().getFirst());
      case ALL -> "all of " + fact.parts().stream().map(MutantsTest::name).toList();
      case ANY -> "any of " + fact.parts().stream().map(MutantsTest::name).toList();
    };
  }

  /**
   * What is said of a document.
   *
   * @param rule the place of the rule that holds
   */
  private record Judged(int rule, String code, Certainty certainty) {
    static Judged of(List<Rule> rules, Truth[] truths, Facts facts) {
      boolean open = false;
      for (int i = 0; i < truths.length; i++) {
        if (truths[i] == Truth.YES) {
          Verdict verdict = rules.get(i).verdict().apply(facts);
          return new Judged(
              i, verdict.toString(), Diagnose.earned(rules.get(i), verdict, open, facts));
        }
        open |= truths[i] == Truth.OPEN;
      }
      return new Judged(truths.length, "inconclusive", Certainty.UNSURE);
    }

    boolean equalsIn(Judged other) {
      return code.equals(other.code) && certainty == other.certainty;
    }
  }

  private static Map<String, String> reasons() throws IOException {
    Map<String, String> all = new TreeMap<>();
    String reason = "";
    for (String line : Files.readAllLines(SURVIVORS)) {
      if (line.startsWith("# ")) {
        reason = line.substring(2);
      } else if (!line.isBlank()) {
        assertFalse(reason.isBlank(), () -> "no reason is written above " + line);
        all.put(line, reason);
      }
    }
    return all;
  }

  private static List<Evidence> documents() throws IOException {
    List<Evidence> all = new ArrayList<>();
    for (SituationFolders saved : SituationFolders.all()) {
      all.add(saved.evidence());
      for (Question question : Question.values()) {
        Evidence less = without(saved.evidence(), question);
        if (!less.equals(saved.evidence())) {
          all.add(less);
        }
      }
    }
    Worlds.known().values().forEach(w -> all.addAll(List.of(w.evidence(), w.guests())));
    Worlds.told().forEach(w -> all.add(w.evidence()));
    all.addAll(Worlds.pairs());
    return all;
  }

  /**
   * What the browser saw in one situation, or what was looked at in it of AO3's pages, with all
   * else of another: two causes at once, as they were met. Which, their names decide, so that a new
   * situation takes none of the others away.
   */
  private static void crossed(List<Evidence> all) throws IOException {
    for (SituationFolders one : SituationFolders.all()) {
      for (SituationFolders other : SituationFolders.all()) {
        int lot = Math.floorMod((one.name() + " " + other.name()).hashCode(), SHARE);
        Evidence a = one.evidence();
        Evidence b = other.evidence();
        if (lot < 2 && one != other) {
          all.add(seen(a, b.sighting(), b.sightedByHost(), a.observations()));
          List<Observation> looks =
              Stream.concat(
                      a.observations().stream().filter(o -> !isLook(o)),
                      b.observations().stream().filter(MutantsTest::isLook))
                  .toList();
          all.add(seen(a, lot == 0 ? a.sighting() : b.sighting(), false, looks));
        }
      }
    }
  }

  private static boolean isLook(Observation observation) {
    return observation instanceof Observation.BrowserFetch
        || observation instanceof Observation.PageFetch(var target, var _)
            && target != Target.CONTROL;
  }

  private static Evidence seen(
      Evidence whole, Optional<Sighting> sighting, boolean byHost, List<Observation> observations) {
    return new Evidence(whole.version(), whole.takenAt(), sighting, byHost, observations);
  }

  private static Evidence without(Evidence whole, Question question) {
    return new Evidence(
        whole.version(),
        whole.takenAt(),
        question == Question.SIGHTING ? Optional.empty() : whole.sighting(),
        question != Question.SIGHTING && whole.sightedByHost(),
        whole.observations().stream().filter(o -> o.question() != question).toList());
  }
}
