package org.why502.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.why502.system.WholeFile;

/**
 * The file that a person named for a diagnosis. It is written whole or not at all, and nothing is
 * written where another thing than a plain file is: what a link leads to, a device or a pipe is not
 * what was named.
 *
 * @param file as it was named
 */
record DocumentFile(Path file) {

  /**
   * Why nothing can be written here, as a sentence; empty where it can. It is asked before AO3 is:
   * a look that cannot be kept need not be taken.
   */
  Optional<String> objection() {
    Path whole = file.toAbsolutePath();
    if (Files.isSymbolicLink(whole)) {
      return Optional.of(file + " is a link, and why502 writes through none. Name a plain file.");
    }
    if (Files.isDirectory(whole, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(file + " is a folder. Name a file in it.");
    }
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.isRegularFile(whole, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.of(file + " is not a plain file. To print the document, use --json.");
      }
      // a new file takes its place, which its own protection would not keep from happening
      if (!Files.isWritable(whole)) {
        return Optional.of(file + " is protected against writing.");
      }
    }
    Path folder = whole.getParent();
    if (!Files.isDirectory(folder)) {
      return Optional.of("There is no folder " + folder + " for " + file + ".");
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of("Nothing may be written in the folder " + folder + ".");
  }

  /**
   * Writes it. It is asked again whether it can be, since a diagnosis takes its time.
   *
   * @throws IOException with a sentence for the person; what was there before is then as it was,
   *     unless the folder alone could not be brought to the disk, where the new one is there, whole
   */
  void write(String document) throws IOException {
    Optional<String> objection = objection();
    if (objection.isPresent()) {
      throw new IOException(unsaved(objection.get()));
    }
    try {
      WholeFile.write(file, document.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IOException(unsaved(file + ": " + reason(e)), e);
    }
  }

  private static String unsaved(String why) {
    return "the diagnosis was not saved. " + why;
  }

  /** In the system's own words, which name the cause (a full disk) and not only the file. */
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "writing is not allowed there";
      case FileSystemException f -> Optional.ofNullable(f.getReason()).orElse(f.toString());
      case IOException io -> Optional.ofNullable(io.getMessage()).orElse(io.toString());
    };
  }
}
