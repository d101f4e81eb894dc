package org.why502.verdict.rules;

import static org.why502.evidence.Question.APPLICATION;
import static org.why502.evidence.Question.CONTROL;
import static org.why502.evidence.Question.EDGE;
import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.Certainty.UNSURE;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import org.why502.verdict.Verdict;

/**
 * The rules about pages that came, and far too late; {@link Rules} says where they stand.
 *
 * <p>One light look decides: the application's least answer comes as late (AO3 is slow), or at once
 * (that page is heavy). The rival is a slow connection, and it is told apart without AO3: its edge
 * answers {@code /cdn-cgi/trace} at the same addresses by itself. A machine that is busy with other
 * things makes all of them late, and the edge's lateness then accuses nobody.
 */
final class SlownessRules {
  private SlownessRules() {}

  static Rule thisConnection() {
    return rule(
            "page-came-late-and-so-does-all-that-is-asked-from-here",
            "before the archive: its edge answers by itself, and is as slow; another way out that"
                + " is quick, or another site that is slow as well, shows that it is this"
                + " connection",
            f ->
                all(
                    f.saw().cameLate(),
                    f.pace().slowly(EDGE),
                    any(f.uplinks().otherIsQuicker(), f.pace().slowly(CONTROL))),
            f -> new Verdict.ArchiveSlow(Params.waited(f), true))
        .atMost(LIKELY, "offline");
  }

  static Rule everything() {
    return rule(
            "everything-of-the-archives-comes-late",
            "before page-was-fine: a page that comes after a quarter of a minute is not fine; the"
                + " edge, at the same addresses, answers at once, so that it is not the way there",
            f ->
                all(
                    f.saw().cameLate(),
                    f.pages().fine(APPLICATION),
                    f.pace().late(APPLICATION),
                    f.pace().soon(EDGE)),
            f -> new Verdict.ArchiveSlow(Params.waited(f), false))
        .against("page-too-slow", f -> f.pace().late(APPLICATION))
        .against("a slow connection, which makes the edge slow, too", f -> f.pace().soon(EDGE))
        .against("archive-down", f -> f.pages().fine(APPLICATION));
  }

  static Rule oneLookTooEarly() {
    return rule(
            "page-came-late-and-a-light-one-was-not-waited-for",
            "beside it: silence for some seconds is what a slow archive gives as well as a dead"
                + " one, and a page did come; and where this machine was too busy to tell how soon"
                + " the edge answered, an answer as late is likely AO3's",
            f ->
                all(
                    f.saw().cameLate(),
                    any(
                        f.pace().silent(APPLICATION),
                        all(f.pages().fine(APPLICATION), f.pace().late(APPLICATION))),
                    f.pace().soonButForThisMachine(EDGE)),
            f -> new Verdict.ArchiveSlow(Params.waited(f), false))
        .atMost(LIKELY, "archive-down");
  }

  static Rule heavyPage() {
    return rule(
            "page-came-late-and-a-light-one-at-once",
            "after both: the archive is quick, so that page is heavy, or the moment was",
            f ->
                all(
                    f.saw().cameLate(),
                    f.pages().fine(APPLICATION),
                    f.pace().late(APPLICATION).not()),
            f -> new Verdict.PageTooSlow(Params.waited(f), Params.lighter(f)))
        .atMost(LIKELY, "recovered");
  }

  static Rule noSecondLook() {
    return rule(
            "page-came-late-and-no-second-look",
            "the person waited for it; why, nobody could look",
            f -> f.saw().cameLate(),
            f -> new Verdict.ArchiveSlow(Params.waited(f), false))
        .atMost(UNSURE, "page-too-slow");
  }
}
