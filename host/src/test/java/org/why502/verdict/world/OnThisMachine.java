package org.why502.verdict.world;

import static org.why502.evidence.FailureKind.BAD_CERTIFICATE;
import static org.why502.evidence.FailureKind.PROXY;
import static org.why502.evidence.FailureKind.TIMED_OUT;

import java.util.List;
import java.util.Optional;
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
import org.why502.evidence.Setup;
import org.why502.evidence.StatusReport;
import org.why502.evidence.Step;

/** Causes on this machine: its settings, its clock, its programs, its proxy and its VPN. */
final class OnThisMachine {
  private static final String SHIELD = "Some Shield Root";

  private OnThisMachine() {}

  static Effect hostsEntry() {
    return new Effect() {
      @Override
      public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
        return Optional.of(Replies.saw(new NameAnswer("NOERROR", List.of(ModelWorld.LIAR))))
            .filter(_ -> kind == Resolver.Kind.MACHINE);
      }

      @Override
      public List<String> hosts() {
        return List.of(ModelWorld.LIAR);
      }
    };
  }

  /** So long, or so slow, that they could not be read in time. */
  static Effect settingsNotRead() {
    return new Effect() {
      @Override
      public Setup setup(Setup otherwise) {
        return new Setup(
            Optional.empty(),
            otherwise.proxy(),
            Optional.empty(),
            otherwise.vpnInterfaces(),
            otherwise.resolverHere());
      }
    };
  }

  static Effect antivirus() {
    return new Rewritten(Replies.rewrittenHere(SHIELD), Optional.empty());
  }

  static Effect clockAhead() {
    return new Rewritten(
        Replies.aYearAgo(),
        Optional.of(new PortalAnswer(204, true, false, Optional.of(Replies.yearAhead()))));
  }

  /**
   * Every certificate is another than its server's, or seems so.
   *
   * @param shown in its place
   * @param portal what the checks over plain http tell then, where it is not what they always do;
   *     who has that in mind is no program that the browser was told to trust
   */
  private record Rewritten(Certificate shown, Optional<PortalAnswer> portal) implements Effect {
    @Override
    public Optional<Outcome<Certificate>> handshake(String address) {
      return Optional.of(Replies.saw(shown));
    }

    @Override
    public boolean browserTrusts() {
      return portal.isEmpty();
    }

    @Override
    public boolean everyWay() {
      return true;
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return Optional.of(Replies.distrusted(shown));
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return portal.map(Replies::saw);
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return Optional.of(Replies.failed(Replies.failure(Step.TLS, BAD_CERTIFICATE)));
    }
  }

  /** The desktop's proxy, which the browser follows and the companion's own looks walk past. */
  static Effect proxyThatAnswers(Answer answer) {
    return new Proxy(false, false) {
      @Override
      public Optional<Answer> answer(Viewer viewer) {
        return Optional.of(answer).filter(_ -> viewer.browser());
      }
    };
  }

  /** A proxy that is not there, or will not. */
  static Effect proxyThatFails() {
    return new Proxy(false, false) {
      @Override
      public Optional<Failure> stop(Viewer viewer) {
        return Optional.of(Replies.failure(Step.CONNECT, PROXY)).filter(_ -> viewer.browser());
      }
    };
  }

  /** A proxy that a script names, that is the only way out, and that leads to AO3. */
  static Effect proxyAsTheOnlyWay() {
    return new Proxy(true, true);
  }

  /** The same, where it opens no tunnel to AO3. */
  static Effect proxyAsTheOnlyWayThatRefuses() {
    return new Proxy(true, true) {
      @Override
      public Optional<Failure> stop(Viewer viewer) {
        return Optional.of(Replies.failure(Step.CONNECT, PROXY)).filter(_ -> viewer.browser());
      }
    };
  }

  private static class Proxy implements Effect {
    private final boolean script;
    private final boolean onlyWay;

    Proxy(boolean script, boolean onlyWay) {
      this.script = script;
      this.onlyWay = onlyWay;
    }

    @Override
    public Setup setup(Setup otherwise) {
      Setup.Desktop desktop =
          new Setup.Desktop(
              script ? Optional.empty() : Optional.of(Setup.ProxyPlace.PRIVATE), script);
      return new Setup(
          otherwise.hosts(),
          otherwise.proxy(),
          otherwise.desktop().map(_ -> desktop),
          otherwise.vpnInterfaces(),
          otherwise.resolverHere());
    }

    @Override
    public boolean browserIsProxied() {
      return true;
    }

    @Override
    public boolean companionAlone() {
      return true;
    }

    @Override
    public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
      return OnTheWay.SYSTEMS.contains(kind) ? Optional.empty() : silent(Step.NAME);
    }

    @Override
    public Optional<Outcome<Opened>> connection(String address) {
      return silent(Step.CONNECT);
    }

    @Override
    public Optional<Outcome<Answer>> control() {
      return silent(Step.CONNECT);
    }

    @Override
    public Optional<Outcome<PortalAnswer>> portal(PortalVendor vendor) {
      return silent(Step.CONNECT);
    }

    @Override
    public Optional<Outcome<StatusReport>> status() {
      return silent(Step.CONNECT);
    }

    private <T> Optional<Outcome<T>> silent(Step step) {
      return Optional.of(Replies.<T>failed(Replies.failure(step, TIMED_OUT))).filter(_ -> onlyWay);
    }
  }

  static Effect vpn() {
    return new Vpn();
  }

  /** Without it names lead astray here; the browser asks for them by a way of its own. */
  static Effect vpnAsTheOnlyWay() {
    return new Vpn() {
      @Override
      public Optional<Outcome<NameAnswer>> lookup(Resolver.Kind kind) {
        return Optional.of(Replies.saw(new NameAnswer("NOERROR", List.of(ModelWorld.LIAR))))
            .filter(_ -> OnTheWay.SYSTEMS.contains(kind));
      }

      @Override
      public boolean companionAlone() {
        return true;
      }
    };
  }

  private static class Vpn implements Effect {
    @Override
    public Setup setup(Setup otherwise) {
      return new Setup(
          otherwise.hosts(), otherwise.proxy(), otherwise.desktop(), 1, otherwise.resolverHere());
    }

    @Override
    public Optional<List<Uplink>> uplinks() {
      return Optional.of(List.of(Uplink.besideVpn()));
    }
  }

  /** The page is stopped by something in the browser, which says so. */
  static Effect extension() {
    return Effect.stops(
        viewer ->
            Optional.of(Replies.failure(Step.REQUEST, FailureKind.BLOCKED_LOCALLY))
                .filter(_ -> viewer.asked() == Viewer.Asked.PAGE));
  }

  /** Every request of the browser's ends so, and nobody else's. */
  static Effect browser(Step step, FailureKind kind) {
    return Effect.stops(
        viewer -> Optional.of(Replies.failure(step, kind)).filter(_ -> viewer.browser()));
  }

  /** What is large is cut off: the head of a page comes, and then nothing. */
  static Effect largeAnswers() {
    return Effect.stops(viewer -> Optional.of(Replies.cutOff()).filter(_ -> viewer.browser()));
  }

  static Effect cookiesNotKept() {
    return new Effect() {
      @Override
      public boolean keepsCookies() {
        return false;
      }
    };
  }

  /** Another of AO3's names is asked for, which nobody finds any more. */
  static Effect sisterName() {
    return new Effect() {
      @Override
      public Optional<String> host() {
        return Optional.of("ao3.org");
      }

      @Override
      public Optional<Failure> stop(Viewer viewer) {
        return Optional.of(Replies.failure(Step.NAME, FailureKind.NAME_NOT_FOUND))
            .filter(_ -> viewer.browser() && viewer.page());
      }
    };
  }
}
