package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.why502.system.WholeFile;

/** The folders that files of ours need. */
final class Folders {
  private Folders() {}

  /** The folders that writing this file will have to make, outer before inner. */
  static List<Path> missing(Path file) {
    return WholeFile.missingFolders(file.toAbsolutePath().getParent());
  }

  /** Removes the folder if it is there and empty; whether it is gone now. */
  static boolean removeIfEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (Stream<Path> content = Files.list(folder)) {
      if (content.findAny().isPresent()) {
        return false;
      }
    }
    Files.delete(folder);
    return true;
  }
}
