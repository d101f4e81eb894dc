package org.why502.message;

import java.util.Locale;

/** What a constant is called on the wire; it stands by itself because a welcome needs it early. */
final class WireName {
  private WireName() {}

  /** In kebab case: {@code EDGE_CANNOT…} is {@code edge-cannot-…}. */
  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
