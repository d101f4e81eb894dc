package org.why502.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.why502.system.Command;
import org.why502.system.Command.Ending;

/**
 * The mark that macOS puts on what came from the network ({@code com.apple.quarantine}), because of
 * which it asks before it starts a program, or refuses. Written from the documents, not yet seen on
 * a Mac.
 *
 * @param xattr the system's own xattr(1)
 */
record Quarantine(Path xattr) {
  private static final String MARK = "com.apple.quarantine";

  /** It reads or writes attributes of some hundred files at most. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Empty where the system has no such program. */
  static Optional<Quarantine> ofThisMachine() {
    return Command.program("xattr").map(Quarantine::new);
  }

  /** Whether the folder, the launcher or the Java runtime of this image bears it. */
  boolean on(Path image) {
    return Stream.of(image, image.resolve("bin/why502"), image.resolve("bin/java"))
        .filter(file -> file.toFile().exists())
        .anyMatch(file -> ended(List.of("-p", MARK, file.toString())));
  }

  /** Takes it from everything in this image; whether that went well. */
  boolean lift(Path image) {
    return ended(List.of("-dr", MARK, image.toString()));
  }

  /** The command that does so, for a person. */
  static String command(Path image) {
    return "xattr -dr " + MARK + " '" + image + "'";
  }

  /** An attribute that is not there ends it with 1. */
  private boolean ended(List<String> arguments) {
    try {
      return Command.run(xattr, arguments, LIMIT, StandardCharsets.UTF_8)
              instanceof Ending.Ended(int code, String _)
          && code == 0;
    } catch (IOException e) {
      return false; // it does not start: nothing is known, and nothing was done
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
