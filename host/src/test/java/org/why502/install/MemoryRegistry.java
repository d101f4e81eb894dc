package org.why502.install;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A registry that is a map. */
final class MemoryRegistry implements Registry {
  final Map<String, String> values = new TreeMap<>();

  /** What stands below a key, whichever is asked for: the keys are told with the values. */
  final Map<String, List<Value>> trees = new TreeMap<>();

  @Override
  public Optional<String> read(String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public List<Value> below(String key) {
    return trees.getOrDefault(key, List.of());
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
