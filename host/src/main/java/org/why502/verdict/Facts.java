package org.why502.verdict;

import org.why502.evidence.Evidence;
import org.why502.evidence.Question;

/**
 * All facts about one incident, by what they look at.
 *
 * @param saw what the browser saw
 * @param looks what later looks at AO3 found
 * @param here what this machine itself is set up to do
 * @param names who finds AO3's name, and where it leads
 * @param path what AO3's addresses showed
 * @param clock whether this machine knows the time
 * @param uplinks what other ways out of this machine showed
 * @param outside what the rest of the world showed
 */
record Facts(
    Sighted saw,
    Looks looks,
    Here here,
    Names names,
    Path path,
    Clock clock,
    Uplinks uplinks,
    Outside outside) {
  static Facts of(Evidence evidence) {
    Names names = new Names(evidence);
    Path path = new Path(evidence, names);
    return new Facts(
        new Sighted(evidence),
        new Looks(evidence),
        new Here(evidence, names),
        names,
        path,
        new Clock(evidence, path),
        new Uplinks(evidence),
        new Outside(evidence, names, path));
  }

  /**
   * AO3's own servers answered with an error. A gateway's page that does not say whose it is is
   * AO3's where the address proves to be AO3's and no proxy is set, for nobody else can write into
   * a connection that AO3's certificate protects; and where the host met that gateway itself: what
   * only the browser meets may stand between the browser and everybody.
   */
  Fact trouble() {
    return Fact.any(
        saw.trouble(),
        Fact.all(
            saw.gatewayTrouble(),
            Fact.any(saw.byHost(), looks.readsAs(Question.APPLICATION, Reading.GATEWAY_ELSEWHERE)),
            path.someAddressProven(),
            here.proxySet().not()));
  }

  /**
   * Dynamic pages fail for the host, and for the browser: when it was seen, or when it tried again.
   * Where nothing that the host sent ever reached AO3, a light page in the browser stands for the
   * host's look.
   */
  Fact dynamicPagesFail() {
    return Fact.any(
        Fact.all(
            looks.trouble(Question.APPLICATION),
            Fact.any(trouble(), looks.officialTroubleWithCookies())),
        Fact.all(
            saw.trouble(),
            looks.brokeBeforeAnswering(Question.APPLICATION),
            looks.officialTrouble(Question.LIGHT_PAGE_WITHOUT_COOKIES)));
  }

  /** The browser uses an address of AO3's that somebody here was given for AO3's name as well. */
  Fact browserUsesKnownAddress() {
    return saw.sighting().isEmpty()
        ? Fact.waiting(Question.SIGHTING)
        : names.given("browser-uses-a-known-address", saw.addresses());
  }

  /**
   * The browser uses addresses that nobody here was given for AO3's name. Such an address may still
   * be AO3's: whoever asks this asks as well whether the browser found AO3 there.
   */
  Fact browserUsesUnknownAddress() {
    // no address is told: neither known nor unknown
    return saw.addresses().isEmpty() ? browserUsesKnownAddress() : browserUsesKnownAddress().not();
  }

  /** AO3's servers gave up on a page that they had worked on. */
  Fact lateTrouble() {
    return Fact.any(saw.silence(), Fact.all(trouble(), saw.late()));
  }
}
