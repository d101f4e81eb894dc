package org.why502.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole document of one incident.
 *
 * @param version the version of why502 that gathered it
 * @param takenAt when
 * @param sighting what the browser saw; empty where nobody looked
 * @param sightedByHost whether nobody had seen anything and the host looked itself, which spent a
 *     request
 * @param observations what was asked and how each question ended, one for each {@link
 *     Observation#id() id}
 * @param runDelay how long this machine kept the questions waiting for its processor so far, where
 *     it did: of the time that any of them took, so much may be this machine's and not the
 *     network's
 */
public record Evidence(
    String version,
    Instant takenAt,
    Optional<Sighting> sighting,
    boolean sightedByHost,
    List<Observation> observations,
    Optional<Duration> runDelay) {

  public Evidence {
    Objects.requireNonNull(version);
    Objects.requireNonNull(takenAt);
    observations = List.copyOf(observations);
    Objects.requireNonNull(runDelay);
  }

  /** A document that was gathered on a machine with nothing else to do. */
  public Evidence(
      String version,
      Instant takenAt,
      Optional<Sighting> sighting,
      boolean sightedByHost,
      List<Observation> observations) {
    this(version, takenAt, sighting, sightedByHost, observations, Optional.empty());
  }

  /** This document with one more observation; one with the same id is replaced. */
  public Evidence with(Observation observation) {
    List<Observation> more = new ArrayList<>(observations);
    more.removeIf(o -> o.id().equals(observation.id()));
    more.add(observation);
    return new Evidence(version, takenAt, sighting, sightedByHost, more, runDelay);
  }

  /** This document with what the host saw when it looked itself. */
  public Evidence sighted(Optional<Sighting> seen, boolean spent) {
    return new Evidence(version, takenAt, seen, spent, observations, runDelay);
  }

  /** This document with how long this machine has kept its questions waiting so far. */
  public Evidence delayed(Duration so) {
    return new Evidence(
        version,
        takenAt,
        sighting,
        sightedByHost,
        observations,
        Optional.of(so).filter(Duration::isPositive));
  }

  /** Every observation of one kind. */
  public <T extends Observation> Stream<T> all(Class<T> kind) {
    return observations.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** The ids of some observations, as a diagnosis cites them. */
  public static List<String> ids(List<? extends Observation> observations) {
    return observations.stream().map(Observation::id).toList();
  }

  /** Requests to AO3's own servers that this document cost. */
  public int archiveRequests() {
    return (sightedByHost ? 1 : 0)
        + observations.stream().mapToInt(Observation::archiveRequests).sum();
  }
}
