package org.why502.lab.site;

import java.util.Optional;

/**
 * What goes wrong in front of a site: it answers a request in the site's stead, or lets it pass. It
 * may remember; every start of a situation makes new ones.
 */
@FunctionalInterface
public interface Trouble {
  /** The trouble that this request meets, if any. */
  Optional<Reply> meets(Visit visit);

  /** Nothing goes wrong. */
  static Trouble none() {
    return visit -> Optional.empty();
  }

  /** Every request meets it. */
  static Trouble always(Site site) {
    return visit -> Optional.of(site.answer(visit));
  }

  /** This one first; where it lets a request pass, the other. */
  default Trouble or(Trouble other) {
    return visit -> meets(visit).or(() -> other.meets(visit));
  }
}
