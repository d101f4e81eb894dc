package org.why502.install;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code manifests/browsers.json}: every browser that we know, and the names by which
 * browser, extension and companion know each other.
 *
 * @param host the companion's name, which is also the name of its file
 * @param description for the few people who open such a file
 * @param extension the extension's ids
 * @param browsers the rows
 */
public record Browsers(
    String host, String description, Extension extension, List<Browser> browsers) {

  /**
   * The one mapper of this package. What follows the JSON makes it none, as it does for browsers.
   */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * The ids that may talk to the companion; no other extension can.
   *
   * @param chromium 32 letters from a to p, made from the {@code key} in the extension's manifest
   * @param firefox the add-on id
   */
  public record Extension(String chromium, String firefox) {
    /** The id that a browser of this engine uses. */
    String idFor(Engine engine) {
      return switch (engine) {
        case CHROMIUM -> chromium;
        case FIREFOX -> firefox;
      };
    }
  }

  /** The table that this program was built with. */
  public static Browsers known() {
    try (InputStream in = resource("browsers.json")) {
      return JSON.readValue(in, Browsers.class);
    } catch (IOException e) {
      throw new UncheckedIOException("manifests/browsers.json was built in broken", e);
    }
  }

  /** The browser with this code. */
  public Optional<Browser> named(String code) {
    return browsers.stream().filter(b -> b.code().equals(code)).findFirst();
  }

  /** All codes, for a sentence. */
  String codes() {
    return String.join(", ", browsers.stream().map(Browser::code).toList());
  }

  /** The sentence for a code that is in no row. */
  public String unknown(String code) {
    return "why502 knows no browser called \"" + code + "\". It knows: " + codes() + ".";
  }

  /**
   * The file that makes a companion known to this browser, byte for byte as it is installed.
   *
   * @param browser a row
   * @param launcher the program that the browser will start
   */
  public byte[] manifest(Browser browser, Path launcher) {
    return Manifest.bytes(
        Manifest.of(this, browser.engine(), launcher.toAbsolutePath().normalize()));
  }

  static InputStream resource(String name) throws IOException {
    InputStream in = Browsers.class.getResourceAsStream("/manifests/" + name);
    if (in == null) {
      throw new IOException("manifests/" + name + " was not built in");
    }
    return in;
  }
}
