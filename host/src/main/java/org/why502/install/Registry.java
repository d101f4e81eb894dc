package org.why502.install;

import java.io.IOException;
import java.util.Optional;

/** The part of the Windows registry that we need: the default value of a key. */
interface Registry {
  /** The default value, where the key is there and has one. */
  Optional<String> read(String key) throws IOException;

  /** Makes the key where needed and sets its default value. */
  void write(String key, String value) throws IOException;

  /** Removes the key with all below it. */
  void remove(String key) throws IOException;
}
