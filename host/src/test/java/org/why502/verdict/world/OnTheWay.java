package org.why502.verdict.world;

import static org.why502.evidence.FailureKind.BAD_CERTIFICATE;
import static org.why502.evidence.FailureKind.NAME_NOT_FOUND;
import static org.why502.evidence.FailureKind.RESET;
import static org.why502.evidence.FailureKind.TIMED_OUT;
import static org.why502.evidence.FailureKind.UNREACHABLE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.why502.evidence.Answer;
import org.why502.evidence.Certificate;
import org.why502.evidence.Failure;
import org.why502.evidence.FailureKind;
import org.why502.evidence.NameAnswer;
import org.why502.evidence.Observation.Opened;
import org.why502.evidence.Observation.Uplink;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Resolver;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;

/** Causes between this machine and AO3: names, packets, and what stands in front of everything. */
final class OnTheWay {
  /** Those who speak for this machine. */
  static final Set<Resolver.Kind> SYSTEMS = Set.of(Resolver.Kind.MACHINE, Resolver.Kind.CONFIGURED);

  private static final NameAnswer LIE = new NameAnswer("NOERROR", List.of(ModelWorld.LIAR));

  private OnTheWay() {}

  static Effect nothing() {
    return new Nothing(false);
  }

  /** A firewall lets the browser out, and no other program. */
  static Effect nothingForTheCompanion() {
    return new Nothing(true);
  }

  /** Nothing outside answers. */
  private record Nothing(boolean companionAlone) implements Effect {
    @Override
    public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, UNREACHABLE)));
    }

    @Override
    public Optional<Outcome<Opened>> connection(String address) {
      return Optional.of(Replies.failed(Replies.failure(Step.CONNECT, UNREACHABLE)));
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, NAME_NOT_FOUND)));
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, NAME_NOT_FOUND)));
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return Optional.of(Replies.failed(Replies.failure(Step.NAME, NAME_NOT_FOUND)));
    }

    @Override
    public boolean everyWay() {
      return true;
    }

    @Override
    public Optional<List<Uplink>> uplinks() {
      return companionAlone ? Optional.empty() : Optional.of(List.of(Uplink.none()));
    }
  }

  /** Resolvers of these kinds answer so. */
  static Effect names(Set<Resolver.Kind> who, NameAnswer answer) {
    return new Effect() {
      @Override
      public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
        return Optional.of(Replies.saw(answer)).filter(_ -> who.contains(kind));
      }
    };
  }

  static Effect lie(Set<Resolver.Kind> who) {
    return names(who, LIE);
  }

  /** Resolvers of these kinds stay silent. */
  static Effect silence(Set<Resolver.Kind> who) {
    return new Effect() {
      @Override
      public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
        return Optional.of(Replies.<NameAnswer>failed(Replies.failure(Step.NAME, TIMED_OUT)))
            .filter(_ -> who.contains(kind));
      }
    };
  }

  /**
   * Questions for IPv6 addresses are dropped: whoever asks for both, and does not wait for long,
   * has none; the browser waits.
   */
  static Effect slowNames() {
    return new Effect() {
      @Override
      public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
        return switch (kind) {
          case MACHINE -> Optional.of(Replies.failed(Replies.failure(Step.NAME, TIMED_OUT)));
          case CONFIGURED -> Optional.of(Replies.saw(ModelWorld.RIGHT_BY_IPV4));
          case PUBLIC, HTTPS, NOBODY -> Optional.empty();
        };
      }

      @Override
      public boolean companionAlone() {
        return true;
      }

      @Override
      public Duration travels() {
        return Replies.SLOW;
      }
    };
  }

  /** Everything comes, and connections take their time. */
  static Effect slowLink() {
    return new Effect() {
      @Override
      public Duration travels() {
        return Replies.SLOW;
      }
    };
  }

  /** Connections take longer than the companion waits; the browser waits. */
  static Effect slowestLink() {
    return new Effect() {
      @Override
      public Optional<Outcome<Certificate>> handshake(String address) {
        return Optional.of(Replies.failed(Replies.failure(Step.TLS, TIMED_OUT)));
      }

      @Override
      public Optional<Outcome<Answer>> control() {
        return Optional.of(Replies.failed(Replies.failure(Step.TLS, TIMED_OUT)));
      }

      @Override
      public Optional<Outcome<StatusReport>> status() {
        return Optional.of(Replies.failed(Replies.failure(Step.TLS, TIMED_OUT)));
      }

      @Override
      public boolean companionAlone() {
        return true;
      }

      @Override
      public Duration travels() {
        return Replies.SLOW;
      }
    };
  }

  /** Connections to these addresses end so. */
  static Effect connections(Predicate<String> which, FailureKind kind) {
    return new Effect() {
      @Override
      public Optional<Outcome<Opened>> connection(String address) {
        return Optional.of(Replies.<Opened>failed(Replies.failure(Step.CONNECT, kind)))
            .filter(_ -> which.test(address));
      }
    };
  }

  /** The handshakes with these addresses are torn down. */
  static Effect resets(Predicate<String> which) {
    return new Effect() {
      @Override
      public Optional<Outcome<Certificate>> handshake(String address) {
        return Optional.of(Replies.<Certificate>failed(Replies.failure(Step.TLS, RESET)))
            .filter(_ -> which.test(address));
      }
    };
  }

  /** Whatever asks for AO3 by name is torn down, wherever it asks. */
  static Effect resetsByName() {
    return new Effect() {
      @Override
      public Optional<Outcome<Certificate>> handshake(String address) {
        return Optional.of(Replies.failed(Replies.failure(Step.TLS, RESET)));
      }

      @Override
      public boolean goesByName() {
        return true;
      }
    };
  }

  /** The browser is at that one, and everybody else goes on to the next. */
  static Effect browsersAddress(Step step, FailureKind kind) {
    Failure failure = Replies.failure(step, kind);
    return new Effect() {
      @Override
      public Optional<Failure> stop(Viewer viewer) {
        return Optional.of(failure).filter(_ -> viewer.browser());
      }

      @Override
      public boolean isAtAnAddress() {
        return true;
      }

      @Override
      public Optional<Outcome<Certificate>> handshake(String address) {
        return Optional.of(Replies.<Certificate>failed(failure))
            .filter(_ -> address.equals(ModelWorld.OTHER_4));
      }
    };
  }

  /** This way out is cut off from AO3, and the machine has another. */
  static Effect thisWayOut() {
    Outcome<Certificate> cut = Replies.failed(Replies.failure(Step.CONNECT, TIMED_OUT));
    return new Effect() {
      @Override
      public Optional<Outcome<Opened>> connection(String address) {
        return Optional.of(Replies.failed(Replies.failure(Step.CONNECT, TIMED_OUT)));
      }

      @Override
      public Optional<List<Uplink>> uplinks() {
        return Optional.of(
            List.of(new Uplink(1, 2, cut), new Uplink(2, 2, Replies.saw(Replies.proven()))));
      }
    };
  }

  static Effect signInPage() {
    return new Effect() {
      @Override
      public Optional<Outcome<Certificate>> handshake(String address) {
        return Optional.of(Replies.saw(Replies.rewritten("Cafe Router")));
      }

      @Override
      public boolean everyWay() {
        return true;
      }

      @Override
      public Optional<Outcome<Answer>> control() {
        return Optional.of(Replies.distrusted(Replies.rewritten("Cafe Router")));
      }

      @Override
      public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
        return Optional.of(Replies.saw(new PortalAnswer(302, false, true, Optional.empty())));
      }

      @Override
      public Optional<Outcome<StatusReport>> status() {
        return Optional.of(Replies.failed(Replies.failure(Step.TLS, BAD_CERTIFICATE)));
      }
    };
  }

  static Effect controlBlocked() {
    return new Effect() {
      @Override
      public Optional<Outcome<Answer>> control() {
        return Optional.of(Replies.failed(Replies.failure(Step.TLS, RESET)));
      }

      @Override
      public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
        return Optional.of(Replies.<PortalAnswer>failed(Replies.failure(Step.CONNECT, TIMED_OUT)))
            .filter(_ -> vendor != PortalVendor.MOZILLA);
      }
    };
  }
}
