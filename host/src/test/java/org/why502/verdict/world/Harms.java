package org.why502.verdict.world;

import static org.why502.verdict.RemedyCode.CLEAR_SITE_DATA;
import static org.why502.verdict.RemedyCode.RELOAD_ONCE;
import static org.why502.verdict.RemedyCode.SIGN_IN_AGAIN;
import static org.why502.verdict.RemedyCode.VPN_OFF;
import static org.why502.verdict.RemedyCode.WAIT;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.why502.verdict.RemedyCode;

/** What makes a cause worse, or takes something from a person for nothing, by cause. */
final class Harms {
  private static final Map<Cause, Set<RemedyCode>> OF = new EnumMap<>(Cause.class);

  static {
    // each further request prolongs it
    harm(RELOAD_ONCE, Cause.RATE_LIMIT, Cause.ADDRESS_REFUSED, Cause.POSTING_LIMIT);
    harm(RELOAD_ONCE, Cause.CHALLENGE);
    // who signs out of servers that let nobody in is out
    harm(CLEAR_SITE_DATA, Cause.MEMBERS_OUT_BEHIND_A_CACHE, Cause.MEMBERS_OUT_AT_THE_EDGE);
    harm(SIGN_IN_AGAIN, Cause.MEMBERS_OUT_BEHIND_A_CACHE, Cause.MEMBERS_OUT_AT_THE_EDGE);
    harm(CLEAR_SITE_DATA, Cause.MEMBERS_MET_BY_SILENCE);
    harm(SIGN_IN_AGAIN, Cause.MEMBERS_MET_BY_SILENCE);
    harm(CLEAR_SITE_DATA, Cause.ARCHIVE_DOWN, Cause.MAINTENANCE, Cause.ORIGIN_OUT_OF_REACH);
    harm(CLEAR_SITE_DATA, Cause.EDGE_DOWN, Cause.OVERLOADED, Cause.HEAVY_PAGE);
    harm(SIGN_IN_AGAIN, Cause.ARCHIVE_DOWN, Cause.MAINTENANCE, Cause.ORIGIN_OUT_OF_REACH);
    // a law does not end
    harm(WAIT, Cause.LEGAL_REASONS);
    // who switches it off loses AO3, and is seen asking for it
    harm(VPN_OFF, Cause.VPN_IS_THE_ONLY_WAY);
  }

  private Harms() {}

  private static void harm(RemedyCode remedy, Cause... causes) {
    for (Cause cause : causes) {
      OF.computeIfAbsent(cause, _ -> EnumSet.noneOf(RemedyCode.class)).add(remedy);
    }
  }

  /** What is not to be advised where this is at work. */
  static Set<RemedyCode> of(Cause cause) {
    return OF.getOrDefault(cause, Set.of());
  }
}
