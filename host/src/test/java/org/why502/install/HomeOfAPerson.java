package org.why502.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.why502.system.Os;

/** The home folder of a person who has our launcher, before anything is installed. */
abstract class HomeOfAPerson {
  static final String FILE = "org.why502.host.json";

  @TempDir Path temporary;
  Path home;
  Path launcher;
  final MemoryRegistry registry = new MemoryRegistry();

  @BeforeEach
  void aPersonWithALauncher() throws IOException {
    home = Files.createDirectories(temporary.resolve("home of ada"));
    launcher = program(temporary.resolve("why502 image/bin/why502"));
  }

  static Path program(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Installer installer(Os os, Map<String, String> environment) {
    return new Installer(
        Browsers.known(), new Surroundings(os, home, environment), launcher, registry);
  }

  Installer installer() {
    return installer(Os.LINUX, Map.of());
  }

  void used(String... folders) throws IOException {
    for (String folder : folders) {
      Files.createDirectories(home.resolve(folder));
    }
  }

  /** Every path below home, with what files hold. */
  TreeMap<String, String> everything() throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(home)) {
      for (Path path : walk.toList()) {
        all.put(
            home.relativize(path).toString(),
            Files.isRegularFile(path) ? Files.readString(path) : "");
      }
    }
    return all;
  }

  TreeSet<String> manifests() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    everything().keySet().stream().filter(p -> p.contains("org.why502.host")).forEach(found::add);
    return found;
  }
}
