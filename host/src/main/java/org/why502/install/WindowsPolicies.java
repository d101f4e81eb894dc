package org.why502.install;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Policies in the Windows registry: a number for a yes or a no, a key of its own with numbered
 * values for a list (components/policy/core/common/policy_loader_win.cc). What is set for the
 * machine counts before what is set for a person. Written from the documents, not yet run on
 * Windows.
 */
record WindowsPolicies(Registry registry) implements Policy.Source {
  /** What is read last counts. */
  private static final List<String> HIVES = List.of("HKCU", "HKLM");

  @Override
  public Map<String, Policy> at(String place) {
    Map<String, Policy> policies = new HashMap<>();
    for (String hive : HIVES) {
      String key = hive + "\\" + place;
      Map<String, List<String>> lists = new HashMap<>();
      for (Registry.Value value : values(key)) {
        List<String> below = below(key, value.key());
        if (below.isEmpty() && value.type().equals("REG_DWORD")) {
          policies.put(value.name(), Policy.flag(!isNought(value.data()), key));
        } else if (below.size() == 1 && value.type().equals("REG_SZ")) {
          lists.computeIfAbsent(below.getFirst(), _ -> new ArrayList<>()).add(value.data());
        }
      }
      lists.forEach((name, all) -> policies.put(name, Policy.names(all, key + "\\" + name)));
    }
    return policies;
  }

  private List<Registry.Value> values(String key) {
    try {
      return registry.below(key);
    } catch (IOException e) {
      return List.of(); // nothing is known, and nothing is said
    }
  }

  /** The names of the keys between the two; the registry knows no capitals. */
  private static List<String> below(String key, String deeper) {
    // its own name for a hive is long: HKEY_LOCAL_MACHINE for HKLM
    String start = key.substring(key.indexOf('\\')).toLowerCase(Locale.ROOT);
    int at = deeper.toLowerCase(Locale.ROOT).indexOf(start);
    String rest = at < 0 ? "" : deeper.substring(at + start.length());
    return rest.isEmpty() ? List.of() : List.of(rest.substring(1).split("\\\\"));
  }

  /** A number as reg.exe prints it: {@code 0x0}. */
  private static boolean isNought(String number) {
    return number.matches("0x0+");
  }
}
