package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Who looks after a copy of why502: only what is this person's own, and this very copy, is changed.
 */
sealed interface Keeper {
  /** The person who runs this, and it is the copy that speaks. */
  record Ours() implements Keeper {}

  /** The person who runs this, in another place. */
  record OtherCopy() implements Keeper {}

  /** A package of the system. */
  record Package() implements Keeper {}

  /** Whoever looks after this machine. */
  record Machine() implements Keeper {}

  /**
   * Somebody else.
   *
   * @param name as the system calls them
   */
  record Somebody(String name) implements Keeper {}

  /**
   * Of this image.
   *
   * @param launcher its launcher, without links
   * @param own the launcher that speaks here
   */
  static Keeper of(Path image, Path launcher, Path own, Surroundings person, Surroundings machine) {
    if (Staging.broughtByPackage(launcher)) {
      return new Package();
    }
    // hier(7): where programs for everybody stand
    boolean systems =
        Stream.of("opt", "usr").map(machine.home()::resolve).anyMatch(image::startsWith);
    if (systems && person.scope() == Surroundings.Scope.PERSON) {
      return new Machine();
    }
    String user = System.getProperty("user.name");
    String owner = owner(image);
    // Windows puts the machine's name before it.
    if (!owner.equals(user) && !owner.endsWith("\\" + user)) {
      return new Somebody(owner);
    }
    return same(launcher, own) ? new Ours() : new OtherCopy();
  }

  private static String owner(Path image) {
    try {
      return Files.getOwner(image).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return "somebody"; // whom the system does not name, we are not
    }
  }

  private static boolean same(Path launcher, Path own) {
    try {
      return launcher.equals(own.toRealPath());
    } catch (IOException e) {
      return false; // the one that speaks has gone
    }
  }

  /** What mends it: a command, and who runs it where that is somebody else. */
  default String command(Path image, Path launcher) {
    return switch (this) {
      case Ours() -> "why502 doctor --fix";
      case OtherCopy() -> quoted(launcher) + " doctor --fix";
      case Package() -> "sudo /usr/share/why502/cache.sh " + quoted(image);
      case Machine() -> "sudo " + quoted(launcher) + " doctor --system --fix";
      case Somebody(String name) -> quoted(launcher) + " doctor --fix, run by " + name;
    };
  }

  /** For a shell. */
  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[\\w./:\\\\-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
