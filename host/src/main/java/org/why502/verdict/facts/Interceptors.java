package org.why502.verdict.facts;

import java.util.List;
import java.util.Locale;

/**
 * Products that open other people's TLS and close it again with certificates of their own: what
 * they call themselves as an issuer, in its common name or its organisation.
 *
 * <p>The words come from the makers' public instructions for installing their root certificates.
 * Only words that no public certificate authority uses are here, whole and long enough that no
 * other name holds them by chance. A product that is missing costs a little precision and no wrong
 * verdict: a signer that is not here is a stranger on the network.
 */
final class Interceptors {
  private Interceptors() {}

  private static final List<String> WORDS =
      List.of(
          // gateways and filters of schools, offices and parents
          "barracuda",
          "blocksi",
          "blue coat",
          "check point",
          "cisco umbrella",
          "opendns",
          "contentkeeper",
          "covenant eyes",
          "fortinet",
          "fortigate",
          "goguardian",
          "iboss",
          "lightspeed",
          "linewize",
          "net nanny",
          "netskope",
          "palo alto networks",
          "qustodio",
          "securly",
          "smoothwall",
          "sonicwall",
          "sophos",
          "untangle",
          "watchguard",
          "zscaler",
          // antivirus programs and blockers on the machine itself
          "adguard",
          "avast web/mail shield",
          "avg web/mail shield",
          "avg technologies",
          "bitdefender",
          "dr.web",
          "eset ssl filter",
          "kaspersky",
          "mcafee web gateway",
          "norton web/mail shield",
          // tools that look into one's own traffic
          "charles proxy",
          "do_not_trust_fiddlerroot",
          "mitmproxy");

  /** Whether one of these names is such a product's. */
  static boolean any(List<String> issuers) {
    return issuers.stream()
        .map(i -> i.toLowerCase(Locale.ROOT))
        .anyMatch(i -> WORDS.stream().anyMatch(i::contains));
  }
}
