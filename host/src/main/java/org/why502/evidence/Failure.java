package org.why502.evidence;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which step failed, and how.
 *
 * @param step the step that broke
 * @param kind how it broke
 * @param detail a few words for a report, at most 120 characters, with addresses and paths taken
 *     out
 * @param certificate what was shown, where a certificate was the trouble
 */
public record Failure(
    Step step, FailureKind kind, String detail, Optional<Certificate> certificate) {

  private static final int LONGEST_DETAIL = 120;

  /** URLs, file paths, IPv6 and IPv4 addresses, and whatever looks like an e-mail address. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "\\b[a-z][a-z0-9+.-]*://\\S+|\\S+@\\S+|(?<![\\w.])/[\\w%?&=#./-]+"
              + "|\\b\\d{1,3}(\\.\\d{1,3}){3}(:\\d+)?\\b|\\[?\\b[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}\\b\\]?",
          Pattern.CASE_INSENSITIVE);

  /** A failure that is not about a certificate, or where none was shown. */
  public Failure(Step step, FailureKind kind, String detail) {
    this(step, kind, detail, Optional.empty());
  }

  public Failure {
    detail = PRIVATE.matcher(detail).replaceAll("…").strip();
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL);
    }
  }
}
