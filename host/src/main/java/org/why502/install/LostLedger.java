package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.why502.install.Manifest.Found;

/**
 * The list of what was installed, where it is lost or cannot be used: set aside, and made anew of
 * what is there.
 */
record LostLedger(Browsers table, Surroundings surroundings, Path launcher) {

  /** Moves what cannot be used out of the way, under a name that nothing has yet. */
  static Path setAside(Path file) throws IOException {
    String dated = file.getFileName() + ".unusable-" + LocalDate.now();
    Path aside = file.resolveSibling(dated);
    for (int more = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); more++) {
      aside = file.resolveSibling(dated + "-" + more);
    }
    return Files.move(file, aside);
  }

  /**
   * From the files at the table's places that are ours by their name and lead to this very program.
   * Which folders were made is not told by them: the folder of companions is taken for ours, and
   * the one around it too where no browser keeps its profile there; they are removed only where
   * nothing else is in them.
   *
   * @param everyPlace every place of the table, used or not
   */
  Ledger rebuilt(List<Registration> everyPlace) {
    List<String> files = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    SequencedSet<String> folders = new LinkedHashSet<>();
    for (Registration registration : everyPlace) {
      Path file = registration.file();
      if (Manifest.at(file, table.host()) instanceof Found.Ours(var _, var leadsTo)
          && leadsTo.equals(Optional.of(launcher))) {
        files.add(file.toString());
        keys.addAll(registration.keys());
        Path folder = file.getParent();
        Path around = folder.getParent();
        if (surroundings.scope() == Surroundings.Scope.PERSON && !profiles().contains(around)) {
          folders.add(around.toString());
        }
        folders.add(folder.toString());
      }
    }
    return new Ledger(files, List.copyOf(folders), keys);
  }

  /** Where browsers keep what is theirs. */
  private Set<Path> profiles() {
    return table.browsers().stream()
        .flatMap(browser -> Optional.ofNullable(browser.places().get(surroundings.os())).stream())
        .flatMap(place -> place.seen().stream())
        .map(surroundings::resolve)
        .collect(Collectors.toSet());
  }
}
