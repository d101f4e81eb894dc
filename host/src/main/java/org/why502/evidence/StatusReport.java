package org.why502.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the OTW's status page says, in Statuspage's own codes. Volunteers write it by hand: an
 * incident is strong evidence, "operational" is weak.
 *
 * @param indicator {@code none}, {@code minor}, {@code major}, {@code critical} or {@code
 *     maintenance}
 * @param archive the status of the component "Archive of Our Own", where there is one
 * @param incidents open incidents
 * @param maintenances scheduled maintenance that is under way
 */
public record StatusReport(
    String indicator, Optional<String> archive, List<Notice> incidents, List<Notice> maintenances) {

  /**
   * One incident or maintenance.
   *
   * @param name its title, for people, at most 120 characters
   * @param impact {@code none}, {@code minor}, {@code major}, {@code critical}, {@code maintenance}
   * @param state {@code investigating}, {@code identified}, {@code in_progress}, …
   * @param since when it began
   * @param until when a maintenance is planned to end
   * @param namesArchive whether it lists the Archive among what it touches, or lists nothing
   */
  public record Notice(
      String name,
      String impact,
      String state,
      Optional<Instant> since,
      Optional<Instant> until,
      boolean namesArchive) {
    private static final int LONGEST_NAME = 120;

    public Notice {
      name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
  }
}
