package org.why502.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.why502.system.Command;

/**
 * A copy of the packaged program that may be damaged, and a home that knows it.
 *
 * @param image its folder
 * @param home of a person with Chromium, to whom nothing was installed yet
 */
record PackagedCopy(Path image, Path home) {
  private static final Path BUILT = Path.of("target/image").toAbsolutePath();

  /** Two starts, and a cache that is made, on a busy machine. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Below this folder, under a name with a space. */
  static PackagedCopy below(Path folder) throws IOException, InterruptedException {
    assertTrue(Files.isExecutable(BUILT.resolve("bin/why502")), "built first: mvn verify");
    Path image = folder.resolve("im age");
    assertEquals(
        0, run("/bin/cp", "-Rp", BUILT.toString(), image.toString()).code(), "copying the image");
    Path home = folder.resolve("home");
    Files.createDirectories(home.resolve(".config/chromium"));
    return new PackagedCopy(image, home);
  }

  /**
   * How something ended.
   *
   * @param code its exit code
   * @param said all that it printed
   */
  record Said(int code, String said) {}

  static Said run(String program, String... arguments) throws IOException, InterruptedException {
    return switch (Command.runWithErrors(
        Path.of(program), List.of(arguments), LIMIT, StandardCharsets.UTF_8)) {
      case Command.Ending.Ended(int code, String said) -> new Said(code, said);
      case Command.Ending.Late() -> throw new AssertionError(program + " did not end");
      case Command.Ending.Endless() -> throw new AssertionError(program + " prints without end");
    };
  }

  Path launcher() {
    return image.resolve("bin/why502");
  }

  /** The packaged program itself, with this home. */
  Said why502(String... arguments) throws IOException, InterruptedException {
    return run(
        launcher().toString(),
        Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString()))
            .toArray(String[]::new));
  }

  Path in(String name) {
    return image.resolve("lib/why502").resolve(name);
  }
}
