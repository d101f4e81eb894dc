package org.why502.drafts;

import java.nio.file.Path;

/** What came of a local copy. */
public sealed interface Copy {

  /**
   * It is on the disk, whole.
   *
   * @param file the one for a browser; the one for reading lies beside it
   */
  record Kept(Path file) implements Copy {}

  /** It is not; nothing of it is left. */
  record NotKept(Why why) implements Copy {}

  /** Why there is no copy. */
  enum Why {
    /** The folder for the person's documents is not there. */
    NO_FOLDER,
    /** In the place of our folder stands something else, a link, or a folder of another person. */
    NOT_OURS,
    /** The system does not allow it. */
    NOT_ALLOWED,
    /** The disk is full, or the person's share of it. */
    FULL,
    /** It is longer than any text that AO3 takes. */
    TOO_LONG,
    /** Something else. */
    FAILED
  }
}
