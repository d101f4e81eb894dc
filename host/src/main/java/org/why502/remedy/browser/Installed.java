package org.why502.remedy.browser;

import java.util.List;

/**
 * A browser of this machine, and how AO3's front page is opened in it. Paths are kept as text,
 * because they may be another system's.
 *
 * @param program the whole path of what is started
 * @param arguments fixed ones; the address stands among them
 */
record Installed(Product product, String program, List<String> arguments) {
  Installed {
    arguments = List.copyOf(arguments);
  }
}
