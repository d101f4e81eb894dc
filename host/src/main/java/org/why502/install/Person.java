package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who runs this, and whose home folder it is about. Root with another's home would leave files and
 * folders in it that its owner can neither change nor remove.
 *
 * @param user who runs this, as the system calls them
 * @param home the folder
 * @param owner whose it is; empty where it is not there or the system does not say
 * @param behind who became root by {@code sudo}, where it was that
 */
public record Person(String user, Path home, Optional<String> owner, Optional<String> behind) {
  private static final String ROOT = "root";

  /** The one who runs this, with this home folder. */
  public static Person with(Path home) {
    return new Person(
        System.getProperty("user.name"),
        home,
        owner(home),
        Optional.ofNullable(System.getenv("SUDO_USER")).filter(name -> !name.equals(ROOT)));
  }

  private static Optional<String> owner(Path home) {
    try {
      return Optional.of(Files.getOwner(home).getName());
    } catch (IOException | UnsupportedOperationException e) {
      // a home that is not there yet belongs to whoever makes it
      return Optional.empty();
    }
  }

  /** Why nothing may be written there, as sentences; empty where it may. */
  public Optional<String> objection() {
    return owner
        .filter(whose -> user.equals(ROOT) && !whose.equals(ROOT))
        .map(
            whose ->
                "You run this as root, and "
                    + home
                    + " is the home of "
                    + whose
                    + ": what root writes there, "
                    + whose
                    + " can neither change nor take back. Nothing was done. Please run it as "
                    + whose
                    + ", without sudo; or, for everybody on this machine, with --system.");
  }

  /** What is worth knowing where it may. */
  public Optional<String> remark() {
    return behind
        .filter(_ -> user.equals(ROOT) && objection().isEmpty())
        .map(
            name ->
                "This was done for root. For the browsers of "
                    + name
                    + " please run it as "
                    + name
                    + ", without sudo.");
  }
}
