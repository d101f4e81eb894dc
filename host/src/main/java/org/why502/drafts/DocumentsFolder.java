package org.why502.drafts;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.system.Command;
import org.why502.system.Os;

/** Where this person keeps documents. */
final class DocumentsFolder {
  private static final Logger LOG = LoggerFactory.getLogger(DocumentsFolder.class);

  /** user-dirs.dirs(5): {@code "$HOME/…"} or an absolute path, in quotes, with backslashes. */
  private static final Pattern XDG =
      Pattern.compile("(?m)^\\s*XDG_DOCUMENTS_DIR=\"((?:[^\"\\\\]|\\\\.)*)\"\\s*$");

  /** {@code reg query … /v Personal}: the name, the type, the value. */
  private static final Pattern PERSONAL =
      Pattern.compile("(?m)^\\s*Personal\\s+REG_(?:EXPAND_)?SZ\\s+(\\S.*?)\\s*$");

  private static final Pattern VARIABLE = Pattern.compile("%([^%]+)%");

  /** The system tells a value of its registry in some hundredths of a second. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private DocumentsFolder() {}

  /**
   * The folder; where none is set up or the one that is set up is not there, the one that most
   * have, and at last the home itself.
   *
   * @param environment of this process
   * @throws InterruptedException when nobody waits any more
   */
  static Path of(Os os, Map<String, String> environment, Path home) throws InterruptedException {
    Optional<Path> chosen =
        switch (os) {
          case LINUX -> xdg(environment, home);
          case MACOS -> Optional.empty();
          case WINDOWS -> personal(told(), environment);
        };
    return chosen
        .filter(Files::isDirectory)
        .or(() -> Optional.of(home.resolve("Documents")).filter(Files::isDirectory))
        .orElse(home);
  }

  private static Optional<Path> xdg(Map<String, String> environment, Path home) {
    Path config =
        Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
            .filter(set -> set.startsWith("/"))
            .map(Path::of)
            .orElse(home.resolve(".config"));
    try {
      return chosen(Files.readString(config.resolve("user-dirs.dirs")), home);
    } catch (MalformedInputException e) {
      LOG.info("user-dirs.dirs is not text in UTF-8.");
      return Optional.empty();
    } catch (IOException _) {
      return Optional.empty(); // Most who have no desktop have no such file.
    }
  }

  /** Reads user-dirs.dirs. */
  static Optional<Path> chosen(String dirs, Path home) {
    return XDG.matcher(dirs)
        .results()
        .map(found -> found.group(1).replaceAll("\\\\(.)", "$1"))
        .filter(path -> path.startsWith("/") || path.equals("$HOME") || path.startsWith("$HOME/"))
        .reduce((_, last) -> last)
        .map(path -> path.startsWith("/") ? path : home + path.substring("$HOME".length()))
        .filter(path -> path.indexOf('\0') < 0)
        .map(Path::of);
  }

  private static String told() throws InterruptedException {
    Optional<Path> reg = Command.program("reg");
    if (reg.isEmpty()) {
      return "";
    }
    List<String> arguments =
        List.of(
            "query",
            "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders",
            "/v",
            "Personal");
    try {
      return Command.run(reg.get(), arguments, LIMIT, StandardCharsets.UTF_8).success().orElse("");
    } catch (IOException e) {
      LOG.info("The registry does not tell of documents: {}", e.getClass().getSimpleName());
      return "";
    }
  }

  /** Reads what the registry tells; what cannot be a path is none. */
  static Optional<Path> personal(String told, Map<String, String> environment) {
    Matcher found = PERSONAL.matcher(told);
    if (!found.find()) {
      return Optional.empty();
    }
    String path =
        VARIABLE
            .matcher(found.group(1))
            .replaceAll(
                v -> Matcher.quoteReplacement(environment.getOrDefault(v.group(1), v.group())));
    try {
      return Optional.of(Path.of(path)).filter(Path::isAbsolute);
    } catch (InvalidPathException _) {
      return Optional.empty(); // Letters of another code page than was read.
    }
  }
}
