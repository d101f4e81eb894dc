package org.why502.system;

import java.io.File;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a start for a browser leaves behind where it comes to no first word: the launcher
 * makes it, and a start that finds it does without the cache of classes.
 */
public final class StartMark {
  /** In the launcher's words; what is called otherwise is none, whoever names it. */
  private static final String NAME = "why502-starting";

  private static final Logger LOG = LoggerFactory.getLogger(StartMark.class);

  private StartMark() {}

  /** This start has come to its first word, or to its end in good order. */
  public static void remove() {
    remove(Optional.ofNullable(System.getenv("WHY502_START_MARK")));
  }

  static void remove(Optional<String> named) {
    Optional<File> mark = named.map(File::new).filter(file -> file.getName().equals(NAME));
    if (mark.isPresent() && !mark.get().delete() && mark.get().exists()) {
      LOG.warn("{} stays: the next start is slower", mark.get());
    }
  }
}
