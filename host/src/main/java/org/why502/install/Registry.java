package org.why502.install;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The part of the Windows registry that we need: the default value of a key. */
interface Registry {
  /** The default value, where the key is there and has one. */
  Optional<String> read(String key) throws IOException;

  /**
   * A value of a key.
   *
   * @param key the whole name of the key, with the hive as the registry calls it
   * @param name its name, as the registry shows it
   * @param type as {@code REG_SZ} or {@code REG_DWORD}
   * @param data as it is printed: a number as {@code 0x1}
   */
  record Value(String key, String name, String type, String data) {}

  /** All values of this key and of those below it; none where there is no such key. */
  List<Value> below(String key) throws IOException;

  /** Makes the key where needed and sets its default value. */
  void write(String key, String value) throws IOException;

  /** Removes the key with all below it. */
  void remove(String key) throws IOException;
}
