package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.why502.message.Json;

/**
 * {@code why502 explain --json} of many documents in one JVM, because starting one costs ten times
 * what explaining does.
 */
final class ExplainEach {
  private ExplainEach() {}

  /**
   * Each line of the input is a JSON string, one document; each line of the output is what {@code
   * explain} printed of it. The first that cannot be explained ends all.
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    System.setOut(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      byte[] text = Json.MAPPER.readValue(line, String.class).getBytes(StandardCharsets.UTF_8);
      byte[] explained = Json.MAPPER.writeValueAsBytes(explain(new ByteArrayInputStream(text)));
      out.write(explained);
      out.println();
    }
    out.flush();
  }

  /**
   * As the command line does it.
   *
   * @param in the document, where no file is named
   * @param file at most one
   * @return what it printed
   * @throws IOException if it could not be explained
   */
  static JsonNode explain(InputStream in, String... file) throws IOException {
    List<String> command = new ArrayList<>(List.of("explain", "--json"));
    command.addAll(List.of(file));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code;
    try (PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8)) {
      code = Main.run(command.toArray(String[]::new), in, out);
    }
    if (code != 0) {
      throw new IOException("explain ended with " + code + ": " + printed);
    }
    return Json.MAPPER.readTree(printed.toByteArray());
  }
}
