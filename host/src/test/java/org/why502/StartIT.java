package org.why502;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the packaged program loads before its first word, by the JVM's own log of classes. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class StartIT {
  /** Each is needed by a diagnosis, and by none of the first words. */
  private static final List<String> LIBRARIES =
      List.of("com.fasterxml.", "okhttp3.", "okio.", "kotlin.", "org.xbill.", "org.jsoup.");

  /** Half as many as were loaded when the mapper and the world were made first (6,000). */
  private static final int MOST = 3000;

  @TempDir private Path folder;

  @Test
  void no_library_of_a_diagnosis_is_loaded_before_the_welcome() throws Exception {
    for (String[] arguments : new String[][] {PackagedHost.CHROMIUM, PackagedHost.FIREFOX}) {
      List<String> before = beforeTheWelcome(arguments);
      assertEquals(List.of(), before.stream().filter(StartIT::isOfALibrary).toList());
      assertTrue(before.size() < MOST, () -> before.size() + " classes");
      assertTrue(before.contains("org.why502.message.FirstWords"), before::toString);
    }
  }

  private static boolean isOfALibrary(String name) {
    return LIBRARIES.stream().anyMatch(name::startsWith);
  }

  /**
   * The log up to {@link Preparation}, which begins when the welcome is out (FirstWordsTest); the
   * mapper comes after it, so that a log without one would be none.
   */
  private List<String> beforeTheWelcome(String... arguments) throws IOException {
    Path log = folder.resolve(arguments.length + ".log");
    List<String> names;
    try (PackagedHost host =
        PackagedHost.start(
            Map.of("WHY502_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + ":none"), arguments)) {
      host.greet();
      host.send("{\"type\":\"cancel\",\"id\":\"none\"}");
      host.refused("unknown-id");
      names = Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
    }
    int welcome = names.indexOf(Preparation.class.getName());
    int mapper = names.indexOf("com.fasterxml.jackson.databind.json.JsonMapper");
    assertTrue(welcome > 0 && mapper > welcome, () -> welcome + ", " + mapper);
    return names.subList(0, welcome);
  }
}
