package org.why502.verdict;

import static org.why502.verdict.RemedyCode.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;

/**
 * {@link Advice}, fitted to the machine that it is given on.
 *
 * <p>Where a VPN is on and its exit is refused, another exit comes before switching it off; and
 * where AO3 is out of reach without it, switching it off is never advised: who reads AO3 through a
 * VPN because nothing else leads there would lose it, and be seen asking for it. Where only names
 * over https lead to AO3, the system's own resolver is not to be changed but the browser's.
 *
 * <p>Where a file of a work could not be made, the work is read online. Where another official name
 * is not found, the main one leads to the same page.
 *
 * <p>Where the resolver behind this machine's memory of names is wrong itself, forgetting what is
 * kept changes nothing; where that resolver is right and only the machine is wrong, it comes first.
 *
 * <p>Where only the browser's connections break, what looks at connections comes before what works
 * inside the browser: a longer hello or another protocol is all that the way has against it.
 *
 * @param codes what to do, the best first; never empty
 * @param manners how some of them are meant here
 */
public record FittingAdvice(List<RemedyCode> codes, Map<RemedyCode, Manner> manners) {
  /** What is about typed text comes before all else. */
  private static final Set<RemedyCode> OF_TEXT = EnumSet.of(SAVE_TEXT, CHECK_POSTED);

  public FittingAdvice {
    codes = List.copyOf(codes);
    manners = manners.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(manners));
  }

  /**
   * What to do here.
   *
   * @param verdict what the incident was
   * @param sighting what the browser saw
   * @param here what is known of the machine
   */
  public static FittingAdvice of(Verdict verdict, Optional<Sighting> sighting, Circumstances here) {
    List<RemedyCode> codes = new ArrayList<>(Advice.remedies(verdict, sighting));
    Map<RemedyCode, Manner> manners = new EnumMap<>(RemedyCode.class);
    if (isOfAFile(verdict, sighting)) {
      // making it is what AO3 failed at: it is not asked to do so again at once
      codes.removeAll(List.of(LIGHTER_PAGE, RELOAD_ONCE));
      codes.add(afterText(codes), LIGHTER_PAGE);
      manners.put(LIGHTER_PAGE, Manner.THE_WORK_ITSELF);
    }
    if (here.browserLostItsConnection() && verdict instanceof Verdict.BrowserInterference) {
      codes.addAll(afterText(codes), List.of(CHECK_PROXY, OTHER_CONNECTION));
      manners.put(CHECK_PROXY, Manner.SECURITY_SOFTWARE);
    }
    if (here.vpn() && turnsOnTheVpn(verdict)) {
      codes.remove(OTHER_CONNECTION);
      int off = codes.indexOf(VPN_OFF);
      codes.add(off >= 0 ? off : afterText(codes), OTHER_CONNECTION);
      manners.put(OTHER_CONNECTION, Manner.ANOTHER_VPN_EXIT);
    }
    if (here.resolverItselfIsWrong()) {
      codes.remove(FLUSH_DNS);
    } else if (here.onlyMemoryIsWrong() && isOfTheWrongPlace(verdict)) {
      codes.remove(FLUSH_DNS);
      codes.add(afterText(codes), FLUSH_DNS);
    }
    if (here.onlyByVpn()) {
      codes.remove(VPN_OFF);
    }
    if (here.namesOnlyOverHttps() && isAboutNames(verdict, codes)) {
      boolean first = here.everyPlainAnswerIsRewritten() || !codes.contains(CHANGE_RESOLVER);
      if (first) {
        codes.remove(CHANGE_RESOLVER);
        codes.add(afterText(codes), CHANGE_RESOLVER);
      }
      manners.put(CHANGE_RESOLVER, Manner.IN_THE_BROWSER);
    }
    if (here.mainNameWouldLeadThere() && isAboutTheName(verdict)) {
      codes.remove(LIGHTER_PAGE);
      codes.add(afterText(codes), LIGHTER_PAGE);
      manners.put(LIGHTER_PAGE, Manner.UNDER_THE_MAIN_NAME);
    }
    return new FittingAdvice(codes, manners);
  }

  /** A file of a work failed while other pages come: what makes files is a part of its own. */
  private static boolean isOfAFile(Verdict verdict, Optional<Sighting> sighting) {
    return sighting.filter(s -> s.page() == PageKind.DOWNLOAD).isPresent()
        && (verdict instanceof Verdict.ArchiveOverloaded || verdict instanceof Verdict.PageTooSlow);
  }

  private static int afterText(List<RemedyCode> codes) {
    int place = 0;
    while (place < codes.size() && OF_TEXT.contains(codes.get(place))) {
      place++;
    }
    return place;
  }

  /**
   * Whether AO3 or its edge turns the address away that a person comes from, so that it matters
   * whether a VPN lends it. A limit of requests does not: another exit would only pass the load on.
   */
  public static boolean turnsOnTheVpn(Verdict verdict) {
    return verdict instanceof Verdict.BrowserCheck
        || verdict instanceof Verdict.AddressRefused
        || verdict instanceof Verdict.RequestRefused;
  }

  private static boolean isAboutTheName(Verdict verdict) {
    return verdict instanceof Verdict.NamesFailing
        || verdict instanceof Verdict.BrowserNames
        || verdict instanceof Verdict.Inconclusive;
  }

  /** This machine has no right address, whoever it has the wrong one of. */
  private static boolean isOfTheWrongPlace(Verdict verdict) {
    return verdict.side() == Side.NAMES || verdict instanceof Verdict.HostsFile;
  }

  private static boolean isAboutNames(Verdict verdict, List<RemedyCode> codes) {
    return verdict instanceof Verdict.BlockedHere
        || (verdict.side() == Side.NAMES && codes.contains(CHANGE_RESOLVER));
  }
}
