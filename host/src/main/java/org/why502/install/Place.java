package org.why502.install;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * Where one browser looks for companions on one operating system. Paths begin with a name in braces
 * that {@link Surroundings#resolve} knows.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(Place.Folder.class), @JsonSubTypes.Type(Place.RegistryKey.class)})
public sealed interface Place {

  /** The browser has been used here when one of these exists. */
  List<String> seen();

  /**
   * Linux and macOS: a file in this folder.
   *
   * @param seen see {@link Place#seen}
   * @param folder the folder for companions; the browser does not make it
   * @param decides folders by whose mere presence the browser decides where it keeps its profiles
   *     (Firefox's family since 147, {@code nsXREDirProvider::LegacyHomeExists}): never made by us,
   *     or the person would find an empty profile in the place of their own
   */
  record Folder(List<String> seen, String folder, List<String> decides) implements Place {
    public Folder {
      // most rows of the table have none
      decides = decides == null ? List.of() : List.copyOf(decides);
    }
  }

  /**
   * Windows: a registry key whose default value is the path of the file, which may lie anywhere.
   *
   * @param seen see {@link Place#seen}
   * @param key the key below which each companion has its own
   */
  record RegistryKey(List<String> seen, String key) implements Place {}
}
