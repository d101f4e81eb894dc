package org.why502.verdict.facts;

import java.time.Duration;
import java.util.Set;
import org.why502.evidence.Certificate;
import org.why502.evidence.Evidence;
import org.why502.evidence.FailureKind;
import org.why502.evidence.Question;
import org.why502.evidence.Step;

/**
 * All facts about one incident, by what they look at.
 *
 * @param saw what the browser saw
 * @param pages what later looks at AO3 found
 * @param pace how soon answers came
 * @param transfer how far answers came
 * @param setup what this machine itself is set up to do
 * @param names who finds AO3's name, and where it leads
 * @param sister the same of another official name, where the browser used one
 * @param reach what AO3's addresses showed
 * @param store what this machine's own store of roots vouches for
 * @param clock whether this machine knows the time
 * @param uplinks what other ways out of this machine showed
 * @param elsewhere what the rest of the world showed
 */
public record Facts(
    SightingFacts saw,
    PageFacts pages,
    PaceFacts pace,
    TransferFacts transfer,
    SetupFacts setup,
    NameFacts names,
    SisterFacts sister,
    ReachFacts reach,
    StoreFacts store,
    ClockFacts clock,
    UplinkFacts uplinks,
    ElsewhereFacts elsewhere) {
  /** All facts that one document tells. */
  public static Facts of(Evidence evidence) {
    NameFacts names = new NameFacts(evidence);
    ReachFacts reach = new ReachFacts(evidence, names);
    PageFacts pages = new PageFacts(evidence);
    return new Facts(
        new SightingFacts(evidence),
        pages,
        new PaceFacts(pages, evidence.runDelay().orElse(Duration.ZERO)),
        new TransferFacts(pages),
        new SetupFacts(evidence, names),
        names,
        new SisterFacts(evidence),
        reach,
        new StoreFacts(reach),
        new ClockFacts(evidence, reach),
        new UplinkFacts(evidence),
        new ElsewhereFacts(evidence, names, reach));
  }

  /**
   * AO3's own servers answered with an error. A gateway's page that does not say whose it is is
   * AO3's where the address proves to be AO3's and no proxy is set, for nobody else can write into
   * a connection that AO3's certificate protects; and where the host met that gateway itself: what
   * only the browser meets may stand between the browser and everybody.
   */
  public Fact trouble() {
    return Fact.any(
        saw.trouble(),
        Fact.all(
            saw.gatewayTrouble(),
            Fact.any(saw.byHost(), pages.readsAs(Question.APPLICATION, Reading.GATEWAY_ELSEWHERE)),
            reach.someAddressProven(),
            setup.proxySet().not()));
  }

  /**
   * Dynamic pages fail for the host, and for the browser: when it was seen, or when it tried again.
   * Where nothing that the host sent ever reached AO3, a light page in the browser stands for the
   * host's look.
   */
  public Fact dynamicPagesFail() {
    return Fact.any(
        Fact.all(
            pages.trouble(Question.APPLICATION),
            Fact.any(trouble(), pages.officialTroubleWithCookies())),
        Fact.all(
            saw.trouble(),
            pages.brokeBeforeAnswering(Question.APPLICATION),
            pages.officialTrouble(Question.LIGHT_PAGE_WITHOUT_COOKIES)));
  }

  /** The browser uses an address of AO3's that somebody here was given for AO3's name as well. */
  public Fact browserUsesKnownAddress() {
    return saw.sighting().isEmpty()
        ? Fact.waiting(Question.SIGHTING)
        : names.given("browser-uses-a-known-address", saw.addresses());
  }

  /**
   * The browser uses addresses that nobody here was given for AO3's name. Such an address may still
   * be AO3's: whoever asks this asks as well whether the browser found AO3 there.
   */
  public Fact browserUsesUnknownAddress() {
    // where the browser tells no address, it is neither known nor unknown
    return saw.addresses().isEmpty() ? browserUsesKnownAddress() : browserUsesKnownAddress().not();
  }

  /** What a certificate that is not AO3's says: another's name, or a signer whom nobody knows. */
  private static final Set<Certificate.Trust> STRANGERS =
      Set.of(Certificate.Trust.WRONG_NAME, Certificate.Trust.UNTRUSTED);

  /** At an address that the browser uses, what answers cannot show AO3's certificate. */
  public Fact browserMetAStranger() {
    // where it did not tell what it saw, nobody knows which addresses it uses
    return saw.kind().isEmpty() ? Fact.waiting(Question.SIGHTING) : metAStranger();
  }

  private Fact metAStranger() {
    return reach.handshakes(
        "browsers-address-shows-a-strangers-certificate",
        h ->
            saw.addresses().contains(h.address())
                && h.outcome()
                    .seen()
                    .map(c -> STRANGERS.contains(c.trust()))
                    .or(
                        () ->
                            h.outcome().failed().map(f -> f.kind() == FailureKind.BAD_CERTIFICATE))
                    .orElse(false));
  }

  /**
   * The browser used another official name, did not find it, and the main one leads to AO3 here.
   */
  public Fact mainNameWouldLeadThere() {
    return Fact.all(sister.used(), saw.failedAt(Step.NAME), reach.machineAddressProven());
  }

  /**
   * Whether a VPN is on and AO3 is out of reach without it, as far as can be seen from here without
   * going around it: another way out of this machine does not lead there, or the look-up that this
   * machine is set up to use does not. For advice alone.
   */
  public boolean onlyByVpn() {
    return setup.vpnOn().yes() && (uplinks.othersSeenToFail() || reach.machineAddressProven().no());
  }

  /**
   * What is wrong about AO3's main name is said by a resolver that keeps nothing here: those that
   * this machine is set up to use stand elsewhere, and what they were asked past all that is kept
   * here led nowhere, or was just what this machine has. For advice alone. Nobody asks them for
   * another name.
   */
  public boolean resolverItselfIsWrong() {
    return setup.resolverHere().no()
        && !mainNameWouldLeadThere().yes()
        && (reach.configuredAddressProven().no() || names.configuredGivesTheMachines());
  }

  /**
   * A configured resolver leads to AO3, the machine's own look-up does not, and no entry of the
   * hosts file is known to be why. For advice alone.
   */
  public boolean onlyMemoryIsWrong() {
    return reach.configuredAddressProven().yes()
        && (names.machineNamesFail().yes() || reach.machineAddressProven().no())
        && !setup.hostsEntryInForce().yes();
  }

  /** AO3's servers gave up on a page that they had worked on. */
  public Fact lateTrouble() {
    return Fact.any(saw.silence(), Fact.all(trouble(), Fact.any(saw.givenUp(), late())));
  }

  /**
   * The page came late, by more than the way there takes on this link: the edge's own answer, which
   * nobody works on, measures that. Open until the edge has answered, where it may matter.
   */
  private Fact late() {
    Fact atAll = saw.late(Duration.ZERO);
    // what the companion saw itself is the server's own time already
    return atAll.yes() && !saw.byHost().yes()
        ? pages.took(Question.EDGE).map(saw::late).orElseGet(() -> Fact.waiting(Question.EDGE))
        : atAll;
  }
}
