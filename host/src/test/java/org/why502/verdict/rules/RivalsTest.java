package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.lab.situation.Situation;
import org.why502.lab.situation.Situations;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Documents;
import org.why502.verdict.EveryVerdict;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.world.Worlds;

/** What each rule says of its rivals is true of its formula, of its place and of the evidence. */
class RivalsTest {
  private static final int DRAWN = 600;

  private static final Set<String> CODES =
      Set.copyOf(EveryVerdict.all().map(Verdict::code).toList());

  /** A document, and of which causes it is known to be; of none where it was drawn by lot. */
  private record Known(Evidence evidence, Set<String> causes) {}

  private static final List<Known> DOCUMENTS = documents();

  @Test
  void what_can_be_certain_excludes_its_rivals_and_what_cannot_says_why() {
    for (Rule rule : Rules.inOrder()) {
      boolean untold = rule.rivals().stream().anyMatch(r -> r instanceof Rival.Untold);
      assertTrue(!rule.rivals().isEmpty(), () -> rule.name() + " names no rival");
      assertEquals(
          rule.atMost() != Certainty.CERTAIN,
          untold,
          () -> rule.name() + ": certain, and a rival that nothing excludes; or neither");
      Set<Rival> twice = new HashSet<>();
      rule.rivals().forEach(r -> assertTrue(twice.add(r), () -> rule.name() + ": " + r));
    }
  }

  /** A cause that looks like a code is one, and is not the rule's own. */
  @Test
  void a_rival_is_another_verdict_or_is_told_in_words() throws IOException {
    Facts some = Facts.of(SituationFolders.all().getFirst().evidence());
    for (Rule rule : Rules.inOrder()) {
      String own = rule.verdict().apply(some).code();
      for (Rival rival : rule.rivals()) {
        boolean words = rival.cause().contains(" ");
        assertTrue(words || CODES.contains(rival.cause()), () -> rule.name() + ": " + rival);
        assertTrue(!rival.cause().equals(own), () -> rule.name() + " is its own rival");
      }
    }
  }

  /** One that stands before is named by a rule that is there, and tells that very cause. */
  @Test
  void a_rival_that_stands_before_has_a_rule_there() {
    List<String> names = Rules.inOrder().stream().map(Rule::name).toList();
    Facts nothing = Facts.of(Documents.withoutSighting(DOCUMENTS.getLast().evidence()));
    for (Rule rule : Rules.inOrder()) {
      for (Rival rival : rule.rivals()) {
        if (rival instanceof Rival.Before(var cause, var name)) {
          int place = names.indexOf(name);
          assertTrue(
              place >= 0 && place < names.indexOf(rule.name()), () -> rule.name() + ": " + rival);
          String told = Rules.inOrder().get(place).verdict().apply(nothing).code();
          assertEquals(cause, told, () -> name + " tells another cause than " + rule.name());
        }
      }
    }
  }

  @Test
  void what_excludes_a_rival_is_a_part_of_the_formula_and_holds_wherever_the_rule_does() {
    Set<String> lies = new ConcurrentSkipListSet<>();
    SideBySide.each(
        DOCUMENTS,
        document -> {
          Facts facts = Facts.of(document.evidence());
          for (Rule rule : Rules.inOrder()) {
            Fact formula = rule.when().apply(facts);
            excluded(rule)
                .forEach(
                    rival -> {
                      Fact by = rival.by().apply(facts);
                      if (!has(formula, by)) {
                        lies.add("%s: not in its formula: %s".formatted(rule.name(), rival));
                      }
                      if (formula.yes() && !by.yes()) {
                        lies.add("%s holds without %s".formatted(rule.name(), rival));
                      }
                    });
          }
        });
    assertEquals(Set.of(), lies);
  }

  /** Some document of the rival's is told apart by that fact. */
  @Test
  void what_excludes_a_rival_does_not_hold_somewhere_where_the_rival_is_the_cause() {
    Set<String> idle = new TreeSet<>();
    for (Rule rule : Rules.inOrder()) {
      excluded(rule)
          .filter(rival -> CODES.contains(rival.cause()))
          .filter(
              rival ->
                  DOCUMENTS.stream()
                      .filter(d -> d.causes().contains(rival.cause()))
                      .map(d -> rival.by().apply(Facts.of(d.evidence())))
                      .allMatch(Fact::yes))
          .forEach(rival -> idle.add(rule.name() + " against " + rival.cause()));
    }
    assertEquals(Set.of(), idle, "what is said to exclude a rival holds in all of its documents");
  }

  /**
   * Of all these causes, each of which is some rule's rival, none is told for certain as another.
   */
  @Test
  void no_rival_is_told_for_certain_as_another() {
    Set<String> wrong = new ConcurrentSkipListSet<>();
    List<Known> known = DOCUMENTS.stream().filter(d -> !d.causes().isEmpty()).toList();
    assertTrue(known.size() > 100, () -> known.size() + " are known");
    SideBySide.each(
        known,
        document -> {
          Diagnosis made = Diagnose.diagnose(document.evidence());
          boolean right = document.causes().contains(made.verdict().code());
          if (made.certainty() == Certainty.CERTAIN && !right) {
            wrong.add("%s: certain of %s".formatted(document.causes(), made.verdict()));
          }
        });
    assertEquals(Set.of(), wrong);
  }

  private static Stream<Rival.Excluded> excluded(Rule rule) {
    return rule.rivals().stream()
        .flatMap(r -> r instanceof Rival.Excluded excluded ? Stream.of(excluded) : Stream.empty());
  }

  private static boolean has(Fact whole, Fact part) {
    return whole.equals(part) || whole.parts().stream().anyMatch(p -> has(p, part));
  }

  private static List<Known> documents() {
    List<Known> all = new ArrayList<>();
    try {
      for (SituationFolders saved : SituationFolders.all()) {
        String truth =
            Situations.named(saved.name()).map(Situation::verdict).orElseGet(saved::verdict);
        // nothing is wrong in some, so nothing of theirs is anybody's rival
        all.add(new Known(saved.evidence(), CODES.contains(truth) ? Set.of(truth) : Set.of()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Worlds.told().forEach(told -> all.add(new Known(told.evidence(), told.codes())));
    Documents drawn = new Documents(502);
    Stream.generate(drawn::next).limit(DRAWN).forEach(e -> all.add(new Known(e, Set.of())));
    return all;
  }
}
