import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the one formatter (google-java-format) over every Java file: {@code check} fails the build
 * and names the files, {@code write} mends them ({@code mvn process-sources -Dformat=write}).
 *
 * <p>Run by the build as a single source file, on the toolchain's Java.
 */
class Format {
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean write = args[0].equals("write");
    List<String> files = new ArrayList<>();
    for (String folder : List.of(args).subList(2, args.length)) {
      try (var walk = Files.walk(Path.of(folder))) {
        walk.filter(p -> p.toString().endsWith(".java")).map(Path::toString).forEach(files::add);
      }
    }
    if (files.isEmpty()) {
      return;
    }
    Path list = Files.createTempFile("why502-format", ".txt");
    try {
      Files.write(list, files);
      String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
      List<String> command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-jar", args[1]));
      command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      command.add("@" + list);
      int code = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (code != 0) {
        System.err.println(
            "The files named above are not formatted: run  mvn -q process-sources -Dformat=write");
        System.exit(1);
      }
    } finally {
      Files.delete(list);
    }
  }
}
