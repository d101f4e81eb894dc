package org.why502.verdict.facts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signers are known to rewrite TLS, and that nobody else is taken for one. */
class InterceptorsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Kaspersky Anti-Virus Personal Root Certificate",
        "ESET SSL Filter CA",
        "Avast Web/Mail Shield Root",
        "AVG Web/Mail Shield Root",
        "Bitdefender CA SSL",
        "Zscaler Intermediate Root CA (zscaler.net)",
        "Cisco Umbrella Root CA",
        "FORTINET",
        "mitmproxy",
      })
  void a_product_is_known_by_its_name(String issuer) {
    assertTrue(Interceptors.any(List.of(issuer)));
    assertTrue(Interceptors.any(List.of("FGT60F0000000001", issuer)), "by its organisation too");
  }

  /** Public authorities, AO3's own among them, and names that hold a product's by chance. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WE1",
        "Google Trust Services",
        "GTS Root R4",
        "Let's Encrypt",
        "R11",
        "E5",
        "DigiCert Global Root G2",
        "Sectigo Public Server Authentication CA DV E36",
        "USERTrust ECC Certification Authority",
        "GlobalSign",
        "Cloudflare TLS Issuing ECC CA 3",
        "SSL Corporation",
        "Cisco Systems",
        "Example School Filter CA",
        "",
      })
  void nobody_else_is_taken_for_one(String issuer) {
    assertFalse(Interceptors.any(List.of(issuer)));
  }

  @Test
  void no_signer_is_no_product() {
    assertFalse(Interceptors.any(List.of()));
  }
}
