package org.why502.probe;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.X509TrustManager;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.why502.evidence.Answer;
import org.why502.evidence.Failure;
import org.why502.evidence.Observation;
import org.why502.evidence.OfficialHosts;
import org.why502.evidence.Outcome;
import org.why502.evidence.PortalAnswer;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Question;
import org.why502.evidence.Target;
import org.why502.evidence.Trial;
import org.why502.probe.ask.Ladder;
import org.why502.probe.ask.Probes;
import org.why502.probe.ways.ThroughUplink;
import org.why502.probe.ways.Uplinks;
import org.why502.probe.web.CertificateJudge;
import org.why502.probe.web.CertificateProbe;
import org.why502.probe.web.PageReader;
import org.why502.probe.web.PageReader.Expected;
import org.why502.probe.web.StatusPageReader;
import org.why502.probe.web.Web;
import org.why502.probe.web.WebReply;
import org.why502.probe.work.Allowance;
import org.why502.probe.work.Asking;
import org.why502.probe.work.Passage;
import org.why502.probe.work.Probe;
import org.why502.probe.work.WithinLimit;
import org.why502.probe.work.Work;

/**
 * Makes the real probes. Every name that it asks is written in {@link Places} or in {@link
 * OfficialHosts}; the only addresses that come from elsewhere are those that a resolver gave for
 * AO3's name, and they are connected to, never asked anything.
 *
 * <p>Closing it ends whatever still runs. What may linger is idle and holds nothing: a daemon
 * thread that waits in the system's own look-up until that gives up, and okhttp's shared daemon
 * threads, which end by themselves after a minute.
 */
public final class World implements Probes, AutoCloseable {

  /** A table of routes comes at once, where a program has to be asked for it in tenths of it. */
  private static final Duration FINDING_UPLINKS = Duration.ofSeconds(1);

  private final Addresses addresses;
  private final WithinLimit running = new WithinLimit();
  private final CertificateJudge judge;
  private final Passage passage = new Passage();
  private final Web web;
  private final NameProbes names;

  /**
   * Makes probes for a world.
   *
   * @param addresses {@link Addresses#real()}, but in tests
   * @param version of why502, for the User-Agent
   */
  public World(Addresses addresses, String version) {
    X509TrustManager trusted = addresses.trusted().orElseGet(CertificateJudge::javaRoots);
    this.addresses = addresses;
    this.judge = new CertificateJudge(trusted, addresses.ownRoots());
    this.web =
        new Web(
            addresses.names(),
            addresses.reach(),
            addresses.proxies(),
            trusted,
            judge,
            new Allowance(Ladder.BUDGET_FOR_SESSION),
            passage,
            version);
    this.names = new NameProbes(addresses, running, web);
  }

  /** This machine's own setup: its hosts file, the proxy that is set, what looks like a VPN. */
  @Override
  public Probe localSetup() {
    return new Asking<>(
        Question.LOCAL_SETUP, running, _ -> addresses.setup().get(), Observation.LocalSetup::new);
  }

  @Override
  public Duration runDelay() {
    return running.runDelay();
  }

  @Override
  public Probe machineNames() {
    return names.machineNames();
  }

  @Override
  public List<Probe> configuredNames() {
    return names.configuredNames();
  }

  @Override
  public Probe publicNames(String resolver) {
    return names.publicNames(resolver);
  }

  @Override
  public Probe namesOverHttps(String resolver) {
    return names.namesOverHttps(resolver);
  }

  @Override
  public List<Probe> sisterNames(String name) {
    return names.sisterNames(name);
  }

  @Override
  public Probe namesFromNobody() {
    return names.namesFromNobody();
  }

  /**
   * Opens a TCP connection to one of AO3's addresses, port 443, and closes it.
   *
   * @param address as a resolver gave it
   * @throws IllegalArgumentException where it is not an address
   */
  @Override
  public Probe connection(String address) {
    CertificateProbe showing = showing(address);
    return new Asking<>(
        Question.CONNECTIONS,
        running,
        showing::open,
        outcome -> new Observation.Connection(address, outcome));
  }

  /**
   * Has one of AO3's addresses show its certificate for AO3's name.
   *
   * @param address as a resolver gave it
   * @throws IllegalArgumentException where it is not an address
   */
  @Override
  public Probe handshake(String address) {
    CertificateProbe showing = showing(address);
    return new Asking<>(
        Question.HANDSHAKES,
        running,
        showing::show,
        outcome -> new Observation.Handshake(address, outcome));
  }

  /**
   * Has one of AO3's addresses show a certificate for another name.
   *
   * @param address as a resolver gave it
   * @throws IllegalArgumentException where it is not an address
   */
  @Override
  public Probe otherName(String address) {
    CertificateProbe showing = showing(address);
    return new Asking<>(
        Question.OTHER_NAME,
        running,
        progress -> showing.show(progress, Places.OTHER_NAME),
        outcome -> new Observation.OtherName(address, outcome));
  }

  /** Asks one of the fixed addresses. */
  @Override
  public Probe page(Target target) {
    return new Asking<>(
        target.question(),
        running,
        progress ->
            PageReader.answer(
                web.fetch(Places.uncached(Places.of(target)), progress),
                target == Target.CONTROL ? Expected.NOTHING : Expected.SMALL),
        outcome -> new Observation.PageFetch(target, outcome));
  }

  /** The failing page as a guest: {@link #guestPage(URI, Trial, int, Optional)} without cookies. */
  public Probe guestPage(URI page, Trial trial, int attempt) {
    return guestPage(page, trial, attempt, Optional.empty());
  }

  /**
   * Tries a page in the browser's stead, from a terminal, past every cache. An address that is not
   * https on an official host is not asked.
   *
   * @param page its address, which is kept nowhere
   * @param trial what is tried
   * @param attempt 1, or 2 for the repetition
   * @param cookies a whole {@code Cookie} header, which is kept nowhere; empty for a guest
   */
  public Probe guestPage(URI page, Trial trial, int attempt, Optional<String> cookies) {
    return page(page, trial, attempt, cookies, Places::busted);
  }

  /**
   * The same as guests get it, a shared cache's copy included: that is how it is found out that
   * guests are served while members are not.
   *
   * @param page its address, which is kept nowhere
   * @param trial what is tried
   */
  public Probe pageAsGuestsGetIt(URI page, Trial trial) {
    return page(page, trial, 1, Optional.empty(), url -> new Request.Builder().url(url).build());
  }

  private Probe page(
      URI page,
      Trial trial,
      int attempt,
      Optional<String> cookies,
      Function<HttpUrl, Request> asked) {
    Optional<HttpUrl> official = Optional.ofNullable(HttpUrl.get(page)).filter(Places::isOfficial);
    if (official.isEmpty()) {
      return new NotAsking(
          trial.question(attempt),
          new Observation.BrowserFetch(trial, attempt, new Outcome.NotAsked<>("not-official")));
    }
    Work<Answer> work =
        progress -> {
          Request.Builder request =
              asked.apply(official.get()).newBuilder().header("Accept", "text/html");
          cookies.ifPresent(all -> request.header("Cookie", all));
          return PageReader.answer(web.fetch(request.build(), progress), Expected.PAGE);
        };
    return new Asking<>(
        trial.question(attempt),
        running,
        work,
        outcome -> new Observation.BrowserFetch(trial, attempt, outcome));
  }

  /** Reads the OTW's status page. */
  @Override
  public Probe statusPage() {
    return new Asking<>(
        Question.STATUS_PAGE,
        running,
        progress -> StatusPageReader.read(web.fetch(Places.uncached(Places.STATUS_PAGE), progress)),
        Observation.StatusPage::new);
  }

  /** Makes a vendor's captive-portal check, over plain http as such checks are. */
  @Override
  public Probe portal(PortalVendor vendor) {
    return new Asking<>(
        Question.PORTALS,
        running,
        progress -> {
          WebReply reply = web.fetch(Places.uncached(Places.of(vendor)), progress);
          String body = new String(reply.body(), StandardCharsets.UTF_8).strip();
          boolean expected =
              switch (vendor) {
                case MOZILLA -> reply.status() == 200 && body.equals("success");
                case GOOGLE -> reply.status() == 204 && body.isEmpty();
              };
          return new PortalAnswer(
              reply.status(),
              expected,
              reply.redirects(),
              PageReader.headers(reply).clockAhead(Instant.now()));
        },
        outcome -> new Observation.PortalCheck(vendor, outcome));
  }

  /** AO3's certificate, through each way out. Which interfaces they are stays here. */
  @Override
  public List<Probe> uplinks() {
    return switch (running.run(FINDING_UPLINKS, addresses.uplinks()::find)) {
      case Outcome.Saw<Uplinks.Found>(var found, var _) -> uplinks(found);
      case Outcome.Failed<Uplinks.Found>(var failure, var took) ->
          List.of(unasked(new Observation.Uplink(0, 0, new Outcome.Failed<>(failure, took))));
      case Outcome.NotAsked<Uplinks.Found>(String why) ->
          List.of(unasked(new Observation.Uplink(0, 0, new Outcome.NotAsked<>(why))));
    };
  }

  private List<Probe> uplinks(Uplinks.Found found) {
    List<Uplinks.Way> ways = found.ways();
    int all = ways.size() + found.unusable();
    if (all == 0) {
      return List.of(unasked(Observation.Uplink.none()));
    }
    if (all == 1) {
      return List.of(
          unasked(found.vpn() ? Observation.Uplink.besideVpn() : Observation.Uplink.only()));
    }
    List<Probe> probes = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      int place = i + 1;
      probes.add(
          new Asking<>(
              Question.UPLINKS,
              running,
              new ThroughUplink(ways.get(i), addresses.names(), addresses.reach(), judge),
              outcome -> new Observation.Uplink(place, all, outcome)));
    }
    for (int place = ways.size() + 1; place <= all; place++) {
      probes.add(
          unasked(
              new Observation.Uplink(place, all, new Outcome.NotAsked<>("not-routed-by-sender"))));
    }
    return List.copyOf(probes);
  }

  private static Probe unasked(Observation observation) {
    return new NotAsking(observation.question(), observation);
  }

  @Override
  public void giveUpOnArchive(Failure why) {
    passage.close(why);
  }

  /** Ends whatever still runs. */
  @Override
  public void close() {
    running.close();
  }

  private CertificateProbe showing(String address) {
    return new CertificateProbe(
        InetAddress.ofLiteral(address), addresses.reach(), Optional.empty(), judge);
  }
}
