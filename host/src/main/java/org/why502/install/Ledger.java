package org.why502.install;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What {@code install} wrote and made, so that {@code uninstall} can take back exactly that: the
 * profiles and folders of an earlier day are nowhere else to be found.
 *
 * @param files the files written, as absolute paths
 * @param folders the folders that did not exist before, outer before inner
 * @param keys the registry keys written
 */
record Ledger(List<String> files, List<String> folders, List<String> keys) {

  static Ledger empty() {
    return new Ledger(List.of(), List.of(), List.of());
  }

  /** Reads it; empty where there is none. */
  static Ledger read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return empty();
    }
    try {
      return Browsers.JSON.readValue(Files.readAllBytes(file), Ledger.class);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not ours or is broken; please look at it", e);
    }
  }

  /** Both, without doubles, in order. */
  Ledger and(Ledger other) {
    return new Ledger(
        union(files, other.files), union(folders, other.folders), union(keys, other.keys));
  }

  void write(Path file) throws IOException {
    Disk.write(file, Browsers.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }

  private static List<String> union(List<String> a, List<String> b) {
    SequencedSet<String> all = new LinkedHashSet<>(a);
    all.addAll(b);
    return new ArrayList<>(all);
  }
}
