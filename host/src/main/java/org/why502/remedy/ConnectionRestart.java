package org.why502.remedy;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.why502.remedy.RemedyOutcome.Seen;

/**
 * Waits while a person restarts this machine's connection: switches Wi-Fi off and on, pulls a
 * cable, restarts the router, turns a VPN off or on. It changes nothing and sends nothing but a
 * look-up of AO3's name, which tells that what came back leads somewhere.
 *
 * <p>A browser tells when it is off and on again, but not all do on every system, and none tells
 * that a VPN went or that another network took the place of the first.
 */
public final class ConnectionRestart {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionRestart.class);

  /** The ways out of this machine. */
  public interface Ways {
    /**
     * A word for each way that packets can take: equal where it is the same.
     *
     * @throws IOException where they cannot be read at this time
     */
    Set<String> out() throws IOException;
  }

  /**
   * How long each part may take.
   *
   * @param pause between two looks at the ways out: Wi-Fi that is switched off and on is away for
   *     some seconds
   * @param still so long nothing moves any more before it is back: an address comes some moments
   *     after the network, a VPN's route after its address
   * @param found so long AO3's name may stay unfound afterwards: a router gives out addresses
   *     before its own line stands
   * @param longest a router takes some minutes; whoever has not begun after these has thought
   *     better of it
   */
  record Times(Duration pause, Duration still, Duration found, Duration longest) {}

  private static final Times USUAL =
      new Times(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofMinutes(15));

  private final Ways ways;
  private final MachineRemedies.Names names;
  private final Times times;

  /** Of the machine that this runs on. */
  public ConnectionRestart(Ways ways, MachineRemedies.Names names) {
    this(ways, names, USUAL);
  }

  /** With other times. */
  ConnectionRestart(Ways ways, MachineRemedies.Names names, Times times) {
    this.ways = ways;
    this.names = names;
    this.times = times;
  }

  /**
   * Waits until the connection went and is back, or another took its place.
   *
   * @return changed: and AO3's name is found; nothing: but AO3's name is not found; same: it never
   *     went away, or it never came back
   * @throws InterruptedException when nobody waits any more
   */
  public Seen await() throws InterruptedException {
    long end = System.nanoTime() + times.longest().toNanos();
    Optional<Set<String>> first = Optional.empty();
    Set<String> last = Set.of();
    long since = System.nanoTime();
    boolean moved = false;
    while (System.nanoTime() < end) {
      Optional<Set<String>> read = read();
      if (read.isPresent()) {
        Set<String> now = read.get();
        first = first.or(() -> Optional.of(now));
        moved |= !now.equals(first.get());
        if (!now.equals(last)) {
          last = now;
          since = System.nanoTime();
        }
        boolean still = System.nanoTime() - since >= times.still().toNanos();
        if (moved && still && !now.isEmpty()) {
          return found();
        }
      }
      Thread.sleep(times.pause());
    }
    return Seen.SAME;
  }

  private Seen found() throws InterruptedException {
    long end = System.nanoTime() + times.found().toNanos();
    do {
      if (!names.ofTheArchive().isEmpty()) {
        return Seen.CHANGED;
      }
      Thread.sleep(times.pause());
    } while (System.nanoTime() < end);
    return Seen.NOTHING;
  }

  /** What cannot be read at one time can be at the next: interfaces come and go just now. */
  private Optional<Set<String>> read() {
    try {
      return Optional.of(Set.copyOf(ways.out()));
    } catch (IOException e) {
      LOG.debug("The ways out cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }
}
