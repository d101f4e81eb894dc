package org.why502.install;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Whose machine this is: the names in braces that the table's paths begin with.
 *
 * @param os decides which names there are
 * @param home the person's home folder
 * @param environment the variables that move those folders; empty when {@code --home} asked for
 *     another home, which the variables of this one do not concern
 */
public record Surroundings(Os os, Path home, Map<String, String> environment) {

  public Surroundings {
    home = home.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
  }

  /**
   * Those of the person who runs this. {@code HOME} counts before what the system says, as it does
   * for browsers.
   */
  public static Surroundings here() {
    Map<String, String> environment = System.getenv();
    String home =
        Optional.ofNullable(environment.get("HOME"))
            .filter(h -> !h.isEmpty())
            .orElse(System.getProperty("user.home"));
    return new Surroundings(Os.current(), Path.of(home), environment);
  }

  /** Those of another home folder, for trying things out. */
  public static Surroundings of(Path home) {
    return new Surroundings(Os.current(), home, Map.of());
  }

  /** A path of the table as a path of this machine. */
  Path resolve(String pattern) {
    int end = pattern.indexOf('}');
    if (!pattern.startsWith("{") || end < 0) {
      throw new IllegalArgumentException("Not a path of the table: " + pattern);
    }
    String rest = pattern.substring(end + 1).replaceFirst("^/", "");
    return folder(pattern.substring(1, end)).resolve(rest);
  }

  private Path folder(String name) {
    return switch (name) {
      case "home" -> home;
      // Chromium, Firefox and their families follow the XDG base directory specification for these.
      case "config" -> variable("XDG_CONFIG_HOME").orElse(home.resolve(".config"));
      case "state" -> variable("XDG_STATE_HOME").orElse(home.resolve(".local/state"));
      case "support" -> home.resolve("Library/Application Support");
      case "local" -> variable("LOCALAPPDATA").orElse(home.resolve("AppData/Local"));
      case "roaming" -> variable("APPDATA").orElse(home.resolve("AppData/Roaming"));
      default -> throw new IllegalArgumentException("The table knows no {" + name + "}");
    };
  }

  /** A folder for our own notes, and on Windows for the files that the registry names. */
  Path ours() {
    return resolve(
        switch (os) {
          case LINUX -> "{state}/why502";
          case MACOS -> "{support}/why502";
          case WINDOWS -> "{local}/why502";
        });
  }

  /** The specification wants relative values ignored. */
  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(v -> !v.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
