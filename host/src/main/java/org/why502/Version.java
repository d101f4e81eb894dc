package org.why502;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that this companion was built as. */
public final class Version {
  private Version() {}

  /** The version, as the build wrote it. */
  public static String get() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("The build's version cannot be read.", e);
    }
  }
}
