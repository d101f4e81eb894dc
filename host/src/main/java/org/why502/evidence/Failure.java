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
 * @param begun the answer, where one had begun to come
 */
public record Failure(
    Step step,
    FailureKind kind,
    String detail,
    Optional<Certificate> certificate,
    Optional<PartialAnswer> begun) {

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

  /** A failure before any answer. */
  public Failure(Step step, FailureKind kind, String detail, Optional<Certificate> certificate) {
    this(step, kind, detail, certificate, Optional.empty());
  }

  /**
   * The same, after an answer had begun to come: then it broke in its body, whatever the words of
   * whoever met it are.
   */
  public Failure after(PartialAnswer answer) {
    return new Failure(Step.BODY, kind, detail, certificate, Optional.of(answer));
  }

  public Failure {
    detail = PRIVATE.matcher(detail).replaceAll("…").strip();
    if (detail.length() > LONGEST_DETAIL) {
      detail = detail.substring(0, LONGEST_DETAIL);
    }
  }
}
