package org.why502.install;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.why502.system.Os;

/**
 * One row of the table.
 *
 * @param code what {@code --browser} calls it
 * @param name what people call it
 * @param engine whose rules it follows
 * @param places where it looks for companions of one person; an operating system that is missing is
 *     one that we do not know it on
 * @param system where it looks for companions of everybody on the machine: a folder, on Windows a
 *     key; missing where we know of none
 * @param policies where it reads what whoever looks after the machine has told it: a folder, on
 *     Windows the key below both hives, on macOS the program's name; missing where its makers do
 *     not say, or those who say it differ
 * @param sandboxes its packaged forms that need a word
 */
public record Browser(
    String code,
    String name,
    Engine engine,
    Map<Os, Place> places,
    @JsonProperty("system") Map<Os, String> system,
    @JsonProperty("policies") Map<Os, String> policies,
    List<Sandbox> sandboxes) {

  public Browser {
    // many rows of the table have none
    system = system == null ? Map.of() : Map.copyOf(system);
    policies = policies == null ? Map.of() : Map.copyOf(policies);
  }

  /** Where it looks, in one person's home or on the whole machine. */
  Optional<Place> place(Os os, Surroundings.Scope scope) {
    return switch (scope) {
      case PERSON -> Optional.ofNullable(places.get(os));
      case MACHINE ->
          Optional.ofNullable(system.get(os))
              .map(
                  where ->
                      os == Os.WINDOWS
                          ? new Place.RegistryKey(List.of(), where)
                          : new Place.Folder(List.of(), where, List.of()));
    };
  }
}
