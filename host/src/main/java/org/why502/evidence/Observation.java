package org.why502.evidence;

/** One question to the world, and how it ended. */
public sealed interface Observation {

  /** Which question it answers. */
  Question question();

  /** A name that is the same for the same question to the same party, unique in one evidence. */
  String id();

  /** How it ended. */
  Outcome<?> outcome();

  /** Requests to AO3's own servers that it cost. */
  default int archiveRequests() {
    return 0;
  }

  /** Requests that left this machine: none where the path broke before one could be sent. */
  private static int requestsSent(Outcome<Answer> outcome) {
    return switch (outcome) {
      case Outcome.Saw<Answer>(var answer, var _) -> 1 + answer.redirects();
      case Outcome.Failed<Answer>(var failure, var _) ->
          failure.step().compareTo(Step.REQUEST) < 0
                  || failure.kind() == FailureKind.BLOCKED_LOCALLY
              ? 0
              : 1;
      case Outcome.NotAsked<Answer> _ -> 0;
    };
  }

  /** Opening a TCP connection tells nothing more than that it opened. */
  record Opened() {}

  /**
   * A name was looked up.
   *
   * @param resolver who was asked
   * @param name the name, always one of our fixed ones: AO3's main one, or another official one
   *     that a browser did not find
   */
  record NameLookup(Resolver resolver, String name, Outcome<NameAnswer> outcome)
      implements Observation {
    @Override
    public Question question() {
      if (!name.equals(OfficialHosts.ARCHIVE)) {
        return Question.NAMES_SISTER;
      }
      return switch (resolver.kind()) {
        case MACHINE -> Question.NAMES_MACHINE;
        case CONFIGURED -> Question.NAMES_CONFIGURED;
        case PUBLIC -> Question.NAMES_PUBLIC;
        case HTTPS -> Question.NAMES_HTTPS;
        case NOBODY -> Question.NAMES_NOBODY;
      };
    }

    @Override
    public String id() {
      return "name-lookup/" + resolver.label() + "/" + name;
    }
  }

  /**
   * A TCP connection to one of AO3's addresses was tried on port 443.
   *
   * @param address the address, as a resolver gave it
   */
  record Connection(String address, Outcome<Opened> outcome) implements Observation {
    @Override
    public Question question() {
      return Question.CONNECTIONS;
    }

    @Override
    public String id() {
      return "connection/" + address;
    }
  }

  /**
   * A TLS handshake for AO3's name was tried.
   *
   * @param address the address it was made with
   */
  record Handshake(String address, Outcome<Certificate> outcome) implements Observation {
    @Override
    public Question question() {
      return Question.HANDSHAKES;
    }

    @Override
    public String id() {
      return "handshake/" + address;
    }
  }

  /**
   * A TLS handshake for another name was tried at one of AO3's addresses, where the one for AO3's
   * name had broken. The edge makes it by itself: AO3 has no part in it.
   *
   * @param address the address it was made with
   */
  record OtherName(String address, Outcome<Certificate> outcome) implements Observation {
    @Override
    public Question question() {
      return Question.OTHER_NAME;
    }

    @Override
    public String id() {
      return "other-name/" + address;
    }
  }

  /**
   * The host asked one of its fixed addresses.
   *
   * @param target which
   */
  record PageFetch(Target target, Outcome<Answer> outcome) implements Observation {
    @Override
    public Question question() {
      return target.question();
    }

    @Override
    public String id() {
      return "page-fetch/" + target.question().name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public int archiveRequests() {
      return target.spendsArchive() ? Observation.requestsSent(outcome) : 0;
    }
  }

  /**
   * The browser tried a page (or, from a terminal, the host in its stead).
   *
   * @param trial what was tried
   * @param attempt 1, or 2 for the repetition
   */
  record BrowserFetch(Trial trial, int attempt, Outcome<Answer> outcome) implements Observation {
    @Override
    public Question question() {
      return trial.question(attempt);
    }

    @Override
    public String id() {
      return "browser-fetch/"
          + question().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Override
    public int archiveRequests() {
      return Observation.requestsSent(outcome);
    }
  }

  /** The OTW's status page was read. */
  record StatusPage(Outcome<StatusReport> outcome) implements Observation {
    @Override
    public Question question() {
      return Question.STATUS_PAGE;
    }

    @Override
    public String id() {
      return "status-page";
    }
  }

  /**
   * A captive-portal check was made, over plain http as such checks are.
   *
   * @param vendor whose
   */
  record PortalCheck(PortalVendor vendor, Outcome<PortalAnswer> outcome) implements Observation {
    @Override
    public Question question() {
      return Question.PORTALS;
    }

    @Override
    public String id() {
      return "portal-check/" + vendor.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * AO3's certificate was asked for through one way out of this machine, bound to its own address.
   * Which interface that is, and where it leads, is nobody's business: uplinks are numbered.
   *
   * @param place 1 for the one that the system prefers; 0 where there is none
   * @param of how many there are, so that one that is missing from evidence is missed
   */
  record Uplink(int place, int of, Outcome<Certificate> outcome) implements Observation {
    /** Why the only way out is not tried by itself: everything else goes through it already. */
    public static final String THE_ONLY_ONE = "the-only-one";

    /** Stands where uplinks would, on a machine without a way out. */
    public static Uplink none() {
      return new Uplink(0, 0, new Outcome.NotAsked<>("none"));
    }

    /**
     * The only way out that is counted where a VPN is on: binding to another would slip out beside
     * the tunnel.
     */
    public static Uplink besideVpn() {
      return new Uplink(1, 1, new Outcome.NotAsked<>("vpn"));
    }

    /** The only way out, which everything goes through. */
    public static Uplink only() {
      return new Uplink(1, 1, new Outcome.NotAsked<>(THE_ONLY_ONE));
    }

    /** Whether it is the one that the system prefers, and so the one that all else goes through. */
    public boolean preferred() {
      return place == 1;
    }

    @Override
    public Question question() {
      return Question.UPLINKS;
    }

    @Override
    public String id() {
      return "uplink-" + place + "-of-" + of;
    }
  }

  /** This machine's own setup was read. Nobody is asked for it. */
  record LocalSetup(Outcome<Setup> outcome) implements Observation {
    @Override
    public Question question() {
      return Question.LOCAL_SETUP;
    }

    @Override
    public String id() {
      return "local-setup";
    }
  }
}
