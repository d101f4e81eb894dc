package org.why502.verdict.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.Opened;
import org.why502.evidence.Observation.Uplink;
import org.why502.evidence.Outcome;
import org.why502.evidence.PageKind;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Resolver;
import org.why502.evidence.Setup;
import org.why502.evidence.StatusReport;

/** What a cause changes, for each of those who look; what it says nothing of goes on as it was. */
interface Effect {

  /** A cause that is told by nothing but what AO3 or its edge answers. */
  static Effect answers(Function<Viewer, Optional<Answer>> answer) {
    return new Effect() {
      @Override
      public Optional<Answer> answer(Viewer viewer) {
        return answer.apply(viewer);
      }
    };
  }

  /** A cause that ends requests before anybody answers, and changes nothing else. */
  static Effect stops(Function<Viewer, Optional<Failure>> stop) {
    return new Effect() {
      @Override
      public Optional<Failure> stop(Viewer viewer) {
        return stop.apply(viewer);
      }
    };
  }

  /** A cause that shows on the status page alone. */
  static Effect says(StatusReport report) {
    return new Effect() {
      @Override
      public Optional<Outcome<StatusReport>> status() {
        return Optional.of(Replies.saw(report));
      }
    };
  }

  /** What is answered to a request that came through to AO3 or its edge. */
  default Optional<Answer> answer(Viewer viewer) {
    return Optional.empty();
  }

  /** Whether a request that came through to AO3's own servers is never answered by them. */
  default boolean silent(Viewer viewer) {
    return false;
  }

  /** How a request of this one ends before anybody answers it, while those of others do not. */
  default Optional<Failure> stop(Viewer viewer) {
    return Optional.empty();
  }

  /** What a resolver of this kind says. */
  default Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
    return Optional.empty();
  }

  /** What becomes of a connection to one address, from this machine. */
  default Optional<Outcome<Opened>> connection(String address) {
    return Optional.empty();
  }

  /** What is shown at one address, to this machine. */
  default Optional<Outcome<Certificate>> handshake(String address) {
    return Optional.empty();
  }

  /** Whether it goes by the name that is asked for, so that another name is let through. */
  default boolean goesByName() {
    return false;
  }

  /** Whether the browser trusts what is shown instead of AO3's certificate. */
  default boolean browserTrusts() {
    return false;
  }

  /** What the unrelated site answers. */
  default Optional<Outcome<Answer>> control() {
    return Optional.empty();
  }

  /** What becomes of a check for a sign-in page. */
  default Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
    return Optional.empty();
  }

  /** What the status page says. */
  default Optional<Outcome<StatusReport>> status() {
    return Optional.empty();
  }

  /** AO3's entries in the hosts file. */
  default List<String> hosts() {
    return List.of();
  }

  /** What this machine is found to be set up to do, of what it would be otherwise. */
  default Setup setup(Setup otherwise) {
    return otherwise;
  }

  /** The ways out of this machine, where it is not the one alone. */
  default Optional<List<Uplink>> uplinks() {
    return Optional.empty();
  }

  /** Whether names and the way are changed for the companion, and as they were for the browser. */
  default boolean companionAlone() {
    return false;
  }

  /** Whether no way leads around it: not a proxy's, for the browser. */
  default boolean everyWay() {
    return false;
  }

  /** Whether the browser's requests go to a proxy, whatever else is cut off or bent. */
  default boolean browserIsProxied() {
    return false;
  }

  /** Whether it ends the browser's requests at AO3's addresses, where a proxy's are not sent. */
  default boolean isAtAnAddress() {
    return false;
  }

  /** Whether the browser keeps AO3's cookies. */
  default boolean keepsCookies() {
    return true;
  }

  /** How long the page itself is waited for, at AO3. */
  default Duration works() {
    return Replies.QUICK;
  }

  /** How long it takes to get there: names, connection and handshake. */
  default Duration travels() {
    return Duration.ZERO;
  }

  /** The name in the address bar, where it is not AO3's first. */
  default Optional<String> host() {
    return Optional.empty();
  }

  /** The kind of page that a person must ask for, to meet it. */
  default Optional<PageKind> kind() {
    return Optional.empty();
  }
}
