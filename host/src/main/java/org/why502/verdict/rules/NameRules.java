package org.why502.verdict.rules;

import static org.why502.verdict.Certainty.LIKELY;
import static org.why502.verdict.facts.Fact.all;
import static org.why502.verdict.facts.Fact.any;
import static org.why502.verdict.rules.Rule.rule;

import java.util.Optional;
import org.why502.evidence.FailureKind;
import org.why502.verdict.Verdict;
import org.why502.verdict.facts.Stop;

/**
 * The rules about who finds AO3's name and where it leads; {@link Rules} puts them into their
 * places.
 *
 * <p>A public resolver that is asked over https cannot be spoken for by anybody on the way. Asking
 * it costs a moment, so no rule waits for it where the plain answers prove themselves or fail in a
 * way that says enough.
 */
final class NameRules {
  private NameRules() {}

  static Rule sisterNameIsGone() {
    return rule(
            "another-official-name-is-gone",
            "before all that is said of the main name: the browser used another one, and over https"
                + " nobody knows it either. A resolver of this machine's may remember it for a"
                + " while, which makes the browser's no liar",
            f ->
                all(
                    f.mainNameWouldLeadThere(),
                    f.sister().publicFindsIt().not(),
                    f.sister().secureFindsIt().not()),
            f -> new Verdict.NamesFailing(f.sister().name()))
        .against("browser-names", f -> f.sister().secureFindsIt().not())
        .against("a network that denies that name alone", f -> f.sister().secureFindsIt().not());
  }

  static Rule sisterNameSeemsGone() {
    return rule(
            "another-official-name-is-found-by-no-public-resolver",
            "beside it: where nobody can be asked over https, a network may deny it for all",
            f -> all(f.mainNameWouldLeadThere(), f.sister().publicFindsIt().not()),
            f -> new Verdict.NamesFailing(f.sister().name()))
        .atMost(LIKELY, "a network that denies that name alone");
  }

  static Rule sisterNameFailsHere() {
    return rule(
            "another-official-name-is-not-found-here",
            "beside it: others find that name, this machine does not; its resolver, and not the"
                + " browser",
            f ->
                all(
                    f.mainNameWouldLeadThere(),
                    f.sister().machineFindsIt().not(),
                    any(f.sister().publicFindsIt(), f.sister().secureFindsIt())),
            _ -> new Verdict.NamesFailing())
        .atMost(LIKELY, "a name that was given up a moment ago, which others still remember");
  }

  static Rule nameExistsNowhere() {
    return rule(
            "name-exists-nowhere",
            "before names-failing: when the world agrees, the system's resolver is not at fault;"
                + " over https, because plain denials may be this network's own",
            f ->
                all(
                    f.saw().stoppedAt(Stop.NAME),
                    f.names().machineNamesFail(),
                    f.names().nobodyKnowsTheName(),
                    f.elsewhere().controlFine()),
            _ -> new Verdict.ArchiveDown(Optional.empty()))
        .against("names-failing", f -> f.names().nobodyKnowsTheName())
        .against("offline", f -> f.elsewhere().controlFine());
  }

  static Rule everyPlainResolverIsRewritten() {
    return rule(
            "every-plain-resolver-is-rewritten",
            "before the resolver's own faults, because another resolver would say the same;"
                + " where a path is cut as well, blocked-here below needs no proof of rewriting",
            f ->
                all(
                    f.saw().stoppedAt(Stop.NAME, Stop.CONNECTION, Stop.CERTIFICATE, Stop.PAGE),
                    f.reach().machineAddressProven().not(),
                    f.reach().configuredAddressProven().not(),
                    f.names().publicResolverReached(),
                    f.reach().publicAddressProven().not(),
                    any(f.reach().certificateUntrusted(), f.names().someAddressKnown().not()),
                    any(
                        f.reach().secureAddressProven(),
                        all(f.names().nobodyAnswers(), f.reach().certificateOfAnother())),
                    f.elsewhere().controlFine()),
            _ -> new Verdict.BlockedHere())
        .against("names-wrong", f -> f.reach().publicAddressProven().not())
        .against("hosts-file", f -> f.reach().configuredAddressProven().not())
        .against("offline", f -> f.elsewhere().controlFine());
  }

  static Rule systemResolverFails() {
    return rule(
            "system-resolver-fails",
            "others find the name, and where they find it proves to be the archive; the browser did"
                + " not find it either. A resolver that is merely slow answers who asks it alone",
            f ->
                all(
                    f.saw().stoppedAt(Stop.NAME),
                    f.reach().configuredAddressProven().not(),
                    f.names().machineNamesFail(),
                    any(
                        f.reach().publicAddressProven(),
                        all(
                            any(
                                f.names().publicResolverReached().not(),
                                f.elsewhere().controlFine().not()),
                            f.reach().secureAddressProven()))),
            _ -> new Verdict.NamesFailing())
        .against("browser-names", f -> f.names().machineNamesFail())
        .after("archive-down", "name-exists-nowhere")
        .after("blocked-here", "every-plain-resolver-is-rewritten");
  }

  static Rule systemResolverLeadsAstray() {
    return rule(
            "system-resolver-leads-astray",
            "an address is right when it shows AO3's certificate, whatever address it is",
            f ->
                all(
                    f.saw().stoppedAt(Stop.CONNECTION, Stop.CERTIFICATE, Stop.PAGE),
                    f.names().machineNamesFail().not(),
                    f.reach().machineAddressProven().not(),
                    f.reach().configuredAddressProven().not(),
                    any(
                        f.reach().onlyPublicAddressProven(),
                        all(
                            f.names().publicResolverReached().not(),
                            f.reach().secureAddressProven()))),
            _ -> new Verdict.NamesWrong())
        .against("browser-names", f -> f.reach().machineAddressProven().not())
        .after("hosts-file", "hosts-file-leads-astray")
        .after("blocked-here", "every-plain-resolver-is-rewritten");
  }

  static Rule someOfTheAddressesAreAStrangers() {
    return rule(
            "some-of-the-addresses-that-the-resolver-gives-are-a-strangers",
            "after the families, which are whole; before all that blames the browser: it was led to"
                + " where the companion cannot find AO3 either",
            f ->
                all(
                    f.saw().failedBy(FailureKind.BAD_CERTIFICATE),
                    f.reach().machineAddressProven(),
                    f.browserMetAStranger()),
            _ -> new Verdict.NamesWrong())
        .atMost(LIKELY, "blocked-here");
  }

  static Rule ledAstrayBySomebody() {
    return rule(
            "machine-is-led-astray-and-its-resolver-stays-silent",
            "who leads it astray is not known; most often it is the resolver",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.names().machineNamesFail().not(),
                    f.reach().machineAddressProven().not(),
                    f.reach().onlyPublicAddressProven()),
            _ -> new Verdict.NamesWrong())
        .atMost(LIKELY, "hosts-file");
  }

  static Rule publicResolversDenyTheName() {
    return rule(
            "public-resolvers-deny-the-name",
            "they could not be asked over https, and nobody here answers in their place",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.names().machineNamesFail(),
                    f.names().publicSaysNoSuchName(),
                    f.names().nobodyAnswers().not(),
                    f.elsewhere().controlFine()),
            _ -> new Verdict.ArchiveDown(Optional.empty()))
        .atMost(LIKELY, "blocked-here");
  }

  static Rule systemResolverFailsAndOthersAnswer() {
    return rule(
            "system-resolver-fails-and-others-answer",
            "where they lead could not be tried, or proves nothing",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.saw().stoppedAt(Stop.NAME),
                    f.names().machineNamesFail(),
                    any(f.names().publicNamesAnswer(), f.names().secureNamesAnswer())),
            _ -> new Verdict.NamesFailing())
        .atMost(LIKELY, "blocked-here");
  }

  static Rule nobodyElseCanBeAsked() {
    return rule(
            "out-of-reach-and-nobody-else-can-be-asked",
            "after all that a second opinion about the name could tell: the network that"
                + " withholds one is more to blame than the archive",
            f ->
                all(
                    f.saw().reachedArchive().not(),
                    f.reach().someAddressProven().not(),
                    f.elsewhere().controlFine()),
            _ -> new Verdict.BlockedHere())
        .atMost(LIKELY, "archive-down");
  }
}
