import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the one formatter (google-java-format) over the Java files: {@code check} fails the build and
 * names the files, {@code write} mends them ({@code mvn process-sources -Dformat=write}). What has
 * passed once is not looked at again until it changes: {@code target/formatted.txt} keeps the digests.
 *
 * <p>Run by the build as a single source file, on the toolchain's Java.
 */
class Format {
  private static final Path PASSED = Path.of("target", "formatted.txt");

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Path formatter = Path.of(args[1]);
    String made = digest(formatter);
    List<Path> files = new ArrayList<>();
    for (String folder : List.of(args).subList(2, args.length)) {
      try (var walk = Files.walk(Path.of(folder))) {
        walk.filter(p -> p.toString().endsWith(".java")).forEach(files::add);
      }
    }
    Set<String> before = Files.exists(PASSED) ? new TreeSet<>(Files.readAllLines(PASSED)) : Set.of();
    List<String> changed = new ArrayList<>();
    for (Path file : files) {
      if (!before.contains(passed(made, file))) {
        changed.add(file.toString());
      }
    }
    if (!changed.isEmpty()) {
      run(write, formatter, changed);
    }
    Set<String> now = new TreeSet<>();
    for (Path file : files) {
      now.add(passed(made, file));
    }
    Files.createDirectories(PASSED.getParent());
    Files.write(PASSED, now);
  }

  /** Ends the build where a file is not formatted, and where the formatter cannot tell. */
  private static void run(boolean write, Path formatter, List<String> files)
      throws IOException, InterruptedException {
    Path list = Files.createTempFile("why502-format", ".txt");
    try {
      Files.write(list, files);
      String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
      List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-jar", formatter.toString()));
      command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      command.add("@" + list);
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<String> named;
      try (BufferedReader out = process.inputReader()) {
        named = out.lines().toList();
      }
      named.forEach(System.err::println);
      int code = process.waitFor();
      if (code != 0) {
        System.err.println(
            named.isEmpty()
                ? "The formatter could not do its work; it ran on " + java + ", Java " + Runtime.version()
                : "The files named above are not formatted: run  mvn -q process-sources -Dformat=write");
        System.exit(1);
      }
    } finally {
      Files.delete(list);
    }
  }

  /** A file as it is now, for this formatter. */
  private static String passed(String formatter, Path file) throws IOException, NoSuchAlgorithmException {
    return digest(file) + " " + formatter.substring(0, 8) + " " + file.getFileName();
  }

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }
}
