package org.why502.verdict;

import static org.why502.verdict.RemedyCode.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.why502.evidence.PageKind;
import org.why502.evidence.Sighting;

/**
 * What to do about each verdict, the best first. Nothing here may make its cause worse: no reload
 * after 403, 418, 429 or 507; no clearing without saving text before; never a second POST.
 */
public final class Advice {
  /** RFC 7725: unavailable for legal reasons. */
  private static final int LEGAL_REASONS = 451;

  private Advice() {}

  /**
   * What to do, the best first; never empty.
   *
   * @param verdict what the incident was
   * @param sighting what the browser saw: a form that was sent, or text that is being written,
   *     changes what may be advised
   */
  public static List<RemedyCode> remedies(Verdict verdict, Optional<Sighting> sighting) {
    List<RemedyCode> remedies = new ArrayList<>(general(verdict));
    boolean posted = sighting.flatMap(Sighting::method).filter(m -> !m.equals("GET")).isPresent();
    boolean unseen = sighting.filter(s -> s.method().isEmpty()).isPresent();
    boolean signingIn = sighting.filter(s -> s.page() == PageKind.SIGN_IN).isPresent();
    if (posted && signingIn) {
      // a sign-in form holds a name and a password: no text to save, nothing to post twice
      remedies.replaceAll(r -> r == RELOAD_ONCE ? SIGN_IN_AGAIN : r);
    } else if (posted) {
      remedies.remove(RELOAD_ONCE);
      remedies.addAll(0, List.of(SAVE_TEXT, CHECK_POSTED));
    } else if (unseen && !(verdict instanceof Verdict.Recovered)) {
      // it may have sent a form; where it is over, the person reloads it, and the browser asks
      // first
      remedies.remove(RELOAD_ONCE);
    }
    if (!posted
        && sighting.filter(Advice::holdsText).isPresent()
        && !remedies.contains(SAVE_TEXT)) {
      remedies.add(0, SAVE_TEXT);
    }
    return remedies.stream().distinct().toList();
  }

  private static boolean holdsText(Sighting s) {
    return s.page() == PageKind.FORM_WORK || s.page() == PageKind.FORM_CHAPTER;
  }

  private static List<RemedyCode> general(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Recovered _ -> List.of(RELOAD_ONCE);
      case Verdict.ArchiveDown _ -> List.of(WAIT, WATCH, OPEN_STATUS_PAGE);
      case Verdict.ArchiveOverloaded _ -> List.of(WAIT, RELOAD_ONCE, WATCH, OPEN_STATUS_PAGE);
      case Verdict.ArchiveMaintenance _ -> List.of(WAIT, WATCH, OPEN_STATUS_PAGE);
      case Verdict.PageTooSlow _ -> List.of(LIGHTER_PAGE, WAIT, RELOAD_ONCE);
      case Verdict.ArchiveSlow(_, boolean onlyHere) ->
          // the page came: there is nothing to load again
          onlyHere
              ? List.of(OTHER_CONNECTION, RESTART_CONNECTION, WAIT)
              : List.of(WAIT, LIGHTER_PAGE, OPEN_STATUS_PAGE);
      case Verdict.SearchDown _ -> List.of(WAIT, WATCH, OPEN_STATUS_PAGE);
      case Verdict.SignedInPagesDown _ -> List.of(READ_AS_GUEST, WAIT, WATCH, OPEN_STATUS_PAGE);
      case Verdict.EdgeCannotReachArchive _ -> List.of(WAIT, WATCH, OPEN_STATUS_PAGE);
      case Verdict.EdgeDown _ -> List.of(WAIT, WATCH, OPEN_STATUS_PAGE);
      case Verdict.BrowserCheck(boolean again) ->
          // one that was passed and comes again is kept from lasting by something here
          again
              ? List.of(FINISH_BROWSER_CHECK, TEST_EXTENSIONS, VPN_OFF, UPDATE_BROWSER)
              : List.of(FINISH_BROWSER_CHECK, VPN_OFF, UPDATE_BROWSER);
      case Verdict.TooManyRequests(var _, var often) ->
          often.isPresent() ? List.of(WAIT, TEST_EXTENSIONS) : List.of(WAIT);
      case Verdict.PostingLimit _ -> List.of(SAVE_TEXT, WAIT);
      case Verdict.AddressRefused(int status) ->
          // the law of a place: nothing here is to be switched off, and waiting changes nothing
          status == LEGAL_REASONS
              ? List.of(OTHER_CONNECTION, TRY_PHONE)
              : List.of(VPN_OFF, OTHER_CONNECTION);
      case Verdict.RequestRefused _ -> List.of(OTHER_CONNECTION, VPN_OFF, WAIT);
      case Verdict.StaleSession _ ->
          List.of(SAVE_TEXT, CLEAR_SITE_DATA, SIGN_IN_AGAIN, PRIVATE_WINDOW);
      case Verdict.SignedOut _ -> List.of(SAVE_TEXT, SIGN_IN_AGAIN, CHECK_POSTED);
      case Verdict.CookiesBlocked _ -> List.of(ALLOW_COOKIES, OTHER_BROWSER);
      case Verdict.BrowserInterference _ ->
          // what changes nothing, before what switches extensions off to see
          List.of(PRIVATE_WINDOW, TEST_EXTENSIONS, OTHER_BROWSER, CLEAN_PROFILE);
      case Verdict.BrowserNames _ -> List.of(CHANGE_RESOLVER, OTHER_BROWSER);
      // what is found nowhere is mended nowhere: the main name leads there
      case Verdict.NamesFailing(var gone) when gone.isPresent() -> List.of(LIGHTER_PAGE);
      case Verdict.NamesFailing _ ->
          List.of(RESTART_CONNECTION, FLUSH_DNS, CHANGE_RESOLVER, OTHER_CONNECTION);
      case Verdict.NamesWrong _ -> List.of(FLUSH_DNS, CHANGE_RESOLVER, OTHER_CONNECTION);
      case Verdict.BlockedHere _ -> List.of(OTHER_CONNECTION, TRY_PHONE);
      case Verdict.CaptivePortal _ -> List.of(OPEN_PORTAL, OTHER_CONNECTION);
      case Verdict.Offline _ -> List.of(RESTART_CONNECTION, OTHER_CONNECTION);
      case Verdict.OneFamilyBroken _ -> List.of(RESTART_CONNECTION, OTHER_CONNECTION);
      case Verdict.ThisConnectionOnly _ -> List.of(OTHER_CONNECTION, RESTART_CONNECTION);
      case Verdict.Intercepted(var _, var trustedHere) ->
          // somebody whom not even this machine trusts reads along: away from there first
          trustedHere.orElse(true)
              ? List.of(CHECK_PROXY, OTHER_CONNECTION)
              : List.of(OTHER_CONNECTION, CHECK_PROXY);
      case Verdict.ClockWrong _ -> List.of(FIX_CLOCK);
      case Verdict.HostsFile(var entry) ->
          // what is no line in a file is most often an old answer; another device has its own
          entry
              .map(seen -> seen ? List.of(EDIT_HOSTS) : List.of(FLUSH_DNS, TRY_PHONE))
              .orElse(List.of(FLUSH_DNS, EDIT_HOSTS, TRY_PHONE));
      case Verdict.LocalProxy _ -> List.of(CHECK_PROXY, VPN_OFF, OTHER_CONNECTION);
      case Verdict.Inconclusive _ -> List.of(WAIT, TRY_PHONE, OTHER_CONNECTION, OPEN_STATUS_PAGE);
    };
  }
}
