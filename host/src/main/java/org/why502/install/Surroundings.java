package org.why502.install;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.why502.system.Os;

/**
 * Whose machine this is: the names in braces that the table's paths begin with.
 *
 * @param os decides which names there are
 * @param home the person's home folder
 * @param environment the variables that move those folders; empty when {@code --home} asked for
 *     another home, which the variables of this one do not concern
 * @param scope for whom; for the whole machine, {@code home} is the root of its file system
 */
public record Surroundings(Os os, Path home, Map<String, String> environment, Scope scope) {

  /** For whom companions are made known. */
  public enum Scope {
    /** One person. */
    PERSON,
    /** Everybody on this machine. */
    MACHINE
  }

  /** Those of one person. */
  Surroundings(Os os, Path home, Map<String, String> environment) {
    this(os, home, environment, Scope.PERSON);
  }

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
    String home = home(environment, System.getProperty("user.home"));
    return new Surroundings(Os.current(), Path.of(home), environment);
  }

  /** Those of another home folder, for trying things out. */
  public static Surroundings of(Path home) {
    return new Surroundings(Os.current(), home, Map.of());
  }

  /** Those of everybody on this machine. */
  public static Surroundings ofMachine() {
    return new Surroundings(Os.current(), Path.of("/"), System.getenv(), Scope.MACHINE);
  }

  /**
   * Why nothing can be done in the home of the person who runs this, as sentences; empty where it
   * can. A program that is started by nobody's shell may have none, and one that is not whole would
   * mean another folder wherever it is started.
   */
  public static Optional<String> objectionToHome() {
    return objectionToHome(System.getenv(), System.getProperty("user.home"));
  }

  static Optional<String> objectionToHome(Map<String, String> environment, String ofTheSystem) {
    String home = home(environment, ofTheSystem);
    return wrongWith(home, home.equals(environment.get("HOME")))
        .map(wrong -> wrong + " Nothing was done. Please name the folder with --home.");
  }

  private static Optional<String> wrongWith(String home, boolean ofTheEnvironment) {
    try {
      // what Java could not read of a name in this locale it has replaced by this mark
      if (home.indexOf('\uFFFD') >= 0) {
        return Optional.of("The name of your home folder cannot be read in this locale.");
      }
      if (Path.of(home).isAbsolute()) {
        return Optional.empty();
      }
    } catch (InvalidPathException e) {
      return Optional.of("Your home folder cannot be meant: " + e.getMessage() + ".");
    }
    return Optional.of(
        ofTheEnvironment
            ? "HOME is \"" + home + "\", which is not the whole path of a folder."
            : "HOME is not set, and this system does not say where your home folder is.");
  }

  private static String home(Map<String, String> environment, String ofTheSystem) {
    return Optional.ofNullable(environment.get("HOME"))
        .filter(h -> !h.isEmpty())
        .orElse(ofTheSystem);
  }

  /** The sentence for a browser that has no place here that the table knows. */
  String noPlaceOf(String browser) {
    String system =
        switch (os) {
          case LINUX -> "Linux";
          case MACOS -> "macOS";
          case WINDOWS -> "Windows";
        };
    return switch (scope) {
      case PERSON ->
          "why502 does not know where " + browser + " looks for companions on " + system + ".";
      case MACHINE ->
          "why502 does not know where "
              + browser
              + " looks for everybody's companions on "
              + system
              + ". Without --system it can be made known to you alone.";
    };
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
      case "home", "root" -> home;
      case "programdata" -> variable("ProgramData").orElse(Path.of("C:\\ProgramData"));
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
        switch (scope) {
          case PERSON ->
              switch (os) {
                case LINUX -> "{state}/why502";
                case MACOS -> "{support}/why502";
                case WINDOWS -> "{local}/why502";
              };
          // hier(7): what a program of the system remembers
          case MACHINE ->
              switch (os) {
                case LINUX -> "{root}/var/lib/why502";
                case MACOS -> "{root}/Library/Application Support/why502";
                case WINDOWS -> "{programdata}/why502";
              };
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
