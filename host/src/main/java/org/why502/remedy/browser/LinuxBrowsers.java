package org.why502.remedy.browser;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browsers of a Linux machine, by their desktop entries.
 *
 * @param data folders of the XDG base directory specification, the first counting most
 * @param programs folders in which a program is looked for that is named without one: the system's
 *     own, never the {@code PATH} of a person
 */
record LinuxBrowsers(List<Path> data, List<Path> programs) {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxBrowsers.class);

  private static final String WEB = "x-scheme-handler/https";

  /** Where packages put programs (hier(7)), and where Snap and Flatpak do. */
  private static final List<Path> PROGRAMS =
      Stream.of(
              "/usr/bin",
              "/bin",
              "/usr/local/bin",
              "/run/current-system/sw/bin",
              "/snap/bin",
              "/var/lib/snapd/snap/bin",
              "/var/lib/flatpak/exports/bin")
          .map(Path::of)
          .toList();

  /** What such a line would have done for it, and what we do not do. */
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh", "busybox");

  /** An entry in a hundred languages has 20 kB. In bytes. */
  private static final long LONGEST = 256 * 1024;

  /** Those of this machine. */
  static LinuxBrowsers of(Map<String, String> environment, Path home) {
    return new LinuxBrowsers(dataFolders(environment, home), PROGRAMS);
  }

  /** Where entries are, the first counting most. Flatpak and Snap are often not named. */
  static List<Path> dataFolders(Map<String, String> environment, Path home) {
    List<Path> all = new ArrayList<>();
    Path own = home.resolve(".local/share");
    all.add(absolute(environment.getOrDefault("XDG_DATA_HOME", "")).findFirst().orElse(own));
    String dirs = environment.getOrDefault("XDG_DATA_DIRS", "");
    Stream.of((dirs.isEmpty() ? "/usr/local/share:/usr/share" : dirs).split(":"))
        .flatMap(LinuxBrowsers::absolute)
        .forEach(all::add);
    all.add(own.resolve("flatpak/exports/share"));
    all.add(Path.of("/var/lib/flatpak/exports/share"));
    all.add(Path.of("/var/lib/snapd/desktop"));
    return all.stream().distinct().toList();
  }

  /** The specification wants relative ones ignored. */
  private static Stream<Path> absolute(String folder) {
    return folder.startsWith("/") ? Stream.of(Path.of(folder)) : Stream.of();
  }

  /**
   * Each product once, in the order of ours.
   *
   * @param address what is to be opened
   */
  List<Installed> find(String address) {
    Map<String, Path> entries = entries();
    List<Installed> found = new ArrayList<>();
    for (Product product : Product.values()) {
      product.desktopIds().stream()
          .flatMap(id -> Optional.ofNullable(entries.get(id + ".desktop")).stream())
          .flatMap(file -> installed(product, file, address).stream())
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
  }

  /**
   * Every entry by its name: the first hides all others, also where it only says that it is hidden.
   * Each folder is listed once: asking each of them for each name took a multiple of that.
   */
  private Map<String, Path> entries() {
    Map<String, Path> entries = new HashMap<>();
    for (Path folder : data) {
      Path applications = folder.resolve("applications");
      String[] names = applications.toFile().list();
      // where there is no such folder, there is no list either
      for (String name : names == null ? new String[0] : names) {
        entries.putIfAbsent(name, applications.resolve(name));
      }
    }
    return entries;
  }

  private Optional<Installed> installed(Product product, Path file, String address) {
    return entry(file).flatMap(e -> installed(product, e, file, address));
  }

  private Optional<Installed> installed(
      Product product, DesktopEntry entry, Path file, String address) {
    boolean offered =
        entry.text("Type").filter("Application"::equals).isPresent()
            && !entry.says("Hidden")
            && !entry.says("NoDisplay")
            && !entry.says("Terminal")
            && entry.list("MimeType").contains(WEB)
            && isThere(entry);
    if (!offered) {
      return Optional.empty();
    }
    return ExecLine.of(entry, file.toString(), address)
        .flatMap(this::whole)
        .map(line -> new Installed(product, line.getFirst(), line.subList(1, line.size())));
  }

  /** An entry may say by which program it is seen that its browser is there. */
  private boolean isThere(DesktopEntry entry) {
    return entry.values().getOrDefault("TryExec", "").isBlank()
        || entry.text("TryExec").flatMap(this::program).isPresent();
  }

  /** With each program by its whole path: also the one that {@code env} would look for. */
  private Optional<List<String>> whole(List<String> line) {
    Optional<String> first = program(line.getFirst());
    if (first.isEmpty() || SHELLS.contains(name(first.get()))) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(line);
    all.set(0, first.get());
    if (!name(first.get()).equals("env")) {
      return Optional.of(all);
    }
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
        continue;
      }
      Optional<String> real = program(all.get(i));
      if (real.isEmpty() || SHELLS.contains(name(real.get())) || name(real.get()).equals("env")) {
        return Optional.empty();
      }
      all.set(i, real.get());
      return Optional.of(all);
    }
    return Optional.empty();
  }

  private static String name(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }

  /** Its whole path, where it is there and can be run. */
  private Optional<String> program(String named) {
    Stream<Path> places =
        named.startsWith("/")
            ? Stream.of(Path.of(named))
            : named.isEmpty() || named.contains("/")
                ? Stream.of()
                : programs.stream().map(folder -> folder.resolve(named));
    return places
        .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p))
        .map(Path::toString)
        .findFirst();
  }

  private static Optional<DesktopEntry> entry(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return Optional.empty();
      }
      return DesktopEntry.parse(Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException _) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.info("A desktop entry cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
