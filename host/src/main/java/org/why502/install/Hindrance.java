package org.why502.install;

import java.nio.file.Path;
import java.util.Optional;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;

/**
 * What on this machine keeps a browser from a companion that is installed: installing it once more
 * helps against none of these.
 */
sealed interface Hindrance {

  /**
   * A policy names the companion, or all companions, as forbidden.
   *
   * @param policy the file or the key that says so
   */
  record Forbidden(String policy) implements Hindrance {}

  /**
   * A policy has the browser read no companions of one person.
   *
   * @param policy the file or the key that says so
   * @param command installs it for everybody
   */
  record OnlyForEverybody(String policy, String command) implements Hindrance {}

  /**
   * A policy keeps the extension out.
   *
   * @param policy the file that says so
   */
  record ExtensionKeptOut(Path policy) implements Hindrance {}

  /**
   * The program lies where the system starts none ({@code noexec} in mount(8)).
   *
   * @param program what would be started
   * @param mount where that file system is mounted
   */
  record Unstartable(Path program, Path mount) implements Hindrance {}

  /**
   * AppArmor enforces a profile for a program of the browser's name.
   *
   * @param profile its name
   */
  record Confined(String profile) implements Hindrance {}

  /**
   * The browser's name leads to firejail.
   *
   * @param link what leads there
   * @param rules rules of this person's own for that browser, where there are some
   */
  record Jailed(Path link, Optional<Path> rules) implements Hindrance {}

  /** Whether it surely does so; what only may do so is worth knowing, and no more. */
  default boolean certain() {
    return switch (this) {
      case Forbidden _, OnlyForEverybody _, Unstartable _ -> true;
      // what their rules say, and which Firefox reads the file, is not to be seen from here
      case ExtensionKeptOut _, Confined _, Jailed _ -> false;
    };
  }

  /**
   * As a line that concerns nothing of ours: nothing is written anew for it.
   *
   * @param who the browser, as people call it
   * @param host the companion's name
   */
  default Line line(String who, String host) {
    return Line.plain(certain() ? Kind.BAD : Kind.NOTE, sentence(who, host));
  }

  /** What it is, and what there is to do. */
  default String sentence(String who, String host) {
    return switch (this) {
      case Forbidden(String policy) ->
          who
              + " may not start the companion: "
              + policy
              + " forbids it (NativeMessagingBlocklist). Installing it again does not help. Whoever"
              + " looks after this machine can allow it there:  \"NativeMessagingAllowlist\": [\""
              + host
              + "\"]";
      case OnlyForEverybody(String policy, String command) ->
          who
              + " starts no companion that one person installed: "
              + policy
              + " forbids it (NativeMessagingUserLevelHosts). Whoever looks after this machine can"
              + " install it for everybody:  "
              + command;
      case ExtensionKeptOut(Path policy) ->
          "A "
              + who
              + " that reads "
              + policy
              + " does not let the extension in (ExtensionSettings). Whoever looks after this"
              + " machine can allow it there.";
      case Unstartable(Path program, Path mount) ->
          who
              + " would start "
              + program
              + ", and no program is started from "
              + mount
              + ", which is mounted noexec. Installing it again there does not help; for everybody"
              + " it stands elsewhere:  sudo ./install/install.sh --system";
      case Confined(String profile) ->
          "AppArmor holds "
              + who
              + " to a profile ("
              + profile
              + "). Whether that lets it start the companion cannot be seen from here; what it"
              + " refused shows  sudo journalctl -k --grep DENIED";
      case Jailed(Path link, Optional<Path> rules) ->
          who
              + " is started in a jail: "
              + link
              + " leads to firejail, which may hide the companion or start nothing from a home."
              + rules.map(file -> " Rules of your own for it are in " + file + ".").orElse("")
              + " To see whether it is the jail, start it once without:  /usr/bin/"
              + link.getFileName();
    };
  }
}
