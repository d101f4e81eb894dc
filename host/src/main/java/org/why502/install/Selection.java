package org.why502.install;

import java.nio.file.Path;
import java.util.List;

/** Which browsers are meant. */
public sealed interface Selection {

  /** All that have been used by this person. */
  record AllThere() implements Selection {}

  /**
   * These, used or not yet.
   *
   * @param codes of the table
   */
  record Named(List<String> codes) implements Selection {}

  /**
   * A browser of Chromium's family that is started with {@code --user-data-dir}: it looks only
   * there.
   *
   * @param folder that folder
   */
  record Profile(Path folder) implements Selection {}
}
