package org.why502.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.why502.system.WholeFile;

/**
 * What {@code install} wrote and made, so that {@code uninstall} can take back exactly that: the
 * profiles and folders of an earlier day are nowhere else to be found.
 *
 * @param files the files written, as absolute paths
 * @param folders the folders that did not exist before, outer before inner
 * @param keys the registry keys written
 */
record Ledger(List<String> files, List<String> folders, List<String> keys) {

  /** Larger than any list of ours, in bytes. */
  private static final long LARGEST = 1024 * 1024;

  static Ledger empty() {
    return new Ledger(List.of(), List.of(), List.of());
  }

  /** What lies where it belongs. */
  sealed interface Found {
    /** A list of ours, or none yet, which is an empty one. */
    record Whole(Ledger ledger) implements Found {}

    /**
     * Something that is no list of ours, or no whole one.
     *
     * @param what a few words that end "it is …"
     */
    record Unusable(String what) implements Found {}
  }

  /** Reads it. */
  static Found at(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Whole(empty());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Found.Unusable(Files.isSymbolicLink(file) ? "a link" : "not a file");
    }
    try {
      if (Files.size(file) > LARGEST) {
        return new Found.Unusable("far too large");
      }
      Written written = Browsers.JSON.readValue(Files.readAllBytes(file), Written.class);
      return Optional.ofNullable(written)
          .flatMap(w -> w.ledger(file))
          .<Found>map(Found.Whole::new)
          .orElseGet(() -> new Found.Unusable("not one that why502 wrote"));
    } catch (JsonProcessingException e) {
      return new Found.Unusable("broken");
    } catch (IOException e) {
      return new Found.Unusable("not readable (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** The file as it is, before anything of it is believed. */
  private record Written(List<String> files, List<String> folders, List<String> keys) {

    /**
     * The list, where it can be ours: whole paths, and no folder but those in which our files lie.
     * What it names is removed later, so nothing else may be in it.
     */
    Optional<Ledger> ledger(Path file) {
      if (files == null || folders == null || keys == null || keys.contains(null)) {
        return Optional.empty();
      }
      List<Optional<Path>> paths =
          Stream.concat(files.stream(), folders.stream()).map(Written::whole).toList();
      if (paths.stream().anyMatch(Optional::isEmpty)) {
        return Optional.empty();
      }
      List<Path> inThem =
          Stream.concat(files.stream().map(Path::of), Stream.of(file.toAbsolutePath())).toList();
      boolean ours =
          folders.stream()
              .map(Path::of)
              .allMatch(folder -> inThem.stream().anyMatch(one -> one.startsWith(folder)));
      return ours ? Optional.of(new Ledger(files, folders, keys)) : Optional.empty();
    }

    private static Optional<Path> whole(String text) {
      try {
        return Optional.ofNullable(text).map(Path::of).filter(Path::isAbsolute);
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }
  }

  /** Both, without doubles, in order. */
  Ledger and(Ledger other) {
    return new Ledger(
        union(files, other.files), union(folders, other.folders), union(keys, other.keys));
  }

  void write(Path file) throws IOException {
    WholeFile.write(file, Browsers.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  private static List<String> union(List<String> a, List<String> b) {
    SequencedSet<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return new ArrayList<>(all);
  }
}
