package org.why502.verdict.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.why502.SituationFolders;
import org.why502.evidence.Evidence;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation;
import org.why502.evidence.Observation.LocalSetup;
import org.why502.evidence.Observation.NameLookup;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.Question;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.verdict.Certainty;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.Documents;
import org.why502.verdict.RemedyCode;
import org.why502.verdict.Side;
import org.why502.verdict.Verdict;

/** Old addresses are forgotten only where what is kept here may be what is wrong. */
class MemoryOfNamesTest {
  /** What overrides a resolver that is right is not always told apart from a memory. */
  private static final List<String> BLAMED = List.of("hosts-file", "names-failing");

  @Test
  void a_resolver_that_is_wrong_itself_is_changed_and_nothing_is_forgotten() throws IOException {
    int seen = 0;
    for (SituationFolders situation : SituationFolders.all()) {
      Diagnosis diagnosis = Diagnose.diagnose(situation.evidence());
      boolean ofAnotherName = situation.name().startsWith("sister-name");
      if (diagnosis.verdict().side() != Side.NAMES || ofAnotherName) {
        continue;
      }
      assertFalse(diagnosis.remedies().contains(RemedyCode.FLUSH_DNS), situation.name());
      assertTrue(diagnosis.remedies().contains(RemedyCode.CHANGE_RESOLVER), situation.name());
      if (diagnosis.verdict().code().equals("names-wrong")) {
        assertEquals(RemedyCode.CHANGE_RESOLVER, diagnosis.remedies().getFirst(), situation.name());
      }
      seen++;
    }
    assertTrue(seen > 15, seen + " situations");
  }

  /** Whoever is asked on this machine may have told what it kept; so it is emptied first. */
  @ParameterizedTest
  @ValueSource(strings = {"resolver-lies-to-old-address", "resolver-servfail"})
  void one_that_stands_on_this_machine_may_only_remember(String name) throws IOException {
    Evidence elsewhere = SituationFolders.evidenceOf(name);
    for (Optional<Boolean> here : List.of(Optional.of(true), Optional.<Boolean>empty())) {
      Diagnosis diagnosis = Diagnose.diagnose(withResolver(elsewhere, here));
      assertTrue(diagnosis.remedies().contains(RemedyCode.FLUSH_DNS), name + " " + here);
    }
    assertFalse(Diagnose.diagnose(elsewhere).remedies().contains(RemedyCode.FLUSH_DNS), name);
  }

  /** What a resolver says that is right. */
  private static Outcome<NameAnswer> rightIn(Evidence evidence) {
    return evidence
        .all(NameLookup.class)
        .filter(l -> l.resolver().label().equals("8.8.8.8"))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  @Test
  void where_only_the_machine_is_wrong_its_memory_comes_first() throws IOException {
    for (String name : List.of("resolver-lies-to-old-address", "resolver-servfail")) {
      Evidence wrong = SituationFolders.evidenceOf(name);
      Diagnosis diagnosis = Diagnose.diagnose(withConfigured(wrong, rightIn(wrong)));
      assertTrue(BLAMED.contains(diagnosis.verdict().code()), diagnosis::toString);
      assertEquals(RemedyCode.FLUSH_DNS, diagnosis.remedies().getFirst(), name);
    }
  }

  /** What answers for the name here is called an entry only where one was seen. */
  @Test
  void what_overrides_a_resolver_that_is_right_is_not_taken_for_an_entry() throws IOException {
    Evidence wrong = SituationFolders.evidenceOf("resolver-lies-to-old-address");
    Diagnosis diagnosis = Diagnose.diagnose(withConfigured(wrong, rightIn(wrong)));
    assertEquals(new Verdict.HostsFile(Optional.of(false)), diagnosis.verdict());
    assertEquals(Certainty.LIKELY, diagnosis.certainty());
    assertEquals(List.of(RemedyCode.FLUSH_DNS, RemedyCode.TRY_PHONE), diagnosis.remedies());
    Evidence unread =
        SituationFolders.changed(
            withConfigured(wrong, rightIn(wrong)),
            o ->
                o instanceof LocalSetup(Outcome.Saw<Setup>(var s, var took))
                    ? new LocalSetup(
                        new Outcome.Saw<>(
                            new Setup(
                                Optional.empty(),
                                s.proxy(),
                                s.desktop(),
                                s.vpnInterfaces(),
                                s.resolverHere()),
                            took))
                    : o);
    Diagnosis perhaps = Diagnose.diagnose(unread);
    assertEquals(new Verdict.HostsFile(Optional.empty()), perhaps.verdict());
    assertTrue(perhaps.remedies().contains(RemedyCode.EDIT_HOSTS), "it may be one all the same");
    assertEquals(
        new Verdict.HostsFile(Optional.of(true)),
        Diagnose.diagnose(SituationFolders.evidenceOf("hosts-entry")).verdict());
  }

  @Test
  void an_entry_in_the_hosts_file_is_no_memory() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(SituationFolders.evidenceOf("hosts-entry"));
    assertEquals(List.of(RemedyCode.EDIT_HOSTS), diagnosis.remedies());
  }

  /** Some of what the resolver gives is right: what it gives itself is no memory's fault. */
  @Test
  void an_answer_that_the_resolver_gives_just_now_is_no_old_one() throws IOException {
    Evidence partly = SituationFolders.evidenceOf("ipv6-name-leads-to-a-stranger");
    assertFalse(Diagnose.diagnose(partly).remedies().contains(RemedyCode.FLUSH_DNS));
    List<String> right =
        partly
            .all(NameLookup.class)
            .filter(l -> l.resolver().kind() == Resolver.Kind.CONFIGURED)
            .flatMap(l -> l.outcome().seen().stream())
            .flatMap(a -> a.addresses().stream())
            .filter(a -> !a.contains(":"))
            .toList();
    Evidence now =
        withConfigured(
            partly, new Outcome.Saw<>(new NameAnswer("NOERROR", right), Duration.ofMillis(9)));
    assertTrue(Diagnose.diagnose(now).remedies().contains(RemedyCode.FLUSH_DNS));
  }

  /** The configured resolvers were asked for the main name alone. */
  @Test
  void nothing_is_said_of_another_name() throws IOException {
    Diagnosis diagnosis = Diagnose.diagnose(SituationFolders.evidenceOf("sister-name-denied-here"));
    assertEquals("names-failing", diagnosis.verdict().code());
    assertTrue(diagnosis.remedies().contains(RemedyCode.FLUSH_DNS));
  }

  @Test
  void whether_it_stands_here_is_waited_for_where_names_are_wrong() throws IOException {
    Evidence wrong = SituationFolders.evidenceOf("resolver-lies-to-old-address");
    List<Observation> rest =
        wrong.observations().stream().filter(o -> !(o instanceof LocalSetup)).toList();
    Evidence unread = Documents.with(wrong, rest);
    if (Diagnose.diagnose(unread).verdict().side() == Side.NAMES) {
      assertEquals(Set.of(Question.LOCAL_SETUP), Diagnose.fitting(unread));
    }
    assertEquals(Set.of(), Diagnose.fitting(wrong));
    assertEquals(Set.of(), Diagnose.fitting(SituationFolders.evidenceOf("archive-down")));
  }

  private static Evidence withResolver(Evidence evidence, Optional<Boolean> here) {
    return SituationFolders.changed(
        evidence,
        o ->
            o instanceof LocalSetup(Outcome.Saw<Setup>(var s, var took))
                ? new LocalSetup(
                    new Outcome.Saw<>(
                        new Setup(s.hosts(), s.proxy(), s.desktop(), s.vpnInterfaces(), here),
                        took))
                : o);
  }

  private static Evidence withConfigured(Evidence evidence, Outcome<NameAnswer> answer) {
    return SituationFolders.changed(
        evidence,
        o ->
            o instanceof NameLookup l && l.resolver().kind() == Resolver.Kind.CONFIGURED
                ? new NameLookup(l.resolver(), OfficialHosts.ARCHIVE, answer)
                : o);
  }
}
