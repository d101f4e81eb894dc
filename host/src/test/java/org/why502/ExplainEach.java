package org.why502;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.why502.message.Json;
import org.why502.terminal.Ran;

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
      out.write(Json.MAPPER.writeValueAsBytes(printed(Ran.cli(text, "explain", "--json"))));
      out.println();
      out.flush(); // Who reads knows how far it came.
    }
  }

  /** What it prints of a document in a file. */
  static JsonNode explain(Path file) throws IOException {
    return printed(Ran.cli("explain", "--json", file.toString()));
  }

  private static JsonNode printed(Ran ran) throws IOException {
    if (ran.code() != 0) {
      throw new IOException("explain ended with " + ran.code() + ": " + ran.err());
    }
    return Json.MAPPER.readTree(ran.out());
  }
}
