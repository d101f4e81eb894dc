package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The few things done to the disk. */
final class Disk {
  private Disk() {}

  /**
   * Writes a whole file or nothing: a browser that looks in the middle sees the old one or the new.
   */
  static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Path half = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new");
    try {
      Files.write(half, bytes);
      // Temporary files are private; this one is as readable as any other file of the person.
      if (!half.toFile().setReadable(true, false)) {
        throw new IOException(half + " cannot be made readable");
      }
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** The folders that writing this file will have to make, outer before inner. */
  static List<Path> missingFolders(Path file) {
    List<Path> missing = new ArrayList<>();
    for (Path folder = file.getParent();
        folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        folder = folder.getParent()) {
      missing.addFirst(folder);
    }
    return missing;
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
