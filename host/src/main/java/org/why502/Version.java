package org.why502;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.Properties;

/** The version that this companion was built as. */
final class Version {
  private Version() {}

  /** Whether this companion is older than a version; what is no version is not newer. */
  static boolean olderThan(String version) {
    try {
      return ModuleDescriptor.Version.parse(version)
              .compareTo(ModuleDescriptor.Version.parse(get()))
          > 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The version, as the build wrote it. */
  static String get() {
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("The build's version cannot be read.", e);
    }
  }
}
