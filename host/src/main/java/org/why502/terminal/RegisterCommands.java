package org.why502.terminal;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.why502.install.Browser;
import org.why502.install.Browsers;
import org.why502.install.Doctor;
import org.why502.install.Greeting;
import org.why502.install.InstallReport;
import org.why502.install.Installer;
import org.why502.install.Person;
import org.why502.install.Selection;
import org.why502.install.Staging;
import org.why502.install.Surroundings;
import org.why502.message.Conversation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why502 install}, {@code uninstall}, {@code doctor} and {@code manifest}. */
final class RegisterCommands {
  private RegisterCommands() {}

  /** Whose browsers, and which program they are to start. */
  private static final class Whose {
    @ArgGroup private Instead instead;

    /** Somebody else than the one who runs this. */
    private static final class Instead {
      @Option(
          names = "--home",
          paramLabel = "DIR",
          description = "Another home folder, for trying things out.")
      private Optional<Path> home;

      @Option(
          names = "--system",
          description = "Everybody on this machine, in the browsers' own places for that; as root.")
      private boolean system;
    }

    /** Why the home of the one who runs this cannot be meant; empty where it can, or is not. */
    Optional<String> objection() {
      return instead == null ? Surroundings.objectionToHome() : Optional.empty();
    }

    Surroundings surroundings() {
      return Optional.ofNullable(instead)
          .map(i -> i.system ? Surroundings.ofMachine() : Surroundings.of(i.home.orElseThrow()))
          .orElseGet(Surroundings::here);
    }

    /**
     * Does it, unless it would leave things in a home that their owner cannot remove.
     *
     * @return the exit code
     */
    int changing(Function<Installer, InstallReport> work, PrintStream out, PrintStream err) {
      return changingAs(s -> work.apply(new Installer(s, launcher())), out, err);
    }

    /** The same for whatever changes things there. */
    int changingAs(Function<Surroundings, InstallReport> work, PrintStream out, PrintStream err) {
      Optional<String> homeless = objection();
      if (homeless.isPresent()) {
        err.println(homeless.get());
        return 1;
      }
      Surroundings surroundings = surroundings();
      Person person = Person.with(surroundings.home());
      Optional<String> objection =
          switch (surroundings.scope()) {
            case MACHINE -> Staging.objectionForEverybody(launcher());
            case PERSON -> person.objection();
          };
      if (objection.isPresent()) {
        err.println(objection.get());
        return 1;
      }
      int code = print(work.apply(surroundings), out);
      if (surroundings.scope() == Surroundings.Scope.PERSON) {
        person.remark().ifPresent(out::println);
      }
      return code;
    }
  }

  /** The launcher beside the runtime that runs us; it says itself where that is. */
  private static Path launcher() {
    Path bin = Path.of(Optional.ofNullable(System.getProperty("why502.home")).orElse("."), "bin");
    Path windows = bin.resolve("why502.bat");
    return Files.exists(windows) ? windows : bin.resolve("why502");
  }

  /** Every line to the standard output; the exit code says whether anything was wrong. */
  private static int print(InstallReport report, PrintStream out) {
    report.lines().forEach(line -> out.println(line.sentence()));
    return report.good() ? 0 : 1;
  }

  @Command(
      name = "install",
      description = "Makes the companion known to the browsers that are there.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  why502 install",
        "  why502 install --dry-run    what that would write",
        "  why502 install --prefix /tmp/staged --place /usr/lib/why502    for who makes a package"
      })
  static final class Install implements Callable<Integer> {
    private final PrintStream out;

    @Spec private CommandSpec spec;
    @Mixin private Whose whose;
    @ArgGroup private Which which;

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description =
            "For packages: below this folder, in its places for everybody, of every browser.")
    private Optional<Path> prefix;

    @Option(
        names = "--place",
        paramLabel = "DIR",
        description = "With --prefix: the folder in which the package will put this program.")
    private Optional<Path> place;

    @Option(names = "--dry-run", description = "Tell what would be written, and write nothing.")
    private boolean dryRun;

    /** One way to choose, or none: all that are there. */
    private static final class Which {
      @Option(
          names = "--browser",
          paramLabel = "NAME",
          description = "This browser, used here yet or not; may be repeated.")
      private List<String> browsers;

      @Option(
          names = "--profile",
          paramLabel = "DIR",
          description = "A browser of Chromium's family started with --user-data-dir=DIR.")
      private Optional<Path> profile;

      Selection selection() {
        return profile
            .<Selection>map(Selection.Profile::new)
            .orElseGet(() -> new Selection.Named(browsers));
      }
    }

    Install(PrintStream out) {
      this.out = out;
    }

    @Override
    public Integer call() {
      if (prefix.isPresent() || place.isPresent()) {
        Staging staging = staging();
        return print(dryRun ? staging.rehearse() : staging.write(), out);
      }
      Selection selection =
          Optional.ofNullable(which).map(Which::selection).orElseGet(Selection.AllThere::new);
      return whose.changing(
          installer -> dryRun ? installer.rehearse(selection) : installer.install(selection),
          out,
          System.err);
    }

    /**
     * The place is asked for and never guessed: the program that speaks here stands where it was
     * built, and a path that is wrong shows on readers' machines alone.
     */
    private Staging staging() {
      if (which != null || whose.instead != null) {
        throw wrong(
            "--prefix is for every browser and nobody's home: it goes with --place and --dry-run"
                + " alone.");
      }
      Path below =
          prefix.orElseThrow(() -> wrong("--place goes with --prefix: where to write is missing."));
      Path standing =
          place.orElseThrow(
              () ->
                  wrong(
                      "--prefix wants --place, too: the folder in which the package will put this"
                          + " program, such as /usr/lib/why502."));
      Staging staging = new Staging(below, standing);
      staging
          .objection()
          .ifPresent(
              objection -> {
                throw wrong(objection);
              });
      return staging;
    }

    private ParameterException wrong(String sentence) {
      return new ParameterException(spec.commandLine(), sentence);
    }
  }

  @Command(
      name = "uninstall",
      description = "Removes what install wrote.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  why502 uninstall",
        "  why502 uninstall --help    which browsers can be named"
      })
  static final class Uninstall implements Callable<Integer> {
    private final PrintStream out;
    @Mixin private Whose whose;

    Uninstall(PrintStream out) {
      this.out = out;
    }

    @Override
    public Integer call() {
      return whose.changing(Installer::uninstall, out, System.err);
    }
  }

  @Command(
      name = "doctor",
      description = "Looks whether each browser could start the companion, as the browser would.",
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  why502 doctor",
        "  why502 doctor --fix    writes anew what is wrong, and looks again"
      })
  static final class LookOver implements Callable<Integer> {
    private final PrintStream out;
    private final String version;
    @Mixin private Whose whose;

    @Option(
        names = "--fix",
        description = "Write anew what is wrong; what works, and what is another program's, stays.")
    private boolean fix;

    LookOver(PrintStream out, String version) {
      this.out = out;
      this.version = version;
    }

    @Override
    public Integer call() {
      Greeting handshake = new Greeting(Conversation.PROTOCOL, version);
      if (fix) {
        return whose.changingAs(s -> new Doctor(s, launcher(), handshake).mend(), out, System.err);
      }
      Optional<String> homeless = whose.objection();
      if (homeless.isPresent()) {
        System.err.println(homeless.get());
        return 1;
      }
      return print(new Doctor(whose.surroundings(), launcher(), handshake).look(), out);
    }
  }

  @Command(
      name = "manifest",
      description = {
        "Prints the file that tells one browser where the companion is, and writes nothing."
      },
      mixinStandardHelpOptions = true,
      footer = {
        "",
        "Examples:",
        "  why502 manifest firefox",
        "  why502 manifest chromium --place /usr/lib/why502    for who makes a package"
      })
  static final class PrintManifest implements Callable<Integer> {
    private final PrintStream out;
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "BROWSER", description = "The browser, as --browser names it.")
    private String browser;

    @Option(
        names = "--place",
        paramLabel = "DIR",
        description = "The folder in which this program will stand; where it stands now otherwise.")
    private Optional<Path> place;

    PrintManifest(PrintStream out) {
      this.out = out;
    }

    @Override
    public Integer call() {
      Browsers table = Browsers.known();
      Browser row =
          table
              .named(browser)
              .orElseThrow(
                  () -> new ParameterException(spec.commandLine(), table.unknown(browser)));
      if (place.filter(folder -> !folder.isAbsolute()).isPresent()) {
        throw new ParameterException(
            spec.commandLine(), "--place wants a whole path, and " + place.get() + " is not one.");
      }
      Path program = launcher();
      out.writeBytes(
          table.manifest(
              row,
              place
                  .map(folder -> folder.resolve("bin").resolve(program.getFileName()))
                  .orElse(program)));
      return 0;
    }
  }
}
