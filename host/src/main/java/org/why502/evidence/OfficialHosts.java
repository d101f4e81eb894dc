package org.why502.evidence;

import java.util.Locale;
import java.util.Set;

/** The hosts that are AO3. Anything else, mirrors included, is never asked and never suggested. */
public final class OfficialHosts {
  /** The name that all questions to AO3 are put to. */
  public static final String ARCHIVE = "archiveofourown.org";

  private static final Set<String> APEX =
      Set.of(
          ARCHIVE, "archiveofourown.com", "archiveofourown.net", "archiveofourown.gay", "ao3.org");
  private static final Set<String> PREFIXES = Set.of("www.", "download.", "insecure.", "secure.");
  private static final String OLD = "archive.transformativeworks.org";

  private OfficialHosts() {}

  /** Whether a host name, in any case, is one of AO3's own. */
  public static boolean contains(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return APEX.contains(name)
        || OLD.equals(name)
        || PREFIXES.stream()
            .anyMatch(p -> name.startsWith(p) && APEX.contains(name.substring(p.length())));
  }
}
