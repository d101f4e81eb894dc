package org.why502.verdict.rules;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.why502.evidence.Evidence;
import org.why502.evidence.Question;
import org.why502.verdict.Certainty;
import org.why502.verdict.Circumstances;
import org.why502.verdict.Diagnosis;
import org.why502.verdict.FittingAdvice;
import org.why502.verdict.Side;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Fact;
import org.why502.verdict.facts.Facts;
import org.why502.verdict.facts.Stop;

/** Judges evidence: the first rule that is true, else {@link Verdict.Inconclusive}. */
public final class Diagnose {
  private Diagnose() {}

  /** What an incident was, as far as this evidence tells. */
  public static Diagnosis diagnose(Evidence evidence) {
    Facts facts = Facts.of(evidence);
    Set<Question> missing = EnumSet.noneOf(Question.class);
    for (Rule rule : Rules.inOrder()) {
      Fact fact = rule.when().apply(facts);
      switch (fact.truth()) {
        case YES -> {
          Verdict verdict = rule.verdict().apply(facts);
          Certainty certainty = earned(rule, verdict, !missing.isEmpty(), facts);
          return diagnosis(evidence, facts, verdict, certainty, fact, missing);
        }
        case NO -> {
          // this rule is ruled out: the next one is looked at
        }
        case OPEN -> missing.addAll(fact.open());
      }
    }
    return diagnosis(
        evidence, facts, new Verdict.Inconclusive(), Certainty.UNSURE, NOTHING_HELD, missing);
  }

  /**
   * How certain a rule that holds is.
   *
   * @param isOpen whether a rule before it is open
   */
  static Certainty earned(Rule rule, Verdict verdict, boolean isOpen, Facts facts) {
    boolean doubted = isOpen || (yieldsToIncident(verdict) && facts.elsewhere().incident().yes());
    return doubted ? worse(rule.atMost()) : rule.atMost();
  }

  /**
   * What could still change {@link #diagnose}'s answer: for each rule that is open before the one
   * that is true, in order, the questions that could decide it. An answer to any other question
   * changes nothing.
   */
  public static List<Set<Question>> wanted(Evidence evidence) {
    return new OpenQuestions().wanted(evidence);
  }

  /**
   * What the advice of {@link #diagnose} turns on, though the verdict does not: whether a VPN is on
   * whose exit is refused, and whether it is the only way; whether what is wrong about a name may
   * be kept on this machine.
   */
  public static Set<Question> fitting(Evidence evidence) {
    Verdict verdict = diagnose(evidence).verdict();
    if (verdict.side() == Side.NAMES) {
      return Facts.of(evidence).setup().resolverHere().open();
    }
    if (!FittingAdvice.turnsOnTheVpn(verdict)) {
      return Set.of();
    }
    Facts facts = Facts.of(evidence);
    Fact vpn = facts.setup().vpnOn();
    return vpn.yes() ? facts.reach().machineAddressProven().open() : vpn.open();
  }

  private static final Fact NOTHING_HELD = Fact.any();

  /**
   * Whether it blames this side by what is missing here, so that an outage which is announced may
   * be the cause as well. What shows itself (an entry in a file, a sign-in page, a clock, a page
   * that says it, the browser's own word) stays as certain as it is.
   */
  private static boolean yieldsToIncident(Verdict verdict) {
    return switch (verdict) {
      case Verdict.StaleSession _,
          Verdict.BrowserNames _,
          Verdict.NamesFailing _,
          Verdict.NamesWrong _,
          Verdict.BlockedHere _,
          Verdict.Offline _,
          Verdict.OneFamilyBroken _,
          Verdict.ThisConnectionOnly _,
          Verdict.Intercepted _,
          Verdict.LocalProxy _ ->
          true;
      case Verdict.Recovered _,
          Verdict.ArchiveDown _,
          Verdict.ArchiveOverloaded _,
          Verdict.ArchiveMaintenance _,
          Verdict.PageTooSlow _,
          Verdict.ArchiveSlow _,
          Verdict.SearchDown _,
          Verdict.SignedInPagesDown _,
          Verdict.EdgeCannotReachArchive _,
          Verdict.EdgeDown _,
          Verdict.BrowserCheck _,
          Verdict.TooManyRequests _,
          Verdict.PostingLimit _,
          Verdict.AddressRefused _,
          Verdict.RequestRefused _,
          Verdict.SignedOut _,
          Verdict.CookiesBlocked _,
          Verdict.BrowserInterference _,
          Verdict.CaptivePortal _,
          Verdict.ClockWrong _,
          Verdict.HostsFile _,
          Verdict.Inconclusive _ ->
          false;
    };
  }

  /** With another explanation still open, nothing is certain. */
  private static Certainty worse(Certainty certainty) {
    return certainty == Certainty.CERTAIN ? Certainty.LIKELY : certainty;
  }

  private static Diagnosis diagnosis(
      Evidence evidence,
      Facts facts,
      Verdict verdict,
      Certainty certainty,
      Fact fact,
      Set<Question> missing) {
    FittingAdvice advice = FittingAdvice.of(verdict, evidence.sighting(), circumstances(facts));
    return new Diagnosis(
        verdict,
        certainty,
        fact.reasons(),
        missing,
        advice.codes(),
        advice.manners(),
        evidence.archiveRequests());
  }

  private static Circumstances circumstances(Facts facts) {
    return new Circumstances(
        facts.setup().vpnOn().yes(),
        facts.onlyByVpn(),
        facts.reach().secureAddressProven().yes()
            && !facts.reach().publicAddressProven().yes()
            && !facts.reach().machineAddressProven().yes()
            && !facts.setup().proxySet().yes(),
        facts.names().nobodyAnswers().yes(),
        facts.mainNameWouldLeadThere().yes(),
        facts.resolverItselfIsWrong(),
        facts.onlyMemoryIsWrong(),
        facts.saw().stoppedAt(Stop.CONNECTION).yes());
  }
}
