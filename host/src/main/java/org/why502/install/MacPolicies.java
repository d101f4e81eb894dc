package org.why502.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.why502.system.Command;
import org.why502.system.Command.Ending;

/**
 * Policies that a profile has put into macOS' managed preferences, one file for each browser; those
 * of the person count before those of the machine (CFPreferences, Apple's "Preferences" guide).
 * Written from the documents, not yet seen on a Mac.
 *
 * @param root of the file system that they are in
 * @param person whose name a folder of them may have
 * @param plutil the system's own plutil(1), which writes such a file as XML
 */
record MacPolicies(Path root, String person, Path plutil) implements Policy.Source {
  /** It rewrites a small file. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** As plutil(1) writes XML: a name, and what it has, which is a flag or a list of words. */
  private static final Pattern ENTRY =
      Pattern.compile(
          "<key>(\\w+)</key>\\s*(?:<(true|false)\\s*/>|<array>((?:\\s*<string>[^<]*</string>)*)\\s*</array>)");

  private static final Pattern WORD = Pattern.compile("<string>([^<]*)</string>");

  /** For this machine; empty where the system has no such program. */
  static Optional<Policy.Source> in(Path root, String person) {
    return Command.program("plutil").map(plutil -> new MacPolicies(root, person, plutil));
  }

  @Override
  public Map<String, Policy> at(String place) {
    Map<String, Policy> policies = new HashMap<>();
    Path managed = root.resolve("Library/Managed Preferences");
    String name = place + ".plist";
    Stream.of(managed.resolve(name), managed.resolve(person).resolve(name))
        .filter(file -> file.toFile().isFile())
        .forEach(file -> policies.putAll(in(file)));
    return policies;
  }

  private Map<String, Policy> in(Path file) {
    Map<String, Policy> policies = new HashMap<>();
    Matcher entries = ENTRY.matcher(xml(file));
    while (entries.find()) {
      policies.put(
          entries.group(1),
          entries.group(2) == null
              ? Policy.names(words(entries.group(3)), file.toString())
              : Policy.flag(entries.group(2).equals("true"), file.toString()));
    }
    return policies;
  }

  private static List<String> words(String array) {
    return WORD.matcher(array).results().map(word -> word.group(1)).toList();
  }

  private String xml(Path file) {
    try {
      List<String> arguments = List.of("-convert", "xml1", "-o", "-", file.toString());
      return Command.run(plutil, arguments, LIMIT, StandardCharsets.UTF_8)
                  instanceof Ending.Ended(int code, String printed)
              && code == 0
          ? printed
          : "";
    } catch (IOException e) {
      return ""; // it does not start: nothing is known, and nothing is said
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
