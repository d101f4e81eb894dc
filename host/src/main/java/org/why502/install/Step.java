package org.why502.install;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import org.why502.install.InstallReport.Kind;
import org.why502.install.InstallReport.Line;
import org.why502.install.Manifest.Found;

/** What installing comes to for one file: worked out without touching it, told before or after. */
sealed interface Step {
  /** Nothing is there: it is written. */
  record Write() implements Step {}

  /**
   * A file of ours that is not as it should be: it is written anew.
   *
   * @param elsewhere the other program that it leads to, where it is another
   */
  record Renew(Optional<Path> elsewhere) implements Step {}

  /** It is there already. */
  record Same() implements Step {}

  /**
   * What is there is not ours: it stays.
   *
   * @param what a few words that end "it is …"
   * @param next the sentence that says what a person can do; empty where that is nothing
   */
  record Leave(String what, String next) implements Step {
    Leave(String what) {
      this(what, "");
    }
  }

  /**
   * For what was found.
   *
   * @param wanted the file as it should be
   * @param launcher the program that it should lead to
   * @param known whether all else that makes the file known is in order
   */
  static Step of(Found found, JsonNode wanted, Path launcher, boolean known) {
    return switch (found) {
      case Found.Nothing() -> new Write();
      case Found.Foreign(String what) -> new Leave(what, " Move it away, and run this again.");
      case Found.Ours(JsonNode json, var _) when json.equals(wanted) && known -> new Same();
      case Found.Ours(var _, Optional<Path> leadsTo) ->
          new Renew(leadsTo.filter(path -> !path.equals(launcher)));
    };
  }

  /** Whether the file is written. */
  default boolean writes() {
    return switch (this) {
      case Write _, Renew _ -> true;
      case Same _, Leave _ -> false;
    };
  }

  /** How it is told when it is done. */
  default Line done(Registration registration) {
    return told(registration, "wrote", "renewed", "left", "It led to %s before.");
  }

  /** How it is told before anything is done. */
  default Line ahead(Registration registration) {
    return told(
        registration, "would write", "would renew", "would leave", "It leads to %s until then.");
  }

  private Line told(
      Registration registration, String write, String renew, String leave, String elsewhere) {
    Path file = registration.file();
    String readers = registration.readers() + ": ";
    return switch (this) {
      case Write() -> Line.about(Kind.GOOD, file, readers + write + " " + file + ".");
      case Renew(Optional<Path> other) ->
          Line.about(
              Kind.GOOD,
              file,
              readers
                  + renew
                  + " "
                  + file
                  + "."
                  + other.map(path -> " " + elsewhere.formatted(path)).orElse(""));
      case Same() -> Line.about(Kind.SAME, file, readers + file + " is already there.");
      case Leave(String what, String next) ->
          Line.about(
              Kind.BAD,
              file,
              readers + leave + " " + file + " alone, because it is " + what + "." + next);
    };
  }
}
