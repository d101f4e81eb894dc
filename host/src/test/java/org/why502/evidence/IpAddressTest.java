package org.why502.evidence;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"104.20.28.24", "0.0.0.0", "2606:4700:10::6814:1c18", "::1"})
  void an_address(String text) {
    assertTrue(IpAddress.isOne(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "example.com", "fe80::1%eth0", "104.20.28", "1.2.3.4:5"})
  void no_address_by_itself(String text) {
    // "104.20.28" is one to some programs (the last number fills the rest); no browser writes it
    assertFalse(IpAddress.isOne(text), text);
  }

  @Test
  void the_same_address_is_written_in_many_ways() {
    assertTrue(IpAddress.same("2606:4700:10::6814:1c18", "2606:4700:10:0:0:0:6814:1C18"));
    assertFalse(IpAddress.same("104.20.28.24", "104.20.28.25"));
  }
}
