import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Makes {@code target/image/}: what a person installs. A Java runtime with no more than why502
 * needs, the jars in {@code lib/why502/}, the launcher {@code bin/why502}, the list of the
 * classes that are used ({@code classes.list}), and a cache of them, read and checked (a CDS
 * archive), that halves the time to the first answer. An AOT cache (JEP 483) would bring every class
 * of it before the first word is said, also those that only a diagnosis needs.
 *
 * <p>Run by the build as a single source file, on the toolchain's Java: {@code Image.java <host
 * folder>}. Each step is skipped when what it is made from has not changed.
 *
 * <p>{@code Image.java runtime <output> [<system> <jmods>]} makes the Java runtime alone, in a new
 * folder: for this system, or out of the modules of a JDK for another one. All else in an image is
 * the same on every system, or text.
 *
 * <p>The list remembers one training run, so that run should be what a browser asks for: the
 * launcher is started, greeted, and asked for a diagnosis, as a browser would ({@code
 * TrainingConversation.java}), inside the tiny internet of our own tests. Nothing outside is ever
 * contacted by a build: where there is no tiny internet, the run has no network, or only the
 * greeting.
 */
class Image {
  /** The modules of the runtime; each stands here for a reason. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging", // okhttp and okio log with it
          "java.naming"); // the JDK's check of certificate names; dnsjava's look at the system

  /** Windows' own store of roots; there is no such module elsewhere. */
  private static final String WINDOWS_ROOTS = ",jdk.crypto.mscapi";

  private static final boolean WINDOWS = File.separatorChar == '\\';

  private static final List<String> RUNTIME = runtime(WINDOWS, "--strip-debug");

  /**
   * Another system's libraries are none that this one's strip(1) knows; a JDK's releases are
   * stripped.
   */
  private static final String STRIP_CLASSES = "--strip-java-debug-attributes";

  private static List<String> runtime(boolean windows, String strip) {
    return List.of(
        "--add-modules",
        String.join(",", MODULES) + (windows ? WINDOWS_ROOTS : ""),
        strip,
        "--no-header-files",
        "--no-man-pages",
        "--compress",
        "zip-6");
  }

  private static final long TRAINING_SECONDS = 120;

  private final Path host;
  private final Path image;
  private final Path cache;
  private final Path classes;

  Image(Path host) {
    this.host = host;
    this.image = host.resolve("target/image");
    this.cache = image.resolve("lib/why502/why502.aot");
    this.classes = image.resolve("lib/why502/classes.list");
  }

  public static void main(String[] args) throws Exception {
    try {
      if (args[0].equals("runtime")) {
        Path output = Path.of(args[1]).toAbsolutePath();
        if (args.length == 2) {
          link(output, RUNTIME);
        } else {
          List<String> options =
              new ArrayList<>(runtime(args[2].startsWith("windows-"), STRIP_CLASSES));
          options.addAll(List.of("--module-path", args[3]));
          link(output, options);
        }
        return;
      }
      new Image(Path.of(args[0]).toAbsolutePath()).make();
    } catch (Unmade e) {
      System.err.println("The image was not made: " + e.getMessage());
      System.exit(1);
    }
  }

  /** A step that did not succeed, with the sentence that says which. */
  private static final class Unmade extends Exception {
    private static final long serialVersionUID = 1;

    Unmade(String message) {
      super(message);
    }
  }

  private void make() throws Exception {
    step(
        "runtime",
        Runtime.version() + " " + RUNTIME,
        image.resolve("lib/modules"),
        () -> {
          delete(image);
          link(image, RUNTIME);
        });
    copyJars();
    copyLaunchers();
    step(
        "training",
        digest(
            List.of(
                image.resolve("lib/why502"),
                image.resolve("bin"),
                host.resolve("build"))),
        cache,
        () -> {
          makeCache();
          keepSums();
        });
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Does the work, unless its product is there and was made from the same things. */
  private void step(String name, String madeFrom, Path product, Work work) throws Exception {
    Path stamp = host.resolve("target/image-" + name + ".stamp");
    if (Files.exists(product) && Files.exists(stamp) && Files.readString(stamp).equals(madeFrom)) {
      return;
    }
    Files.deleteIfExists(stamp);
    work.run();
    if (!Files.exists(product)) {
      throw new Unmade("the step \"" + name + "\" left no " + product);
    }
    Files.writeString(stamp, madeFrom);
  }

  private static void link(Path output, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of(tool("jlink")));
    command.addAll(options);
    command.addAll(List.of("--output", output.toString()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new Unmade("jlink ended with " + code);
    }
    if (!Files.isRegularFile(output.resolve("lib/security/cacerts"))) {
      throw new Unmade("the runtime has no list of certificate authorities (lib/security/cacerts)");
    }
    // Tools that came along with java.base and that why502 does not use.
    for (String unneeded : List.of("bin/keytool", "bin/keytool.exe", "lib/jrt-fs.jar")) {
      Files.deleteIfExists(output.resolve(unneeded));
    }
  }

  /** The jar of why502 and those that its manifest names, and no others. */
  private void copyJars() throws IOException, Unmade {
    Path target = host.resolve("target");
    Path main = target.resolve("why502-host.jar");
    List<Path> jars = new ArrayList<>(List.of(main));
    try (JarFile jar = new JarFile(main.toFile())) {
      String names = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (names == null) {
        throw new Unmade(main + " names no Class-Path");
      }
      Stream.of(names.split(" "))
          .map(name -> target.resolve("lib").resolve(name))
          .forEach(jars::add);
    }
    Path folder = Files.createDirectories(image.resolve("lib/why502"));
    TreeSet<String> wanted = new TreeSet<>();
    for (Path jar : jars) {
      wanted.add(jar.getFileName().toString());
      copyIfNew(jar, folder.resolve(jar.getFileName()));
    }
    try (Stream<Path> there = Files.list(folder)) {
      for (Path file : there.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && !wanted.contains(name)) {
          Files.delete(file);
        }
      }
    }
  }

  private void copyLaunchers() throws IOException, Unmade {
    String name = WINDOWS ? "why502.bat" : "why502";
    Path launcher = image.resolve("bin").resolve(name);
    copyIfNew(host.resolve("src/launcher").resolve(name), launcher);
    if (!launcher.toFile().setExecutable(true, false)) {
      throw new Unmade(launcher + " cannot be made executable");
    }
  }

  private static void copyIfNew(Path from, Path to) throws IOException {
    if (!Files.exists(to) || Files.mismatch(from, to) != -1) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  // Training

  /** As cache.sh does where a package is installed, which has the list and not the cache. */
  private void makeCache() throws Exception {
    train();
    sortList();
    int code =
        new ProcessBuilder(
                image.resolve("bin").resolve(WINDOWS ? "java.exe" : "java").toString(),
                "-Xshare:dump",
                "-XX:SharedClassListFile=" + classes,
                "-XX:SharedArchiveFile=" + cache,
                // the launcher's: the JVM takes no archive that was made for another
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                image.resolve("lib/why502/why502-host.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(host.resolve("target/image-cache.txt").toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new Unmade("the cache could not be made: target/image-cache.txt says why");
    }
  }

  /** The ways to train, the best first; each must leave the list to count. */
  private void train() throws Exception {
    // a companion with a cache keeps no list
    Files.deleteIfExists(cache);
    List<String> conversation =
        List.of(
            tool("java"), host.resolve("build/TrainingConversation.java").toString(), host.toString());
    Path lab = host.resolveSibling("install/lab.sh");
    if (!WINDOWS && Files.isExecutable(lab)) {
      List<String> inLab = new ArrayList<>(List.of(lab.toString(), "every-page-502-at-once", "--"));
      inLab.addAll(conversation);
      if (trainedBy(inLab, "diagnose")) {
        return;
      }
    }
    System.err.println("The image is trained without a network: its first answers will be slower.");
    Path unshare = Path.of("/usr/bin/unshare");
    if (Files.isExecutable(unshare)) {
      List<String> alone = new ArrayList<>(List.of(unshare.toString(), "-Urn", "--"));
      alone.addAll(conversation);
      if (trainedBy(alone, "diagnose")) {
        return;
      }
    }
    if (!trainedBy(conversation, "hello")) {
      throw new Unmade("no training run wrote " + classes + "; what it said is in " + log());
    }
  }

  /**
   * The list lies in the packages, whose bytes are the same each time. In which order threads came
   * to their classes, under which number, and what each of them had resolved by then ("@cp") is no
   * two times the same.
   */
  private void sortList() throws IOException {
    List<String> lines =
        Files.readAllLines(classes).stream()
            .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
            .filter(line -> !line.contains(" source: "))
            .map(line -> line.replaceFirst(" id: [0-9]+$", ""))
            .distinct()
            // Lines about lambdas ("@…") come after all classes.
            .sorted(
                Comparator.comparing((String line) -> line.startsWith("@"))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    Files.write(classes, lines);
  }

  /** Runs one conversation; whether it went well and left the list. */
  private boolean trainedBy(List<String> command, String asking) throws Exception {
    Files.deleteIfExists(classes);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(ProcessBuilder.Redirect.from(new File(WINDOWS ? "NUL" : "/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put("WHY502_TRAINING", asking);
    Process process = builder.start();
    if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return process.exitValue() == 0 && Files.exists(classes);
  }

  private Path log() {
    return host.resolve("target/image-training.txt");
  }

  /**
   * What {@code why502 doctor} compares the cache and its jars with, as sha256sum(1) writes it and
   * {@code install/cache.sh} keeps it.
   */
  private void keepSums() throws IOException, NoSuchAlgorithmException {
    StringBuilder lines = new StringBuilder();
    try (Stream<Path> files = Files.list(cache.getParent())) {
      for (Path file : files.sorted().toList()) {
        if (file.equals(cache) || file.toString().endsWith(".jar")) {
          byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
          lines.append(HexFormat.of().formatHex(sum)).append("  ");
          lines.append(file.getFileName()).append('\n');
        }
      }
    }
    Files.writeString(cache.resolveSibling(cache.getFileName() + ".sha256"), lines);
  }

  // Small things

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", WINDOWS ? name + ".exe" : name)
        .toString();
  }

  /** A digest of all files below, but for what the training makes. */
  private String digest(List<Path> folders) throws IOException, NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (Path folder : folders) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
          if (!file.toString().startsWith(cache.toString()) && !file.equals(classes)) {
            sha256.update(file.toString().getBytes(StandardCharsets.UTF_8));
            sha256.update(Files.readAllBytes(file));
          }
        }
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
