package org.why502.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.why502.system.Command;

/**
 * The cache of read and checked classes beside one launcher: whether it is whole and in use, and
 * made anew.
 *
 * <p>The Java runtime does not look whether it is damaged unless it is told to, which costs more
 * than it saves; and it knows the jars of the day on which it was made by their size and time
 * alone. So whoever makes it keeps the sums of both beside it ({@code why502.aot.sha256}, as
 * sha256sum(1) writes them), and the doctor compares them.
 */
final class ClassCache {
  /** A start takes a tenth of a second, on a slow disk and a busy machine some; nobody waits on. */
  private static final Duration TO_START = Duration.ofMinutes(1);

  /** Making one takes some seconds of a core; as {@code install/debian/postinst} has it. */
  private static final Duration TO_MAKE = Duration.ofMinutes(2);

  /**
   * Has the runtime end where it cannot use the cache, look at each byte of it, and say why; all on
   * stderr ({@code -Xshare:on}, {@code -XX:+VerifySharedSpaces}).
   */
  private static final String STRICTLY =
      "-Xshare:on -XX:+VerifySharedSpaces -Xlog:aot*=warning,cds*=warning:stderr:none";

  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64}) [ *]([^/]+)");

  private static final String NAME = "why502.aot";

  /** Browsers give an argument; which, the companion does not mind. */
  private static final List<String> AS_A_BROWSER = List.of("chrome-extension://training/");

  private final Path launcher;
  private final Path folder;

  private ClassCache(Path launcher, Path folder) {
    this.launcher = launcher;
    this.folder = folder;
  }

  /**
   * The one beside this launcher; empty where the launcher is no image's, so that nothing can be
   * said of a cache.
   */
  static Optional<ClassCache> beside(Path launcher) {
    try {
      Path program = launcher.toRealPath();
      return Optional.ofNullable(program.getParent())
          .map(bin -> bin.resolveSibling("lib").resolve("why502"))
          .filter(Files::isDirectory)
          .map(folder -> new ClassCache(program, folder));
    } catch (IOException e) {
      return Optional.empty(); // there is no launcher, which is told elsewhere
    }
  }

  Path launcher() {
    return launcher;
  }

  Path file() {
    return folder.resolve(NAME);
  }

  /** The folder of the whole image. */
  Path image() {
    return folder.resolve("../..").normalize();
  }

  private Path sums() {
    return folder.resolve(NAME + ".sha256");
  }

  /** Looks; the launcher is started once. */
  CacheState state() {
    if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
      return new CacheState.Missing();
    }
    try {
      return unlikeTheSums().orElseGet(this::tried);
    } catch (IOException e) {
      return new CacheState.Unseen(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /** Where nobody kept sums, as before they were kept, the runtime's own look is all there is. */
  private Optional<CacheState> unlikeTheSums() throws IOException {
    Map<String, String> kept = new HashMap<>();
    if (Files.isRegularFile(sums())) {
      for (String line : Files.readAllLines(sums())) {
        Matcher sum = SUM.matcher(line);
        if (sum.matches()) {
          kept.put(sum.group(2), sum.group(1));
        }
      }
    }
    if (!kept.containsKey(NAME)) {
      return Optional.empty();
    }
    if (!kept.get(NAME).equals(sum(file()))) {
      return Optional.of(new CacheState.Damaged());
    }
    SequencedMap<String, String> jars = sumsOfJars();
    kept.remove(NAME);
    return Stream.concat(kept.keySet().stream(), jars.keySet().stream())
        .filter(
            name ->
                !Optional.ofNullable(kept.get(name)).equals(Optional.ofNullable(jars.get(name))))
        .findFirst()
        .map(name -> new CacheState.BesideOthers(folder.resolve(name)));
  }

  private SequencedMap<String, String> sumsOfJars() throws IOException {
    TreeMap<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        all.put(file.getFileName().toString(), sum(file));
      }
    }
    return all;
  }

  private CacheState tried() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(Greeting.KEPT);
    environment.put("WHY502_JAVA_OPTIONS", STRICTLY);
    try {
      return switch (Command.runWithErrors(
          launcher, List.of("--version"), environment, TO_START, StandardCharsets.UTF_8)) {
        case Command.Ending.Ended(int code, String _) when code == 0 -> new CacheState.Used();
        case Command.Ending.Ended(int _, String said) -> refused(said);
        case Command.Ending.Late() -> new CacheState.Unseen("the companion did not start in time");
        case Command.Ending.Endless() -> new CacheState.Unseen("the companion printed without end");
      };
    } catch (IOException e) {
      return new CacheState.Unseen(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CacheState.Unseen("nobody waited for it");
    }
  }

  /** By the runtime's own words, of which the first says what it is, and others what follows. */
  private static CacheState refused(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("checksum verification failed") || lower.contains("truncated")) {
      return new CacheState.Damaged();
    }
    List<String> lines = said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    boolean ofTheCache = lower.contains("shared archive");
    return lines.stream()
        .filter(line -> !line.startsWith("Unable to use shared archive file"))
        .findFirst()
        .filter(_ -> ofTheCache)
        .<CacheState>map(CacheState.Refused::new)
        .orElseGet(() -> new CacheState.Unseen("the companion does not start"));
  }

  /**
   * Takes the old one away and makes another, as {@code install/cache.sh} does: of the classes that
   * the build saw at work, under another name until the companion has answered a greeting with it.
   * Whatever happens in between, there is no cache, without which the companion is only slower.
   *
   * @param spoken how to greet it
   * @return empty where it was made; else why not, as a few words that end "because …"
   */
  Optional<String> make(Greeting spoken) {
    String half = NAME + ".new" + ProcessHandle.current().pid();
    try {
      Files.deleteIfExists(file());
      Files.deleteIfExists(sums());
      Path made = folder.resolve(half);
      Optional<String> undumped = dump(made);
      if (undumped.isPresent()) {
        return undumped;
      }
      Greeting patient = new Greeting(spoken.protocol(), spoken.version(), TO_MAKE);
      // Relative to the launcher's folder, because a path with a space would be cut in two.
      String options = "-Xshare:on -XX:SharedArchiveFile=../lib/why502/" + half;
      if (patient.with(launcher, AS_A_BROWSER, Map.of("WHY502_JAVA_OPTIONS", options))
          instanceof Greeting.Ending.Failed(String how)) {
        return Optional.of("the companion " + how);
      }
      keep(made);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.of("nobody waited for it");
    } finally {
      clear(half);
    }
  }

  /**
   * Has the Java runtime write it. The collector and the class path are the launcher's: the runtime
   * takes no archive that was made for others.
   *
   * @return empty where it was written
   */
  private Optional<String> dump(Path made) throws IOException, InterruptedException {
    Path bin = image().resolve("bin");
    Path java =
        Stream.of("java.exe", "java")
            .map(bin::resolve)
            .filter(Files::exists)
            .findFirst()
            .orElse(bin.resolve("java"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(Greeting.KEPT);
    List<String> arguments =
        List.of(
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + folder.resolve("classes.list"),
            "-XX:SharedArchiveFile=" + made,
            "-XX:+UseSerialGC",
            // it leaves nothing in the temporary folder
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-cp",
            folder.resolve("why502-host.jar").toString());
    return switch (Command.runWithErrors(
        java, arguments, environment, TO_MAKE, StandardCharsets.UTF_8)) {
      case Command.Ending.Ended(int code, String _) when code != 0 ->
          Optional.of("the Java runtime ended with " + code);
      case Command.Ending.Ended(int _, String _) ->
          Files.isRegularFile(made) && Files.size(made) > 0
              ? Optional.<String>empty()
              : Optional.of("the Java runtime left none");
      case Command.Ending.Late() -> Optional.of("the Java runtime was not done in time");
      case Command.Ending.Endless() -> Optional.of("the Java runtime printed without end");
    };
  }

  /**
   * The sums first: without a cache they mean nothing, and a cache without them is not looked at.
   */
  private void keep(Path made) throws IOException {
    StringBuilder lines = new StringBuilder(sum(made)).append("  ").append(NAME).append('\n');
    sumsOfJars().forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    Files.writeString(sums(), lines);
    for (Path file : List.of(made, sums())) {
      // Everybody who may start the companion may read it, whatever this person keeps from others.
      if (!file.toFile().setReadable(true, false)) {
        throw new IOException(file + " cannot be made readable");
      }
    }
    Files.move(made, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the runtime left of an attempt: the cache, and what it is made from. */
  private void clear(String half) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(half)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // It lies beside the program, is used by nobody, and goes with it.
      System.getLogger(ClassCache.class.getName())
          .log(System.Logger.Level.DEBUG, "Half a cache is left: {0}", e.getMessage());
    }
  }

  private static String sum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
