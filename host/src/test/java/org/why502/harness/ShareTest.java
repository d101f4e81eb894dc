package org.why502.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShareTest {
  @Test
  void all_is_judged_where_nobody_wants_less() {
    assertEquals(1, Share.oneIn());
    assertEquals(List.of(1, 2, 3), Share.of(List.of(1, 2, 3)));
  }

  @Test
  void one_in_three_is_spread_over_all_and_never_none() {
    assertEquals(List.of(0, 3, 6), Share.of(List.of(0, 1, 2, 3, 4, 5, 6, 7), 3));
    assertEquals(List.of(0), Share.of(List.of(0, 1), 3));
    assertEquals(List.of(), Share.of(List.of(), 3));
    assertThrows(IllegalArgumentException.class, () -> Share.of(List.of(0), 0));
  }
}
