package org.why502.lab.site;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * AO3's cookies (field guide, section 2). A session is fresh if this very situation gave it out;
 * its value begins with the number of its era, so that a session from before is known to be stale.
 */
public final class Cookies {
  /** Set for guests too. */
  public static final String SESSION = "_otwarchive_session";

  /** Set while signed in. */
  public static final String SIGNED_IN = "user_credentials";

  /** Kept three months. */
  public static final String REMEMBER = "remember_user_token";

  /** None of AO3's: who it is that is signed in, where it is not the usual person. */
  static final String MEMBER = "lab_member";

  private static final String WAYS = "; path=/; secure; SameSite=Lax";
  private static final int TWO_WEEKS = 14 * 24 * 3600;

  private Cookies() {}

  /** A Set-Cookie line for a session of this era. */
  public static String freshSession(long era) {
    return SESSION + "=era" + era + "." + random() + "; HttpOnly" + WAYS;
  }

  /** A Set-Cookie line for a session that no situation takes for its own. */
  public static String staleSession() {
    return SESSION + "=era0." + random() + "; HttpOnly" + WAYS;
  }

  /** A Set-Cookie line that says "signed in". */
  public static String signedIn() {
    return SIGNED_IN + "=1" + WAYS + "; Max-Age=" + TWO_WEEKS;
  }

  /** A Set-Cookie line that remembers a person. */
  public static String remember() {
    return REMEMBER + "=" + random() + "; HttpOnly" + WAYS + "; Max-Age=" + 90 * 24 * 3600;
  }

  /** Whether a request brings a session, or the claim of one, that this era did not give out. */
  public static boolean stale(Visit visit) {
    Map<String, String> cookies = visit.cookies();
    Optional<String> session = Optional.ofNullable(cookies.get(SESSION));
    boolean fresh = session.filter(s -> s.startsWith("era" + visit.era() + ".")).isPresent();
    return !fresh && (session.isPresent() || cookies.containsKey(SIGNED_IN));
  }

  private static String random() {
    return Long.toHexString(ThreadLocalRandom.current().nextLong())
        + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }
}
