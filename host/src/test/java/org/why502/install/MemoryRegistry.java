package org.why502.install;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A registry that is a map. */
final class MemoryRegistry implements Registry {
  final Map<String, String> values = new TreeMap<>();

  @Override
  public Optional<String> read(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public void write(String key, String value) {
    values.put(key, value);
  }

  @Override
  public void remove(String key) {
    values.remove(key);
  }
}
