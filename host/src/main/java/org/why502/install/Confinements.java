package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether something holds a browser's own program on a Linux machine. What its rules come to is not
 * looked at: they are programs of their own, and only the kernel runs them.
 *
 * @param machine for its files
 * @param person for rules of their own
 */
record Confinements(Surroundings machine, Surroundings person) {
  /** The programs of each row of the table, as distributions and makers call them. */
  private static final Map<String, List<String>> PROGRAMS =
      Map.ofEntries(
          Map.entry("chromium", List.of("chromium", "chromium-browser")),
          Map.entry("chrome", List.of("google-chrome", "google-chrome-stable", "chrome")),
          Map.entry("chrome-beta", List.of("google-chrome-beta")),
          Map.entry("chrome-unstable", List.of("google-chrome-unstable")),
          Map.entry("edge", List.of("microsoft-edge", "microsoft-edge-stable", "msedge")),
          Map.entry("brave", List.of("brave-browser", "brave-browser-stable", "brave")),
          Map.entry("vivaldi", List.of("vivaldi", "vivaldi-stable", "vivaldi-bin")),
          Map.entry("opera", List.of("opera")),
          Map.entry("firefox", List.of("firefox", "firefox-esr", "firefox-bin")),
          Map.entry("librewolf", List.of("librewolf")),
          Map.entry("waterfox", List.of("waterfox")),
          Map.entry("zen", List.of("zen", "zen-browser", "zen-bin")));

  /** Only those that refuse: "complain" and "unconfined" refuse nothing (apparmor(7)). */
  private static final Pattern ENFORCED = Pattern.compile("(.+) \\((?:enforce|kill)\\)");

  /** Where in a profile's name a pattern begins. */
  private static final Pattern PATTERN = Pattern.compile("[{*?\\[].*");

  /** What may hold this browser. */
  List<Hindrance> around(String code) {
    List<String> programs = PROGRAMS.getOrDefault(code, List.of());
    return Stream.concat(confined(programs).stream(), jailed(programs).stream()).toList();
  }

  private Optional<Hindrance> confined(List<String> programs) {
    return profiles().stream()
        .map(ENFORCED::matcher)
        .filter(Matcher::matches)
        .map(m -> m.group(1))
        .filter(name -> programs.contains(program(name)))
        .findFirst()
        .map(Hindrance.Confined::new);
  }

  /** {@code firefox} of {@code /usr/lib/firefox/firefox{,*[^s][^h]}}, and of itself. */
  private static String program(String profile) {
    String plain = PATTERN.matcher(profile).replaceFirst("");
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  /** Empty where AppArmor is not there, and where only root may read what it holds. */
  private List<String> profiles() {
    Path apparmor = machine.home().resolve("sys/kernel/security/apparmor");
    try {
      return Files.readAllLines(apparmor.resolve("profiles"));
    } catch (IOException e) {
      return oneByOne(apparmor.resolve("policy/profiles")); // the whole list is for root alone
    }
  }

  /** The same, where each profile has a folder; lines as the whole list has them. */
  private static List<String> oneByOne(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.flatMap(one -> nameAndMode(one).stream()).toList();
    } catch (IOException e) {
      return List.of(); // there is no AppArmor, or it is not to be seen
    }
  }

  private static Optional<String> nameAndMode(Path profile) {
    try {
      String name = Files.readString(profile.resolve("name")).strip();
      return Optional.of(name + " (" + Files.readString(profile.resolve("mode")).strip() + ")");
    } catch (IOException e) {
      return Optional.empty(); // it went meanwhile, or is not to be read
    }
  }

  /** As firecfg(1) puts them there: before the browser's own in everybody's PATH. */
  private Optional<Hindrance> jailed(List<String> programs) {
    return programs.stream()
        .map(name -> machine.home().resolve("usr/local/bin").resolve(name))
        .filter(Confinements::leadsToFirejail)
        .findFirst()
        .map(link -> new Hindrance.Jailed(link, rules(link.getFileName().toString())));
  }

  private static boolean leadsToFirejail(Path link) {
    if (!Files.isSymbolicLink(link)) {
      return false;
    }
    try {
      return Files.readSymbolicLink(link).endsWith("firejail");
    } catch (IOException e) {
      return false; // it went meanwhile
    }
  }

  private Optional<Path> rules(String name) {
    return Stream.of(".profile", ".local")
        .map(ending -> person.resolve("{config}/firejail").resolve(name + ending))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
