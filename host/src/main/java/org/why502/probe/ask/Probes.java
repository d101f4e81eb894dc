package org.why502.probe.ask;

import java.time.Duration;
import java.util.List;
import org.why502.evidence.Failure;
import org.why502.evidence.PortalVendor;
import org.why502.evidence.Target;
import org.why502.probe.work.Probe;

/**
 * The questions that an investigation can put. The real world answers in {@code probe.World}, a
 * script in tests.
 */
public interface Probes {
  /** This machine's own setup; costs nobody anything. */
  Probe localSetup();

  /** AO3's addresses as every program on this machine gets them. */
  Probe machineNames();

  /** AO3's addresses from each resolver that this machine is set up to use. */
  List<Probe> configuredNames();

  /** AO3's addresses from a public resolver. */
  Probe publicNames(String resolver);

  /** AO3's addresses from a public resolver over https. */
  Probe namesOverHttps(String resolver);

  /**
   * Addresses of another official name of AO3's, by the machine's look-up and public resolvers,
   * plainly and over https.
   *
   * @param name one of {@link org.why502.evidence.OfficialHosts}
   */
  List<Probe> sisterNames(String name);

  /** AO3's addresses from a resolver that does not exist: an answer is a forgery. */
  Probe namesFromNobody();

  /** A TCP connection to one address, port 443. */
  Probe connection(String address);

  /** A TLS handshake for AO3's name with one address. */
  Probe handshake(String address);

  /** A TLS handshake for another name with one of AO3's addresses. */
  Probe otherName(String address);

  /** One of the fixed addresses over https. */
  Probe page(Target target);

  /** The OTW's status page. */
  Probe statusPage();

  /**
   * AO3's certificate through each way out of this machine, the preferred one first, where there
   * are several; where not, one that says so without asking anybody. Finding them takes a second at
   * most, and obeys an interrupt.
   */
  List<Probe> uplinks();

  /**
   * Nothing that is sent to AO3 from here can arrive any more: what is on its way and has no
   * connection yet ends now, and what would be sent later fails at once.
   *
   * @param why what AO3's addresses failed by
   */
  void giveUpOnArchive(Failure why);

  /** How long this machine has kept probes waiting for its processor so far; it only grows. */
  Duration runDelay();

  /** A captive-portal check. */
  Probe portal(PortalVendor vendor);
}
